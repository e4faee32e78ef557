import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brief, edit, marked, problemsOf } from './plans';

const HEAD = `id: votes
title: 选举
posts: [{id: head, title: 院长, vacancies: 1}, {id: deputy, title: 副院长, vacancies: 2}]
panels:
  officers: {title: 计票人员, min: 2}
  clerk: {title: 文书}
  winner: {title: 院长, winnersOf: [vote]}
electorates:
  staff: {title: 职工, classes: {all: 全体}}
stages:
`;
const stages = {
  branch: '  - {stage: branch, id: parting, title: 分道, posts: [head], outcomes: {these: vote, others: nominate}}',
  vote: "  - {stage: election, form: writeIn, id: vote, title: 海选, electorate: staff, officers: officers, choices: 1, win: {share: '>1/2'}, within: {n: 1, unit: workingDay}, outcomes: {elected: term, none: again}}",
  again:
    '  - {stage: election, form: candidates, id: again, title: 再选, electorate: staff, from: vote, top: 2, paper: true, officers: officers, within: {n: 1, unit: workingDay}, outcomes: {elected: term, none: vacant, tied: again, void: again}}',
  nominate:
    '  - {stage: nomination, id: nominate, title: 提名, by: winner, after: [vote, again], within: {n: 1, unit: workingDay}, outcomes: {nominated: term, none: vacant}}',
  term: '  - {stage: officeTerm, id: term, title: 任期, by: clerk, years: 3, grades: [合格, 不合格], dismissing: [不合格], outcomes: {served: appointed, dismissed: vacant}}',
};
const plan = (changes: Partial<typeof stages> = {}): string =>
  HEAD + Object.values({ ...stages, ...changes }).join('\n');
const errors = (text: string): string[] =>
  problemsOf(text)
    .filter(({ severity }) => severity === 'error')
    .map(({ code, path }) => `${code} ${path}`);

test('a sound one passes', () => {
  expect(errors(plan())).toEqual([]);
});

test.each<[what: string, expected: string, stage: keyof typeof stages, from: string, to: string]>([
  ['written-in names without officers', 'officersMissing stages[1]', 'vote', 'officers: officers, ', ''],
  ['paper entered by one', 'officersTooFew stages[2].officers', 'again', 'officers: officers', 'officers: clerk'],
  ['paper and surprise', 'paperAndSurprise stages[2].surprise', 'again', 'paper: true', 'paper: true, surprise: true'],
  ['a run-off of nothing', 'unknownReference stages[2].from', 'again', 'from: vote', 'from: votes'],
  ['a wait for nothing', 'unknownReference stages[3].after[1]', 'nominate', 'again]', 'agian]'],
  ['a branch of no post', 'unknownReference stages[0].posts[0]', 'branch', '[head]', '[heads]'],
  [
    'a grade that there is not',
    'unknownReference stages[4].dismissing[0]',
    'term',
    'dismissing: [不合格]',
    'dismissing: [差]',
  ],
  [
    'one choice of more than half cannot tie, any majority can',
    'missingEdge stages[1].outcomes',
    'vote',
    "{share: '>1/2'}",
    '{}',
  ],
])('%s', (_what, expected, stage, from, to) => {
  expect(stages[stage]).toContain(from);
  expect(errors(plan({ [stage]: stages[stage].replace(from, to) }))).toEqual([expected]);
});

test('a panel is filled by the winners of an election or an appointment', () => {
  expect(errors(plan().replace('winnersOf: [vote]', 'winnersOf: [nominate]'))).toEqual([
    'unknownReference panels.winner.winnersOf[0]',
  ]);
});

const VOTES = readFileSync(join(__dirname, '../../plans/votes/plan.yaml'), 'utf8');

test('a plan with voters who withdraw, turnout of classes and marks of its own passes', () =>
  expect(errors(VOTES)).toEqual([]));

test.each([
  [
    'kin of one post in a ballot of two',
    'recusedUnclear',
    'apart: true\n    electorate: members\n    recused: left',
    'electorate: members\n    recused: ‸left',
  ],
  [
    'kin of one post in a committee ballot of two',
    'recusedUnclear',
    'apart: true\n    by: council\n    recused: left',
    'by: council\n    recused: ‸left',
  ],
  [
    'no such class',
    'unknownReference',
    'turnoutOf: {leaders: 2/3, members: 1/2}',
    'turnoutOf: {‸leader: 2/3, members: 1/2}',
  ],
  [
    'a turnout of classes without its edge',
    'missingEdge',
    'outcomes: {passed: voting, vetoed: vacant, turnoutNotMet: agreement}',
    '‸outcomes: {passed: voting, vetoed: vacant}',
  ],
  [
    'two marks alike',
    'wrongValue',
    'marks: {for: ○, against: ×, abstain: 空白}\n    voids: [涂改',
    'marks: ‸{for: ○, against: ○, abstain: 空白}\n    voids: [涂改',
  ],
  [
    'kin of nobody known',
    'recusedUnclear',
    'form: agreement\n    id: agreement',
    'form: recommendation\n    among: pool\n    upTo: 1\n    id: agreement',
  ],
])('%s', (_, code, from, to) => {
  const { text, places } = marked(edit(VOTES, [from, to]));
  const found = brief(problemsOf(text));
  expect(found).toContainEqual(expect.stringContaining(`error ${code} ${places[0] ?? ''}`));
});
