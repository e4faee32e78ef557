import { arrivals } from '../../../domain/walk';

const waiting = [
  { lot: 'a', post: 'x', stage: 'item', from: null },
  { lot: 'b', post: 'y', stage: 'item', from: null },
];
const never = () => false;
const nothing = () => [];
const none = () => undefined;

test('lots that come from one visit go together, unless their stage takes each by itself', () => {
  expect(arrivals(waiting, [], never, never, nothing, never, none)).toEqual([{ stage: 'item', lots: ['a', 'b'] }]);
  expect(arrivals(waiting, [], never, (stage) => stage === 'item', nothing, never, none)).toEqual([
    { stage: 'item', lots: ['a'] },
    { stage: 'item', lots: ['b'] },
  ]);
});

test('a stage after others waits while another track is at them or can still come to them', () => {
  const after = (stage: string) => (stage === 'item' ? ['vote'] : []);
  const reaches = (from: string, to: string) => from === 'before' && to === 'vote';
  const under = (stages: string[]) => stages.map((stage) => ({ stage, posts: ['x'] }));
  const enter = (stages: string[]) => arrivals(waiting, under(stages), never, never, after, reaches, none).length;
  expect([enter(['vote']), enter(['before']), enter(['other']), enter([])]).toEqual([0, 0, 1, 1]);
});

describe('a join', () => {
  const joins = (stage: string) => (stage === 'join' ? 'branch' : undefined);
  // Strands: branch → files → join, branch → talk → join; and back from the join by way of the branch.
  const ways: Record<string, string[]> = { branch: ['files', 'talk'], files: ['join'], talk: ['join'], join: ['next'], next: ['branch'] }; // prettier-ignore
  const reaches = (from: string, to: string, without?: string, seen: string[] = []): boolean =>
    (ways[from] ?? []).some(
      (next) =>
        next !== without && !seen.includes(next) && (next === to || reaches(next, to, without, [...seen, next])),
    );
  const at = (lot: string, post: string, stage: string, from: string) => ({ lot, post, stage, from });
  const enter = (lots: ReturnType<typeof at>[], busy: { stage: string; posts: string[] }[] = []) =>
    arrivals(lots, busy, never, never, nothing, reaches, joins);

  test('takes all strands of a post at once, from whatever stages they come, and each post by itself', () => {
    const lots = [at('a', 'x', 'join', 'v1'), at('b', 'x', 'join', 'v2'), at('c', 'y', 'join', 'v1')];
    expect(enter(lots)).toEqual([
      { stage: 'join', lots: ['a', 'b'] },
      { stage: 'join', lots: ['c'] },
    ]);
  });

  test('waits for the strands of its own post, and not for what would begin anew at the branch', () => {
    const [one] = [at('a', 'x', 'join', 'v1')];
    expect(enter([one], [{ stage: 'files', posts: ['x'] }])).toEqual([]);
    expect(enter([one, at('b', 'x', 'talk', 'v0')])).toEqual([{ stage: 'talk', lots: ['b'] }]);
    expect(enter([one], [{ stage: 'files', posts: ['y'] }])).toEqual([{ stage: 'join', lots: ['a'] }]);
    expect(enter([one], [{ stage: 'next', posts: ['x'] }])).toEqual([{ stage: 'join', lots: ['a'] }]);
  });

  test('goes last when two stages would wait for each other for ever', () => {
    const lots = [at('a', 'x', 'join', 'v1'), at('b', 'x', 'talk', 'v2')];
    const together = (stage: string) => stage === 'talk';
    expect(arrivals(lots, [], together, never, nothing, reaches, joins)).toEqual([{ stage: 'talk', lots: ['b'] }]);
  });
});
