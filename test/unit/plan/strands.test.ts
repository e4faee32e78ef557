import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { everyPathPasses } from '../../../domain/plan';
import { edit, problemsOf, SMALL } from './plans';

/** Three joins: of three strands that all count, of two of which one counts, of two of which any does. */
const STRANDS = readFileSync(join(__dirname, '../../plans/strands/plan.yaml'), 'utf8');

const errors = (text: string): string[] =>
  problemsOf(text)
    .filter(({ severity }) => severity === 'error')
    .map(({ code, path }) => `${code} ${path}`);

test('strands that come together pass', () => {
  expect(problemsOf(STRANDS).map(({ code }) => code)).toEqual(['noBasis']);
});

const notice = '{clear: all, objected: inquiry, unfilled: all}';
const check = 'within: {n: 5, unit: workingDay}, outcomes: {passed: all, unfilled: all}}';

test.each<[what: string, expected: readonly string[], from: string, to: string]>([
  ['a branch that there is not', ['unknownReference stages[9].of'], 'of: files', 'of: file'],
  ['strands that begin nowhere', ['unknownReference stages[13].of'], 'of: twoWays', 'of: opinion'],
  [
    'strands that do not join',
    [
      'joinMissing stages[3].with',
      'strandsCross stages[6].outcomes.passed',
      'strandsCross stages[6].outcomes.unfilled',
      'unknownReference stages[9].strands.checked.fileCheck',
    ],
    'of: files',
    'of: posted',
  ],
  [
    'a strand that ends by itself',
    ['strandEnds stages[6].outcomes.unfilled'],
    check,
    check.replace('unfilled: all', 'unfilled: vacant'),
  ],
  [
    'a first strand that ends by itself',
    ['strandEnds stages[5].outcomes.unfilled'],
    '{suitable: all, unfilled: all}',
    '{suitable: all, unfilled: vacant}',
  ],
  [
    'a strand that goes back to its branch',
    ['strandEnds stages[7].outcomes.unfilled'],
    notice,
    notice.replace('unfilled: all', 'unfilled: files'),
  ],
  ['strands that cross', ['strandsCross stages[6]'], notice, notice.replace('unfilled: all', 'unfilled: fileCheck')],
  ['another way to a strand', ['strandsCross stages[18].outcomes.failed'], 'failed: vacant', 'failed: fileCheck'],
  ['another way to the join', ['strandsCross stages[18].outcomes.failed'], 'failed: vacant', 'failed: either'],
  [
    'a stage of no strand',
    ['unknownReference stages[9].strands.appraised.fitness'],
    '{appraisal: [suitable]}',
    '{fitness: [passed]}',
  ],
  [
    'an outcome that does not come there',
    ['unknownReference stages[9].strands.posted.notice[0]'],
    '{notice: [clear], ',
    '{notice: [objected], ',
  ],
  ['a strand without a name', ['strandUnclear stages[9].strands'], '      checked: {fileCheck: [passed]}\n', ''],
  [
    'one name for two strands',
    ['strandUnclear stages[9].strands.appraised'],
    '{appraisal: [suitable]}\n      checked: {fileCheck: [passed]}',
    '{appraisal: [suitable], fileCheck: [passed]}',
  ],
  ['a strand called any', ['reservedId stages[13].strands.any'], '{asked: {opinion', '{any: {opinion'],
  ['a strand that counts and is not', ['unknownReference stages[13].counts'], 'counts: tested', 'counts: test'],
  [
    'seats on a strand without',
    ['notOnStrand stages[6]'],
    `stage: check, id: fileCheck, title: 档案核查, by: archives, ${check}`,
    'stage: collectiveDecision, id: fileCheck, title: 档案核查, by: archives, outcomes: {passed: all, failed: all, deferred: fileCheck, inquorate: fileCheck}}',
  ],
])('%s', (_what, expected, from, to) => {
  const found = errors(edit(STRANDS, [from, to]));
  expect(found).toEqual(expected);
});

