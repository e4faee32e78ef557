import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { edit, problemsOf } from './plans';

const SOUND = readFileSync(join(__dirname, '../../../plans/11-responsibility/plan.yaml'), 'utf8');
const errors = (text: string): string[] =>
  problemsOf(text)
    .filter(({ severity }) => severity === 'error')
    .map(({ code, path }) => `${code} ${path}`);

test('the plan of 篇11 is sound', () => expect(errors(SOUND)).toEqual([]));

test.each<[what: string, expected: string[], from: string, to: string]>([
  [
    'an item under nothing',
    ['unknownItem items[2].under'],
    'under: education, weight: 60',
    'under: educaton, weight: 60',
  ],
  [
    'items divided in a circle',
    [
      'circularItems items[0].under',
      'circularItems items[4].under',
      'circularItems items[5].under',
      'timeOfDivided items[5].when',
    ],
    '{id: bureau, title: 全局党风廉政建设责任目标, by',
    '{id: bureau, title: 全局党风廉政建设责任目标, under: accounts, by',
  ],
  ['a leaf without a time', ['missingKey items[3]'], ', when: {month: 1, once: true}', ''],
  [
    'a time of what is divided',
    ['timeOfDivided items[0].when'],
    'by: partyGroup}',
    'by: partyGroup, when: {month: 1}}',
  ],
  [
    'siblings that are not whole',
    ['weightsNotHundred items[2].weight'],
    'under: education, weight: 60',
    'under: education, weight: 50',
  ],
  [
    'weights of some siblings',
    ['weightsNotHundred items[5].weight'],
    'under: money, by: finance',
    'under: money, weight: 100, by: finance',
  ],
  ['a unit that is no panel', ['unknownPanel items[2].with[0]'], 'with: [personnel]', 'with: [persons]'],
  ['a post called like an item', ['duplicateId items[3].id'], '{id: festival', '{id: heads'],
  ['a stage to go on from that is none', ['unknownStage stages[5].follows'], 'follows: firstHalf', 'follows: midYear'],
  [
    'a stage to go on from that comes later',
    ['stageNotBefore stages[3].follows'],
    'title: 上半年目标',
    'title: 上半年目标\n    follows: secondHalf',
  ],
  [
    'a roll-up post by post',
    ['notTogether stages[8]'],
    'title: 责任目标汇总\n    together: true',
    'title: 责任目标汇总',
  ],
  [
    'a roll-up of no score',
    ['notScored stages[8].weights.firstHalf'],
    '{midYear: 40, yearEnd: 60}',
    '{firstHalf: 40, yearEnd: 60}',
  ],
  [
    'a roll-up of a later score',
    ['scoreNotBefore stages[8].weights.performance'],
    '{midYear: 40, yearEnd: 60}',
    '{performance: 40, yearEnd: 60}',
  ],
  [
    'a roll-up that is not whole',
    ['weightsNotHundred stages[8].weights'],
    '{midYear: 40, yearEnd: 60}',
    '{midYear: 40, yearEnd: 50}',
  ],
  [
    'a panel and owners at once',
    ['nobodyActs stages[2].everyone', 'missingEdge stages[2].outcomes'],
    'everyone: true',
    'everyone: true\n    by: office',
  ],
])('%s', (_, expected, from, to) => {
  expect(errors(edit(SOUND, [from, to])).sort()).toEqual(expected.sort());
});

test('a task without a panel needs items with owners', () => {
  expect(
    errors(`id: nobody
title: 无人办理
process: case
posts: [{id: matter, title: 事项, vacancies: 1}]
stages:
  - {stage: task, id: report, title: 报告, sections: [情况], within: {n: 1, unit: month}, outcomes: {done: completed}}
`),
  ).toEqual(['nobodyActs stages[0]']);
});
