import fc from 'fast-check';
import { addDays } from '../../../domain/calendar';
import { nextTenureChange, recusalConflicts, tenureOf, tenureOn, type TenureRule } from '../../../domain/standing';

/** 篇10: five full years, three for those of 35 or under; six: must. */
const station: TenureRule = { due: [{ years: 5 }, { years: 3, ageAtMost: 35 }], must: 6, exemptFrom: 'due' };
const on = '2026-03-02';
const person = (birthDate: string, postSince: string, qualifiedPost = false) => ({
  birthDate,
  postSince,
  qualifiedPost,
});

test.each([
  ['35 years old, 3 years 0 days', person('1990-06-15', '2023-03-02'), 'due'],
  ['35 years old, a day short of 3 years', person('1990-06-15', '2023-03-03'), 'none'],
  ['36 years old, 3 years', person('1990-03-02', '2023-03-02'), 'none'],
  ['36 years old, 5 years', person('1989-05-01', '2021-03-02'), 'due'],
  ['6 years', person('1975-08-20', '2020-03-02'), 'must'],
  ['a post that needs a qualification, 5 years', person('1980-01-01', '2021-03-02', true), 'exempt'],
  ['such a post, 6 years', person('1980-01-01', '2020-03-02', true), 'must'],
  ['such a post, not yet due', person('1980-01-01', '2025-03-02', true), 'none'],
])('%s: %s', (_, tenure, status) => expect(tenureOn(station, tenure, on).status).toBe(status));

test('whether such a post is exempt from having to move as well is a setting', () =>
  expect(tenureOn({ ...station, exemptFrom: 'both' }, person('1980-01-01', '2020-03-02', true), on).status).toBe(
    'exempt',
  ));

test('a reason is given with the numbers', () =>
  expect(tenureOn(station, person('1990-06-15', '2023-03-02'), on).reason).toBe(
    '年龄35岁（35岁以下），自2023-03-02起任现职满3年，达到3年，原则上应交流',
  ));

test('a file that does not say since when and how old is not read', () =>
  expect(tenureOf({ postSince: '2020-02-30', birthDate: '1980-01-01' })).toBeUndefined());

const day = (from: string, span: number) => fc.integer({ min: 0, max: span }).map((days) => addDays(from, days));

test('until the next change every day has the same status, and that day has another', () => {
  fc.assert(
    fc.property(
      day('1975-01-01', 9000),
      day('2015-01-01', 4000),
      fc.boolean(),
      fc.constantFrom('due', 'both'),
      (birthDate, postSince, qualifiedPost, exemptFrom) => {
        const rule = { ...station, exemptFrom } as TenureRule;
        const tenure = { birthDate, postSince, qualifiedPost };
        const next = nextTenureChange(rule, tenure, on);
        const now = tenureOn(rule, tenure, on).status;
        if (next !== undefined) expect(tenureOn(rule, tenure, next).status).not.toBe(now);
        for (let each = on, days = 0; days < 2600 && each !== next; each = addDays(each, 13), days += 13)
          if (next === undefined || each < next) expect(tenureOn(rule, tenure, each).status).toBe(now);
      },
    ),
    { numRuns: 60 },
  );
});

describe('kin', () => {
  const duties = { personnel: '人事', finance: '财务' };
  const holders = [
    { id: 'leader', duty: null, leads: true },
    { id: 'clerk', duty: 'finance', leads: false },
    { id: 'driver', duty: 'transport', leads: false },
  ];

  test('of a leader hold no personnel or finance post, whoever declared it', () => {
    const expected = [
      { person: 'clerk', kin: 'leader', reason: '任财务岗位，与领导人员leader有亲属关系（配偶），应当回避' },
    ];
    expect(recusalConflicts(duties, holders, [{ person: 'clerk', kin: 'leader', relation: '配偶' }])).toEqual(expected);
    expect(
      recusalConflicts(duties, holders, [
        { person: 'leader', kin: 'clerk', relation: '配偶' },
        { person: 'clerk', kin: 'leader', relation: '配偶' },
      ]),
    ).toEqual(expected);
  });

  test('may hold others, and may be kin of others', () =>
    expect(
      recusalConflicts(duties, holders, [
        { person: 'driver', kin: 'leader', relation: '兄弟' },
        { person: 'clerk', kin: 'driver', relation: '配偶' },
        { person: 'clerk', kin: 'stranger', relation: '配偶' },
      ]),
    ).toEqual([]));
});
