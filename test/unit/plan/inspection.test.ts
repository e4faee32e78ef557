import { problemsOf } from './plans';

const HEAD = `id: inspection
title: 检查
process: inspection
panels: {province: {title: 省}, teamA: {title: 一组}, teamB: {title: 二组}, cityA: {title: 甲市}, cityB: {title: 乙市}}
electorates: {votersA: {title: 甲市参评}, votersB: {title: 乙市参评}}
units:
  - {id: a, title: 甲市, own: {team: teamA, self: cityA, voters: votersA}}
  - {id: b, title: 乙市, own: {team: teamB, self: cityB, voters: votersB}}
stages:
`.replaceAll(/(参评)}/g, '$1, classes: {a: 甲, b: 乙, c: 丙, d: 丁, e: 戊, f: 己}}');
const day = '{n: 1, unit: workingDay}';
const stages = {
  roll: '  - {stage: registration, form: roll, id: roll, title: 名册, placedBy: unit, outcomes: {closed: channels}}',
  channels: '  - {stage: branch, form: beside, id: channels, title: 渠道, outcomes: {on: work, beside: intake}}',
  intake:
    '  - {stage: publicNotice, form: intake, id: intake, title: 受理, apart: true, by: team, until: [files], outcomes: {reported: completed, none: completed}}',
  work: `  - {stage: collectiveBallot, form: questionnaire, id: work, title: 评工作, apart: true, electorate: voters, within: ${day}, questions: [{id: overall, title: 总体, marks: [好, 差]}], outcomes: {valid: people}}`,
  people: `  - {stage: collectiveBallot, form: review, id: people, title: 评人, apart: true, electorate: voters, within: ${day}, grades: [满意, 不满意], outcomes: {valid: drawing}}`,
  drawing:
    '  - {stage: sample, id: drawing, title: 抽查, apart: true, by: team, atLeast: 1/3, mandatory: [{text: 票, ballot: people, mark: 不满意, atLeast: 1/4}, {text: 举报, reported: intake}, {text: 破格, when: {rule: factTrue, fact: exceptional, title: 破格}}], outcomes: {drawn: files, none: files}}',
  files: `  - {stage: task, id: files, title: 查档, apart: true, by: team, about: people, sections: [属实], problems: true, within: ${day}, outcomes: {done: rectify}}`,
  rectify: `  - {stage: rectification, id: rectify, title: 整改, by: province, answeredBy: self, of: [files], within: ${day}, rectify: {n: 1, unit: month}, check: ${day}, outcomes: {rectified: completed, clear: completed, remaining: rectify}}`,
};
const plan = (changes: Partial<typeof stages> = {}, head = HEAD): string =>
  head + Object.values({ ...stages, ...changes }).join('\n');
const errors = (text: string): string[] =>
  problemsOf(text)
    .filter(({ severity }) => severity === 'error')
    .map(({ code, path }) => `${code} ${path}`);

test('a sound one passes', () => {
  expect(errors(plan())).toEqual([]);
});

test.each<[what: string, expected: string, stage: keyof typeof stages, from: string, to: string]>([
  ['words of its own for all at once', 'notApart stages[5]', 'drawing', 'apart: true, ', ''],
  ['one notice for all', 'notApart stages[7]', 'rectify', 'by: province', 'apart: false, by: province'],
  [
    'a ballot that there is not',
    'unknownReference stages[5].mandatory[0].ballot',
    'drawing',
    'ballot: people',
    'ballot: work',
  ],
  ['a grade that there is not', 'unknownReference stages[5].mandatory[0].mark', 'drawing', '不满意', '很差'],
  [
    'an intake that there is not',
    'unknownReference stages[5].mandatory[1].reported',
    'drawing',
    'reported: intake',
    'reported: files',
  ],
  ['a ground that says nothing', 'wrongValue stages[5].mandatory[1]', 'drawing', 'reported: intake', 'told: intake'],
  ['an intake until nothing', 'unknownReference stages[2].until[0]', 'intake', '[files]', '[file]'],
  ['an intake that waits for itself', 'waitsForItself stages[2].until[0]', 'intake', 'none: completed', 'none: files'],
  ['problems that no report states', 'unknownReference stages[7].of[0]', 'rectify', '[files]', '[people]'],
  ['an unknown panel', 'unknownPanel stages[7].answeredBy', 'rectify', 'answeredBy: self', 'answeredBy: shelf'],
  ['a seat that may stay empty', 'missingEdge stages[6].outcomes', 'files', 'about: people, ', ''],
])('%s', (_what, expected, stage, from, to) => {
  expect(stages[stage]).toContain(from);
  const found = errors(plan({ [stage]: stages[stage].replace(from, to) }));
  expect(found).toContain(expected);
});

test.each([
  ['a unit without its own', 'ownMissing units[1]', ', self: cityB', ''],
  ['a panel that there is not', 'unknownPanel units[0].own.team', 'team: teamA', 'team: teamC'],
  ['an electorate that there is not', 'unknownElectorate units[0].own.voters', 'voters: votersA', 'voters: cityA'],
])('%s', (_what, expected, from, to) => {
  expect(HEAD).toContain(from);
  expect(errors(plan({}, HEAD.replace(from, to)))).toContain(expected);
});

test('a word of its own is no panel’s name', () => {
  expect(errors(plan({}, HEAD.replaceAll('self: city', 'province: city')))).toContain('ownTaken units[0].own.province');
});

describe('一报告两评议', () => {
  const basis = HEAD.replace('process:', 'basis: [oneReportTwoReviews]\nprocess:');
  const breaches = (text: string): string[] =>
    problemsOf(text)
      .filter(({ article }) => article)
      .map(({ severity, code, path, article }) => `${severity} ${code} ${path} ${article}`);

  test('both reviews with six kinds of people pass', () => {
    expect(breaches(plan({}, basis))).toEqual([]);
  });
  test('without the review of the work it fails', () => {
    const work = stages.people.replaceAll('people', 'work').replace('valid: drawing', 'valid: people');
    expect(breaches(plan({ work }, basis))).toEqual(['error reviewMissing stages 一报告两评议“选拔任用工作评议”']);
  });
  test('without the review of those newly selected it fails', () => {
    const people = stages.work.replaceAll('work', 'people').replace('valid: people', 'valid: drawing');
    expect(breaches(plan({ people }, basis))).toContain('error reviewMissing stages 一报告两评议“新选拔任用干部评议”');
  });
  test('fewer than six kinds of people are warned of', () => {
    expect(breaches(plan({}, basis.replace(', f: 己', '')))).toEqual([
      'warning fewClasses electorates.votersA 一报告两评议“参加人员”',
    ]);
  });
});

test('an item starts another plan, never its own', () => {
  const programme = (starts: string) => `id: yearly
title: 年度计划
process: programme
panels: {office: {title: 政治处}}
items: [{id: chiefs, title: 科长选任, by: office, when: {times: 1}, plan: ${starts}}]
stages:
  - {stage: item, id: item, title: 办理, through: 2027, carry: {n: 3, unit: month}, outcomes: {done: item, carried: item, ended: completed}}
`;
  expect(errors(programme('section-chiefs'))).toEqual([]);
  expect(errors(programme('yearly'))).toEqual(['startsItself items[0].plan']);
});
