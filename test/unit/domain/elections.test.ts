import fc from 'fast-check';
import { elect, moreReturnedThanIssued, passShare, share, topOf } from '../../../domain/arithmetic';
import { checkAnswer, checkPaper, countPapers, papersNaming, type BallotPaper } from '../../../domain/answers';

const counts = (entitled: number, present: number) => ({
  entitled,
  present,
  issued: present,
  returned: present,
  valid: present,
});
const half = share('>1/2');

// §6: 100 entitled, 97 present: 51 of the entitled, 49 of those present.
test.each([
  ['entitled', 51, true],
  ['entitled', 50, false],
  ['present', 49, true],
  ['present', 48, false],
] as const)('of those %s, %d votes of 100 entitled and 97 present: %s', (of, votes, wins) => {
  const result = elect({ a: votes, b: 97 - votes > 40 ? 40 : 0 }, 1, counts(100, 97), { share: half, of });
  expect(result.elected).toEqual(wins ? ['a'] : []);
  expect(result.needed).toBe(of === 'entitled' ? 51 : 49);
});

test('equal votes at the last seat seat nobody of the equal ones', () => {
  const result = elect({ a: 8, b: 7, c: 5, d: 5 }, 3, counts(10, 9), { share: half, of: 'present' });
  expect(result).toMatchObject({ elected: ['a', 'b'], tied: ['c', 'd'], seatsLeft: 1 });
});

test('without a share the most votes win', () => {
  expect(elect({ a: 3, b: 2 }, 1, counts(10, 10), { of: 'valid' }).elected).toEqual(['a']);
});

test('more votes than the denominator is a fault of the caller', () => {
  expect(() => elect({ a: 11 }, 1, counts(10, 10), { share: half, of: 'present' })).toThrow('countsDisagree');
});

test('more ballots back than went out is void', () => {
  expect(moreReturnedThanIssued({ issued: 97, returned: 98 })).toBe(true);
  expect(moreReturnedThanIssued({ issued: 97, returned: 97 })).toBe(false);
});

test('a run-off takes everybody who is equal at the cut', () => {
  const ranking = [4, 3, 3, 1].map((votes, index) => ({ person: `p${index}`, rank: [1, 2, 2, 4][index]!, votes }));
  expect(topOf(ranking, 2)).toEqual(['p0', 'p1', 'p2']);
});

const votes = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.integer({ min: 0, max: 100 }), { maxKeys: 12 });

test('never more are elected than seats, all with enough votes, none with fewer than somebody left out', () => {
  fc.assert(
    fc.property(votes, fc.integer({ min: 1, max: 5 }), fc.boolean(), (given, seats, needsHalf) => {
      const rule = { of: 'present' as const, ...(needsHalf ? { share: half } : {}) };
      const { elected, tied, seatsLeft, ranking, needed } = elect(given, seats, counts(100, 100), rule);
      expect(elected.length + seatsLeft).toBe(seats);
      for (const person of [...elected, ...tied]) expect(given[person]).toBeGreaterThanOrEqual(needed);
      const least = Math.min(...elected.map((person) => given[person]!), Infinity);
      for (const { person, votes: each } of ranking) if (!elected.includes(person)) expect(each).toBeLessThan(least);
      if (tied.length > 0) expect(tied.length).toBeGreaterThan(seatsLeft);
      else expect(elected.length).toBe(Math.min(seats, ranking.filter(({ enough }) => enough).length));
    }),
  );
});

const paper: BallotPaper = {
  marks: ['赞成', '反对', '弃权'],
  favour: '赞成',
  everyLine: false,
  lines: { a: { person: 'a', post: 'head' }, b: { person: 'b', post: 'head' } },
  posts: { head: { most: 1, writeIns: 1 } },
  tooMany: 'void',
};

test('a paper that chooses more than it may is void; a blank line is an abstention; spaces make no other name', () => {
  const count = countPapers(paper, [
    { a: '赞成' },
    { a: '赞成', b: '赞成' },
    { b: '反对', 'head/1': '张 三' },
    { 'head/1': '张三' },
    {},
  ]);
  expect(count).toEqual({
    voided: 1,
    tallies: { a: { 赞成: 1, 弃权: 3 }, b: { 弃权: 3, 反对: 1 } },
    writeIns: { head: { 张三: 2 } },
  });
});

