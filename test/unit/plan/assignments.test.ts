import { brief, edit, marked, problemsOf, SMALL } from './plans';

const MOVING = edit(
  SMALL,
  ['vacancies: 1}]', 'vacancies: 1}, {id: deputy, title: 副科长, vacancies: 1}]'],
  ['{closed: ballot}', '{closed: moving}'],
  [
    '  - {stage: collectiveBallot',
    '  - {stage: assignment, id: moving, title: 改报, together: true, dropped: [closed], silence: chief, within: {n: 2, unit: workingDay}, outcomes: {settled: placing, dropped: vacant}}\n' +
      '  - {stage: assignment, form: byBody, id: placing, title: 分配, together: true, by: office, within: {n: 2, unit: workingDay}, outcomes: {settled: ballot, none: vacant}}\n' +
      '  - {stage: collectiveBallot',
  ],
  [
    'within: {n: 5, unit: workingDay}, outcomes: {closed',
    'undirected: true, within: {n: 5, unit: workingDay}, outcomes: {closed',
  ],
);

test('people who register for several posts and are assigned later', () =>
  expect(brief(problemsOf(MOVING))).toEqual([]));

test.each([
  [
    'an assignment post by post',
    'error notTogether',
    '  - {stage: assignment, form: byBody, id: placing, title: 分配, together: true,',
    '  - ‸{stage: assignment, form: byBody, id: placing, title: 分配,',
  ],
  ['silence that leads to no post', 'error unknownPost', 'silence: chief', 'silence: ‸clerk'],
  [
    'several posts and no assignment',
    'error assignmentMissing',
    'outcomes: {settled: placing, dropped: vacant}',
    'outcomes: {settled: ballot, dropped: placing}',
  ],
])('%s', (_, expected, from, to) => {
  const { text, places } = marked(
    edit(
      MOVING,
      [from, to],
      ...(expected.endsWith('Missing') ? [['undirected: true', 'undirected: ‸true'] as const] : []),
    ),
  );
  expect(brief(problemsOf(text))).toEqual([`${expected} ${places[0]}`]);
});
