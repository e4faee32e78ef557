import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brief, COMPETITION, edit, marked, problemsOf, SMALL } from './plans';

const REPLACEMENT = readFileSync(join(__dirname, '../../plans/replacement/plan.yaml'), 'utf8');
const faults = (text: string) => brief(problemsOf(text)).filter((each) => each.startsWith('error'));

test('a plan with grounds, limits and ties of replacement passes', () => expect(faults(REPLACEMENT)).toEqual([]));

test.each([
  [
    'a limit without its edge',
    'missingEdge',
    'outcomes: {taken: medical, none: vacant, barred: vacant}',
    '‸outcomes: {taken: medical, none: vacant}',
  ],
  ['no such ground', 'wrongValue', 'grounds: [withdrawal, result]', 'grounds: [withdrawal, ‸death]'],
  ['no such ranking', 'notARanking', 'from: composite', 'from: ‸written'],
  [
    'no such criterion',
    'unknownCriterion',
    'ties: {breakBy: [{by: oral}]}\n    outcomes: {taken: medical, none: vacant, barred',
    'ties: {breakBy: [{by: ‸orral}]}\n    outcomes: {taken: medical, none: vacant, barred',
  ],
  [
    'done again, for ever',
    'wrongValue',
    'ties: {breakBy: [{by: oral}]}\n    outcomes: {taken: medical, none: vacant, barred',
    'ties: ‸redo\n    outcomes: {taken: medical, none: vacant, barred',
  ],
])('%s', (_, code, from, to) => {
  const { text, places } = marked(edit(REPLACEMENT, [from, to]));
  expect(faults(text)).toContain(`error ${code} ${places[0]}`);
});

test('a notice of both kinds of days is long enough by either', () => {
  const days = '{n: 3, unit: workingDay, and: {n: 5, unit: workingDay}}';
  expect(brief(problemsOf(edit(SMALL, ['period: {n: 5, unit: workingDay}', `period: ${days}`])))).toEqual([]);
  const { text, places } = marked(
    edit(SMALL, [
      'period: {n: 5, unit: workingDay}',
      'period: ‸{n: 3, unit: workingDay, and: {n: 7, unit: calendarDay}}',
    ]),
  );
  expect(brief(problemsOf(text))).toEqual([`error noticeTooShort ${places[0]}`]);
  const seven = '{n: 5, unit: workingDay, and: {n: 7, unit: calendarDay}}';
  expect(brief(problemsOf(edit(COMPETITION, ['period: {n: 7, unit: calendarDay}', `period: ${seven}`])))).toEqual([]);
});