test('people are appointed after the join, not before', () => {
  const early = edit(
    STRANDS,
    ['{suitable: all, unfilled: all}', '{suitable: early, unfilled: all}'],
    ['appraisal: [suitable]', 'early: [appointed]'],
    [
      '  - {stage: check, id: fileCheck',
      '  - {stage: appointment, id: early, title: 任职, by: office, within: {n: 5, unit: workingDay}, outcomes: {appointed: all, unfilled: all}}\n  - {stage: check, id: fileCheck',
    ],
  );
  expect(errors(early)).toEqual(['notOnStrand stages[6]']);
});

test('a score of any strand that counts may be ranked after the join', () => {
  const ranked = (counts: string) =>
    edit(
      STRANDS,
      ['counts: tested\n    outcomes: {passed: decision', `counts: ${counts}\n    outcomes: {passed: ranking`],
      [
        '  - {stage: collectiveDecision',
        '  - {stage: ranking, id: ranking, title: 排名, weights: {fitness: 100}, take: {perVacancy: 1}, outcomes: {taken: decision, none: vacant}}\n  - {stage: collectiveDecision',
      ],
    );
  expect(errors(ranked('tested'))).toEqual([]);
  expect(errors(ranked('all'))).toEqual([]);
  expect(errors(ranked('asked'))).toEqual(['scoreNotBefore stages[18].weights.fitness']);
});

test('a regulation sees what is done on a strand that counts', () => {
  const beside = (counts: string) =>
    edit(
      SMALL,
      ['{suitable: opinion, unfilled: next}', '{suitable: ways, unfilled: next}'],
      ['{clear: decision, unfilled: next}', '{clear: joined, unfilled: joined}'],
      [
        '  - stage: collectiveDecision\n',
        `  - {stage: branch, form: beside, id: ways, title: 同时, with: people, outcomes: {on: talk, beside: opinion}}
  - {stage: task, id: talk, title: 谈话, by: office, sections: [情况], within: {n: 5, unit: workingDay}, outcomes: {done: joined, unfilled: joined}}
  - {stage: join, id: joined, title: 汇合, of: ways, strands: {talk: {talk: [done]}, opinion: {opinion: [clear]}}, counts: ${counts}, outcomes: {passed: decision, none: next}}
  - stage: collectiveDecision\n`,
      ],
    );
  expect(problemsOf(beside('all'))).toEqual([]);
  expect(errors(beside('any'))).toEqual([expect.stringContaining('disciplineOpinionMissing')]);
});

test('what every path passes counts the strands of a join', () => {
  const edges = (all: Record<string, Record<string, string>>, joins: Record<string, string[][]>) =>
    Object.assign(new Map(Object.entries(all).map(([id, outcomes]) => [id, new Map(Object.entries(outcomes))])), {
      joins: new Map(Object.entries(joins)),
    });
  const ways = {
    start: { on: 'branch' },
    branch: { on: 'talk', beside: 'files' },
    talk: { clear: 'join' },
    files: { passed: 'join', failed: 'join' },
    join: { passed: 'decision', none: 'vacant' },
    decision: { passed: 'nominated', failed: 'branch' },
  };
  const all = edges(ways, { join: [['talk'], ['files']] });
  const passes = (table: typeof all, from: string, to: string, ...through: string[]) =>
    everyPathPasses(table, from, to, new Set(through));
  expect(passes(all, 'start', 'decision', 'files')).toBe(true);
  expect(passes(all, 'start', 'decision', 'talk')).toBe(true);
  // Nobody has to have been on one strand to come from another, or to leave the join as none.
  expect(passes(all, 'talk', 'decision', 'files')).toBe(false);
  expect(passes(all, 'start', 'vacant', 'files')).toBe(false);
  expect(passes(all, 'decision', 'decision', 'files')).toBe(true);
  const one = edges(ways, { join: [['talk']] });
  expect(passes(one, 'start', 'decision', 'talk')).toBe(true);
  expect(passes(one, 'start', 'decision', 'files')).toBe(false);
});
