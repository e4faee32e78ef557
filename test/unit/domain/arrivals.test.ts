import { arrivals } from '../../../domain/walk';

const waiting = [
  { lot: 'a', stage: 'item', from: null },
  { lot: 'b', stage: 'item', from: null },
];
const never = () => false;

test('lots that come from one visit go together, unless their stage takes each by itself', () => {
  expect(arrivals(waiting, [], never, never, never)).toEqual([{ stage: 'item', lots: ['a', 'b'] }]);
  expect(arrivals(waiting, [], never, (stage) => stage === 'item', never)).toEqual([
    { stage: 'item', lots: ['a'] },
    { stage: 'item', lots: ['b'] },
  ]);
});
