import { arrivals } from '../../../domain/walk';

const waiting = [
  { lot: 'a', stage: 'item', from: null },
  { lot: 'b', stage: 'item', from: null },
];
const never = () => false;
const nothing = () => [];

test('lots that come from one visit go together, unless their stage takes each by itself', () => {
  expect(arrivals(waiting, [], never, never, nothing, never)).toEqual([{ stage: 'item', lots: ['a', 'b'] }]);
  expect(arrivals(waiting, [], never, (stage) => stage === 'item', nothing, never)).toEqual([
    { stage: 'item', lots: ['a'] },
    { stage: 'item', lots: ['b'] },
  ]);
});

test('a stage after others waits while another track is at them or can still come to them', () => {
  const after = (stage: string) => (stage === 'item' ? ['vote'] : []);
  const reaches = (from: string, to: string) => from === 'before' && to === 'vote';
  const enter = (busy: string[]) => arrivals(waiting, busy, never, never, after, reaches).length;
  expect([enter(['vote']), enter(['before']), enter(['other']), enter([])]).toEqual([0, 0, 1, 1]);
});
