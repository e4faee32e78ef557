import fc from 'fast-check';
import { daysOnTheWay } from '../../../domain/plan/law/durations';
import { brief, edit, problemsOf, SMALL } from './plans';

const again = (next: string): string =>
  edit(
    SMALL,
    [
      'title: 试用, by: office, months: 12, outcomes: {confirmed: appointed, extended: longer, notConfirmed: notConfirmed}',
      'title: 试用, by: office, months: 12, outcomes: {confirmed: appointed, extended: longer, notConfirmed: next}',
    ],
    [
      'from: ranking, outcomes: {taken: appraisal, none: vacant}}',
      `from: ranking, outcomes: {taken: ${next}, none: vacant}}`,
    ],
  );
const gate = (within: string, expired: string) =>
  `  - {stage: gate, form: validity, id: fresh, title: 有效, of: ballot, within: ${within}, outcomes: {valid: appraisal, expired: ${expired}}}\n`;

test('who is replaced after a probation is recommended anew, or asked whether the recommendation still holds', () => {
  expect(brief(problemsOf(again('ballot')))).toEqual([]);
  expect(brief(problemsOf(again('fresh') + gate('{n: 1, unit: year}', 'ballot')))).toEqual([]);
  expect(brief(problemsOf(again('fresh') + gate('{n: 6, unit: month}', 'vacant')))).toEqual([]);
});

test('the year is that of the recommendation, where a plan has ballots of other kinds besides', () => {
  const recommended = edit(
    again('assess'),
    ['stage: collectiveBallot, id: ballot,', 'stage: collectiveBallot, form: recommendation, upTo: 2, id: ballot,'],
    [
      'electorate: staff, grades: {好: 100, 差: 0}, within: {n: 1, unit: workingDay}, outcomes: {valid: ranking}',
      'electorate: staff, within: {n: 1, unit: workingDay}, outcomes: {counted: ranking, none: vacant}',
    ],
  );
  const assess =
    '  - {stage: collectiveBallot, id: assess, title: 测评, electorate: staff, grades: {好: 100, 差: 0}, within: {n: 1, unit: workingDay}, outcomes: {valid: appraisal}}\n';
  expect(problemsOf(recommended + assess).map(({ code }) => code)).toEqual(['recommendationTooOld']);
});

test('the way by a node takes as long as the quickest of all ways by it', () => {
  const nodes = ['a', 'b', 'c', 'd', 'e'];
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...nodes), fc.constantFrom(...nodes)), { maxLength: 12 }),
      fc.array(fc.nat(9), { minLength: 5, maxLength: 5 }),
      (edges, weights) => {
        const next = (node: string) => edges.filter(([from]) => from === node).map(([, to]) => to);
        const days = (node: string) => weights[nodes.indexOf(node)]!;
        // All ways from one node to another that go through none twice; the last node takes no time.
        const ways = (from: string, to: string, been: readonly string[] = []): number[] =>
          from === to
            ? [0]
            : next(from)
                .filter((each) => !been.includes(each) && each !== from)
                .flatMap((each) => ways(each, to, [...been, from]).map((rest) => days(from) + rest));
        const expected = nodes.flatMap((node) => {
          const sums = ways('a', node).flatMap((one) => ways(node, 'e').map((two) => one + two));
          return sums.length === 0 ? [] : [[node, Math.min(...sums)] as const];
        });
        expect(daysOnTheWay(nodes, { next, days }, ['a'], 'e')).toEqual(new Map(expected));
      },
    ),
  );
});