test('two names of one person on a paper are one vote; a void paper names nobody', () => {
  const free = { ...paper, lines: {}, posts: { head: { most: 2, writeIns: 2 } } };
  const papers: Record<string, string>[] = [
    { 'head/1': '张三', 'head/2': '老 张' },
    { 'head/1': '老张' },
    { 'head/1': '李四' },
    { 'head/1': '张三', 'head/2': '李四', 'head/3': '老张' },
  ];
  expect(countPapers(free, papers).writeIns).toEqual({ head: { 张三: 2, 老张: 2, 李四: 2 } });
  expect(papersNaming(free, papers, 'head', ['张三', '老张'])).toBe(3);
  expect(papersNaming({ ...free, posts: { head: { most: 1, writeIns: 2 } } }, papers, 'head', ['张三', '老张'])).toBe(
    1,
  );
  expect(papersNaming(free, papers, 'other', ['张三'])).toBe(0);
});

test('what is not on the paper is refused; too many only where the paper is handed back', () => {
  expect(checkPaper(paper, { c: '赞成' })).toHaveLength(1);
  expect(checkPaper(paper, { a: '也许' })).toHaveLength(1);
  expect(checkPaper(paper, { 'head/2': '张三' })).toHaveLength(1);
  expect(checkPaper(paper, { a: '赞成', b: '赞成' })).toEqual([]);
  expect(checkPaper({ ...paper, tooMany: 'refused' }, { a: '赞成', b: '赞成' })).toHaveLength(1);
});

test('every valid paper stands once on each line', () => {
  const choice = fc.record(
    { a: fc.constantFrom(...paper.marks), b: fc.constantFrom(...paper.marks), 'head/1': fc.constantFrom('甲', '乙') },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(choice, { maxLength: 40 }), (papers) => {
      const given = papers.map((each) =>
        Object.fromEntries(Object.entries(each).filter(([, mark]) => mark !== undefined)),
      );
      const { voided, tallies, writeIns } = countPapers(paper, given);
      const sum = (marks: Record<string, number> = {}) => Object.values(marks).reduce((total, each) => total + each, 0);
      expect(sum(tallies['a'])).toBe(papers.length - voided);
      expect(sum(tallies['b'])).toBe(papers.length - voided);
      expect((tallies['a']?.['赞成'] ?? 0) + (tallies['b']?.['赞成'] ?? 0) + sum(writeIns['head'])).toBeLessThanOrEqual(
        papers.length - voided,
      );
    }),
  );
});

// §6: 79.99 % is vetoed, 80.00 % passes; 79/99 = 79.80 % is vetoed.
test.each([
  [7999, 10_000, false, '79.99'],
  [8000, 10_000, true, '80.00'],
  [79, 99, false, '79.80'],
  [80, 100, true, '80.00'],
] as const)('%d of %d agree: %s', (yes, returned, met, percent) => {
  expect(passShare(yes, 'returned', { returned }, share('80%'))).toMatchObject({ met, percent });
});

test('a committee that departs from the ranking it respects says why', () => {
  const terms = {
    entitled: ['1', '2', '3'],
    subjects: ['a', 'b'],
    ranked: { post: { order: ['a', 'b'], seats: 1 } },
    rule: { quorum: '2/3', pass: '>1/2', of: 'entitled' },
  } as const;
  const resolution = (a: number, b: number, departs?: string) => ({
    present: ['1', '2', '3'],
    minutes: '略',
    votes: [
      { person: 'a', agree: a, disagree: 3 - a, abstain: 0, defer: 0 },
      { person: 'b', agree: b, disagree: 3 - b, abstain: 0, defer: 0 },
    ],
    ...(departs === undefined ? {} : { departs }),
  });
  expect(checkAnswer('resolution', terms, resolution(3, 0))).toHaveProperty('answer');
  expect(checkAnswer('resolution', terms, resolution(1, 1))).toHaveProperty('answer');
  expect(checkAnswer('resolution', terms, resolution(0, 3))).toMatchObject({ problems: [{ pointer: '/departs' }] });
  expect(checkAnswer('resolution', terms, resolution(0, 3, '考察中更突出'))).toHaveProperty('answer');
});
