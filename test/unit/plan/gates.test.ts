import { brief, COMPETITION, edit, marked, problemsOf, SMALL } from './plans';

const GATED = edit(
  SMALL,
  ['take: {perVacancy: 2}, outcomes: {taken: appraisal', 'take: {perVacancy: 2}, outcomes: {taken: surplus'],
  [
    '  - stage: appraisal\n',
    '  - {stage: gate, id: surplus, title: 多于职数, of: ranking, target: {moreThan: vacancies}, outcomes: {met: appraisal, short: appraisal}}\n  - stage: appraisal\n',
  ],
);

test('a plan with a gate passes', () => expect(brief(problemsOf(GATED))).toEqual([]));

test.each([
  ['a stage that is not there', 'error unknownStage', 'of: ranking', 'of: ‸rankin'],
  ['a stage that comes later', 'error stageNotBefore', 'of: ranking', 'of: ‸decision'],
  [
    'a floor without an edge',
    'error missingEdge',
    'target: {moreThan: vacancies}, outcomes',
    'target: {moreThan: vacancies}, floor: {atLeast: 1}, ‸outcomes',
  ],
  ['no number at all', 'error wrongValue', 'target: {moreThan: vacancies}', 'target: ‸{moreThan: people}'],
])('%s', (_, expected, from, to) => {
  const { text, places } = marked(edit(GATED, [from, to]));
  expect(brief(problemsOf(text))).toEqual([`${expected} ${places[0]}`]);
});

test('an appointment that nothing narrows people down for is warned of', () => {
  const { text, places } = marked(
    edit(
      SMALL,
      ['basis: [appointmentRegulations2019]', 'basis: [competitivePosts]'],
      ['{closed: ballot}', '{closed: appointment}'],
      ['  - stage: appointment', '  - ‸stage: appointment'],
      ['unfilled: next}\n  - {stage: probation', 'unfilled: ballot}\n  - {stage: probation'],
    ),
  );
  expect(brief(problemsOf(text))).toContain(`warning nothingNarrows ${places[0]}`);
});

test('the ratio may also be asked for at a gate behind the exam', () => {
  const later = edit(
    COMPETITION,
    ['    gate: {ratio: 3, per: vacancy}\n', ''],
    ['{scored: ballot, none: vacant}', '{scored: enough, none: vacant}'],
    [
      '  - stage: collectiveBallot',
      '  - {stage: gate, id: enough, title: 3:1, of: interview, target: {ratio: 3}, outcomes: {met: ballot, short: ballot}}\n  - stage: collectiveBallot',
    ],
  );
  expect(brief(problemsOf(later))).toEqual([]);
  expect(brief(problemsOf(edit(later, ['target: {ratio: 3}', 'target: {ratio: 2}'])))).toEqual([
    expect.stringContaining('warning gateTooLow'),
  ]);
});
