import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { edgeTable, nextAfter, planJsonSchema, readPlan, type Plan } from '../../../domain/plan';
import { COMPETITION, problemsOf, SMALL } from './plans';

const PIAN4 = readFileSync(join(__dirname, '../../../plans/04-competitive-posts/plan.yaml'), 'utf8');

function planOf(text: string): Plan {
  const read = readPlan(text);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems, null, 1));
  return read.plan;
}

test('the plan of 篇4 has no error and no warning', () => {
  expect(problemsOf(PIAN4)).toEqual([]);
  const plan = planOf(PIAN4);
  expect(plan.stages.map(({ id }) => id)).toHaveLength(22);
  expect(nextAfter(edgeTable(plan), 'review', 'short')).toBe('consent');
});

test('a gate of 3:1 and five judges are what 篇4 would be told under the competitive-posts regulation', () => {
  const problems = problemsOf(
    PIAN4.replace('[appointmentRegulations2019]', '[appointmentRegulations2019, competitivePosts]'),
  );
  expect(problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
    'error headcountUnchecked',
    'warning tooFewJudges',
    'warning noOutsideJudges',
    'error tooFewAppraisees',
    'warning noticeUnderSevenDays',
  ]);
});

test.each([SMALL, COMPETITION])('the small plans are clean', (text) => {
  expect(problemsOf(text)).toEqual([]);
});

test('what is left out has its default', () => {
  const { process, departures, stages } = planOf(SMALL);
  expect({ process, departures }).toEqual({ process: 'campaign', departures: [] });
  expect(stages[0]).toMatchObject({ form: 'standard', together: false, channels: ['self'], changePost: false });
  expect(stages.find(({ id }) => id === 'ranking')).toMatchObject({
    form: 'composite',
    ties: 'include',
    weighting: 'percent',
  });
  expect(stages.find(({ id }) => id === 'notice')).toMatchObject({ form: 'appointees' });
});

test('a deliberate redo of ties has its own outcome', () => {
  const redo = SMALL.replace('take: {perVacancy: 2}', 'take: {perVacancy: 2}, ties: redo');
  expect(problemsOf(redo).map(({ code }) => code)).toEqual(['missingEdge']);
  expect(
    problemsOf(redo.replace('{taken: appraisal, none: vacant}', '{taken: appraisal, none: vacant, tied: ballot}')),
  ).toEqual([]);
});

describe('the JSON Schema', () => {
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(planJsonSchema());

  test.each([PIAN4, SMALL, COMPETITION])('takes what the reader takes', (text) => {
    expect(validate(parse(text))).toBe(true);
  });

  test('refuses an unknown key and describes the known ones', () => {
    expect(validate(parse(SMALL.replace('perVacancy: 2', 'perVacancies: 2')))).toBe(false);
    expect(JSON.stringify(planJsonSchema())).toContain('公示期');
  });
});
