import { withoutSmallTally } from '../../../records/queries/board';

it('hides the tally of few ballots, and nothing else', () => {
  const finding = { cast: 4, entitled: 5, tallies: { c1: { 优秀: 4 } } };
  expect(withoutSmallTally(finding)).toEqual({ cast: 4, entitled: 5, tallies: null });
  expect(withoutSmallTally({ ...finding, cast: 5 })).toMatchObject({ tallies: finding.tallies });
  expect(withoutSmallTally({ scores: {} })).toEqual({ scores: {} });
});
