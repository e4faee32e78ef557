import fc from 'fast-check';
import { addDays, addMonths } from '../../../domain/calendar';
import {
  checkFacts,
  conditionSchema,
  describeCondition,
  factsNeeded,
  factsSchema,
  reviewedBy,
  RULES,
  testCondition,
  testEligibility,
  type Condition,
  type Facts,
} from '../../../domain/eligibility';

const ON = '2026-06-01';
const read = (condition: object): Condition => conditionSchema.parse(condition);
const verdict = (condition: object, facts: Facts, on = ON) => testCondition(read(condition), facts, on);
const reviews = (...grades: string[]) => ({
  annualReviews: grades.map((grade, back) => ({ year: 2025 - back, grade })),
});
const short = (found: string) => ({ met: false, reason: expect.stringContaining(found) });

describe('the seven conditions of 篇4', () => {
  const conditions = [
    { text: '坚持四项基本原则，遵纪守法', rule: 'factTrue', fact: 'politicallySound', title: '政治坚定、遵纪守法' },
    { text: '具有中级以上专业技术职称', rule: 'titleAtLeast', level: '中级', posts: ['centre'] },
    { text: '近三年年度考核均为合格以上', rule: 'annualReviewAll', lastYears: 3, atLeast: '合格' },
    { text: '年龄48周岁以下', rule: 'ageAtMost', years: 48, on: 'registrationDeadline' },
    { text: '大专以上学历', rule: 'educationAtLeast', level: '大专' },
    {
      text: '任管理岗位九级以上满3年，或专业技术岗位十二级以上满3年',
      posts: ['institute'],
      rule: 'anyOf',
      of: [
        { rule: 'gradeYears', ladder: 'management', grade: 9, years: 3 },
        { rule: 'gradeYears', ladder: 'technical', grade: 12, years: 3 },
      ],
    },
    { text: '熟悉业务', rule: 'factTrue', fact: 'knowsTheTrade', title: '熟悉业务' },
  ].map(read);
  const facts = {
    politicallySound: true,
    professionalTitle: '中级',
    ...reviews('优秀', '合格', '称职'),
    birthDate: '1978-03-15',
    education: '大学本科',
    gradeHistory: [{ ladder: 'technical', grade: 11, from: '2023-06-01' }],
    knowsTheTrade: true,
  };
  const moments = { registrationDeadline: '2026-03-15' };

  test('are met, for each post its own', () => {
    expect(testEligibility(conditions, 'centre', facts, ON, moments)).toEqual({
      qualified: true,
      reasons: [],
      missing: [],
    });
    expect(
      testEligibility(conditions, 'institute', { ...facts, professionalTitle: '员级' }, ON, moments).qualified,
    ).toBe(true);
  });

  test('a refusal names every reason, quoting the plan and the fact', () =>
    expect(
      testEligibility(
        conditions,
        'centre',
        { ...facts, birthDate: '1977-03-15', professionalTitle: '初级', education: undefined },
        ON,
        moments,
      ),
    ).toEqual({
      qualified: false,
      reasons: [
        '不符合“具有中级以上专业技术职称”：专业技术职称为初级。',
        '不符合“年龄48周岁以下”：出生日期为1977年3月15日，截至2026年3月15日为49周岁。',
      ],
      missing: ['education'],
    }));

  test('neither ladder', () =>
    expect(
      testEligibility(
        conditions,
        'institute',
        { ...facts, gradeHistory: [{ ladder: 'technical', grade: 12, from: '2023-06-02' }] },
        ON,
        moments,
      ).reasons,
    ).toEqual([
      '不符合“任管理岗位九级以上满3年，或专业技术岗位十二级以上满3年”：截至2026年6月1日，任管理岗位9级以上累计0年；截至2026年6月1日，任专业技术岗位12级以上累计2年11个月。',
    ]));

  test('a moment without a date is missing, not guessed', () =>
    expect(testEligibility(conditions, 'centre', facts, ON).missing).toEqual(['registrationDeadline']));

  test('the facts they ask for are each asked once, and the form takes them', () => {
    const needed = factsNeeded(conditions);
    expect(needed.map(({ key, type }) => [key, type])).toEqual([
      ['politicallySound', 'boolean'],
      ['professionalTitle', 'choice'],
      ['annualReviews', 'list'],
      ['birthDate', 'date'],
      ['education', 'choice'],
      ['gradeHistory', 'list'],
      ['knowsTheTrade', 'boolean'],
    ]);
    expect(factsSchema(needed).safeParse({ ...facts, education: '本科' }).success).toBe(true);
    expect(factsSchema(needed).safeParse({ birthDate: '1978-02-30' }).success).toBe(false);
    expect(factsSchema(needed).safeParse({ other: 1 }).success).toBe(false);
  });
});

describe('an application', () => {
  const conditions = [
    { rule: 'ageAtMost', years: 48 },
    { rule: 'educationAtLeast', level: '大专', posts: ['a'] },
    {
      rule: 'anyOf',
      of: [
        { rule: 'titleAtLeast', level: '中级' },
        { rule: 'gradeYears', ladder: 'management', grade: 9, years: 3 },
      ],
    },
  ].map(read);
  test('gives what its post requires; of alternatives, any; for another post too', () => {
    expect(
      checkFacts(conditions, 'a', { birthDate: '1980-01-01', education: '大学本科', professionalTitle: null }),
    ).toEqual([]);
    expect(checkFacts(conditions, 'b', { birthDate: '1980-01-01', education: '大专' })).toEqual([]);
  });
  test('says what is missing, wrong or not asked for, and where', () =>
    expect(
      checkFacts(conditions, 'a', {
        birthDate: 1980,
        gradeHistory: [{ ladder: 'x', grade: 9, from: '2020-01-01' }],
        'a/b': 1,
      }).map(({ pointer, zh }) => [pointer, zh]),
    ).toEqual([
      ['/facts/education', '请填写学历'],
      ['/facts/birthDate', '出生日期填写有误，请核对'],
      ['/facts/gradeHistory/0/ladder', '岗位等级经历填写有误，请核对'],
      ['/facts/a~1b', '方案没有要求填写“a/b”'],
    ]));
});

describe('rules', () => {
  test.each<[string, object, Facts, unknown]>([
    ['18 on the birthday', { rule: 'ageAtLeast', years: 18 }, { birthDate: '2008-06-01' }, { met: true }],
    ['17 the day before', { rule: 'ageAtLeast', years: 18 }, { birthDate: '2008-06-02' }, short('17周岁')],
    ['48 excluded', { rule: 'ageAtMost', years: 48, inclusive: false }, { birthDate: '1978-06-01' }, short('48周岁')],
    [
      '48 until the day before the next birthday',
      { rule: 'ageAtMost', years: 48 },
      { birthDate: '1977-06-02' },
      { met: true },
    ],
    ['no birth date', { rule: 'ageAtMost', years: 48 }, {}, { missing: 'birthDate' }],
    [
      'a birth date that does not exist',
      { rule: 'ageAtMost', years: 48 },
      { birthDate: '1978-02-30' },
      { missing: 'birthDate' },
    ],
    ['born tomorrow', { rule: 'ageAtMost', years: 48 }, { birthDate: '2026-06-02' }, { missing: 'birthDate' }],
    ['高中 is below 大专', { rule: 'educationAtLeast', level: '大专' }, { education: '中专' }, short('学历为中专')],
    [
      'another fact',
      { rule: 'educationAtLeast', level: '本科', fact: 'fullTime', title: '全日制学历' },
      { fullTime: '硕士研究生' },
      { met: true },
    ],
    ['off the scale', { rule: 'educationAtLeast', level: '大专' }, { education: '名校' }, { missing: 'education' }],
    ['副高 for 中级', { rule: 'titleAtLeast', level: '中级' }, { professionalTitle: '副高级' }, { met: true }],
    [
      'one 基本合格 in three',
      { rule: 'annualReviewAll', lastYears: 3, atLeast: '称职' },
      reviews('优秀', '基本合格', '合格'),
      short('2024年度考核为基本合格'),
    ],
    [
      'four years back does not count',
      { rule: 'annualReviewAll', lastYears: 3, atLeast: '合格' },
      reviews('优秀', '合格', '合格', '不合格'),
      { met: true },
    ],
    [
      'a year without review',
      { rule: 'annualReviewAll', lastYears: 3, atLeast: '合格' },
      reviews('优秀', '合格'),
      { missing: 'annualReviews' },
    ],
    [
      'no grade was set',
      { rule: 'annualReviewAll', lastYears: 1, atLeast: '合格' },
      reviews('不定等次'),
      short('不定等次'),
    ],
    [
      'years named by the plan',
      { rule: 'annualReviewAll', lastYears: 2, atLeast: '合格', lastYear: 2024 },
      reviews('不合格', '合格', '合格'),
      { met: true },
    ],
    [
      'a grade of a review that the plan names',
      { rule: 'gradesIn', fact: 'duty', title: '责任制考核', lastYears: 1, in: ['优秀', '合格'] },
      { duty: reviews('合格').annualReviews },
      { met: true },
    ],
    [
      'a grade that is not among them',
      { rule: 'gradesIn', fact: 'duty', title: '责任制考核', lastYears: 2, in: ['优秀', '合格'] },
      { duty: reviews('合格', '不合格').annualReviews },
      short('2024年度责任制考核为不合格'),
    ],
    [
      'no grade of that year',
      { rule: 'gradesIn', fact: 'duty', title: '责任制考核', lastYears: 1, lastYear: 2020, in: ['优秀', '合格'] },
      { duty: reviews('合格').annualReviews },
      { missing: 'duty' },
    ],
    [
      'in the list',
      { rule: 'factIn', fact: 'major', title: '专业', in: ['畜牧', '兽医'] },
      { major: ' 兽医 ' },
      { met: true },
    ],
    [
      'not in it',
      { rule: 'factIn', fact: 'major', title: '专业', in: ['畜牧', '兽医'] },
      { major: '会计' },
      short('专业为会计'),
    ],
    ['no', { rule: 'factTrue', fact: 'formal', title: '正式干部' }, { formal: false }, short('正式干部')],
    [
      '"true" is no answer',
      { rule: 'factTrue', fact: 'formal', title: '正式干部' },
      { formal: 'true' },
      { missing: 'formal' },
    ],
    ['80.00', { rule: 'factAtLeast', fact: 'agree', title: '同意率', value: 80 }, { agree: '80.00' }, { met: true }],
    ['79.99', { rule: 'factAtLeast', fact: 'agree', title: '同意率', value: 80 }, { agree: '79.99' }, short('79.99')],
    ['tenth of ten', { rule: 'factAtMost', fact: 'place', title: '实绩排名', value: 10 }, { place: 10 }, { met: true }],
    [
      'strictly more',
      { rule: 'factAtLeast', fact: 'n', title: '数', value: 1, inclusive: false },
      { n: 1 },
      short('1'),
    ],
    [
      'five years of work',
      { rule: 'yearsSince', fact: 'workSince', title: '参加工作时间', years: 5 },
      { workSince: '2021-06-01' },
      { met: true },
    ],
    [
      'a day short',
      { rule: 'yearsSince', fact: 'workSince', title: '参加工作时间', years: 5 },
      { workSince: '2021-06-02' },
      short('满4年'),
    ],
    [
      'one level up, 12 months',
      { rule: 'rankStep', post: '副处' },
      { rank: '正科', rankSince: '2025-06-01' },
      { met: true },
    ],
    [
      'one level up, 11 months',
      { rule: 'rankStep', post: '副处' },
      { rank: '正科', rankSince: '2025-06-02' },
      short('任职11个月，不满1年'),
    ],
    ['two, 48 months', { rule: 'rankStep', post: '副处' }, { rank: '副科', rankSince: '2022-06-01' }, { met: true }],
    [
      'two, 47 months',
      { rule: 'rankStep', post: '副处' },
      { rank: '副科', rankSince: '2022-06-02' },
      short('3年11个月'),
    ],
    ['three', { rule: 'rankStep', post: '正处' }, { rank: '副科', rankSince: '1990-01-01' }, short('不得报考')],
    ['the same level', { rule: 'rankStep', post: '正科' }, { rank: '正科' }, { met: true }],
    [
      'a ladder of its own',
      { rule: 'rankStep', post: '经理', ladder: ['主管', '副经理', '经理'] },
      { rank: '副经理' },
      { missing: 'rankSince' },
    ],
  ])('%s', (_, condition, facts, expected) => expect(verdict(condition, facts)).toEqual(expected));

  test('grade years: stretches add up, overlaps count once, the other ladder and lower grades not at all', () => {
    const row = (ladder: string, grade: number, from: string, to?: string) => ({
      ladder,
      grade,
      from,
      ...(to && { to }),
    });
    const three = { rule: 'gradeYears', ladder: 'management', grade: 9, years: 3 };
    const of = (...gradeHistory: object[]) => verdict(three, { gradeHistory });
    expect(of(row('management', 8, '2020-01-01', '2021-07-02'), row('management', 9, '2024-12-01'))).toEqual({
      met: true,
    });
    expect(of(row('management', 9, '2024-06-01'), row('management', 8, '2024-01-01', '2025-01-01'))).toEqual(
      short('2年5个月'),
    );
    expect(of(row('management', 10, '2000-01-01'), row('technical', 1, '2000-01-01'))).toEqual(short('累计0年'));
    expect(of(row('management', 9, '2023-06-01'), row('management', 9, '2027-01-01'))).toEqual({ met: true });
    expect(of({ ladder: 'management', grade: 9 })).toEqual({ missing: 'gradeHistory' });
  });
});

describe('anyOf, allOf, not', () => {
  const yes = { rule: 'factTrue', fact: 'yes', title: '甲' };
  const no = { rule: 'factTrue', fact: 'no', title: '乙' };
  const unknown = { rule: 'factTrue', fact: 'unknown', title: '丙' };
  const facts = { yes: true, no: false };
  test.each<[string, object[], unknown]>([
    ['anyOf', [no, unknown, yes], { met: true }],
    ['anyOf', [no, unknown], { missing: 'unknown' }],
    ['anyOf', [no, no], { met: false, reason: '不符合“乙，或乙”：“乙”一项为“否”。' }],
    ['allOf', [yes, unknown], { missing: 'unknown' }],
    ['allOf', [unknown, no], short('“乙”一项为“否”')],
    ['allOf', [yes, yes], { met: true }],
  ])('%s %#', (rule, of, expected) => expect(verdict({ rule, of }, facts)).toEqual(expected));
  test('not', () => {
    expect(verdict({ rule: 'not', of: no }, facts)).toEqual({ met: true });
    expect(verdict({ rule: 'not', of: unknown }, facts)).toEqual({ missing: 'unknown' });
    expect(verdict({ text: '不得有受处分情形', rule: 'not', of: yes }, facts)).toEqual({
      met: false,
      reason: '不符合“不得有受处分情形”：属于“甲”的情形。',
    });
  });
});

describe('the language', () => {
  test.each([
    { rule: 'unknown' },
    { rule: 'ageAtMost' },
    { rule: 'ageAtMost', years: 48.5 },
    { rule: 'ageAtMost', years: 48, year: 48 },
    { rule: 'educationAtLeast', level: '名校' },
    { rule: 'anyOf', of: [] },
    { rule: 'anyOf', of: [{ rule: 'ageAtMost' }] },
    { rule: 'factAtLeast', fact: 'x', title: 'x', value: 'many' },
  ])('refuses %j', (condition) => expect(conditionSchema.safeParse(condition).success).toBe(false));
  test('nests, but not without end', () => {
    const within = (depth: number): object =>
      depth === 0 ? { rule: 'ageAtMost', years: 48 } : { rule: 'not', of: within(depth - 1) };
    expect(conditionSchema.safeParse(within(6)).success).toBe(true);
    expect(conditionSchema.safeParse(within(7)).success).toBe(false);
    expect(conditionSchema.safeParse(within(3000)).success).toBe(false);
  });
  test('knows its own words and describes each rule', () => {
    expect(RULES).toContain('gradeYears');
    expect(
      describeCondition(
        read({
          rule: 'allOf',
          of: [
            { rule: 'ageAtLeast', years: 18 },
            { rule: 'ageAtMost', years: 45 },
          ],
        }),
      ),
    ).toBe('年龄18周岁以上，且年龄45周岁以下');
  });

  const leaf = fc.oneof(
    fc.record({
      rule: fc.constantFrom('ageAtMost', 'ageAtLeast'),
      years: fc.nat({ max: 120 }),
      inclusive: fc.boolean(),
    }),
    fc.record({ rule: fc.constant('educationAtLeast'), level: fc.constantFrom('小学', '大专', '博士') }),
    fc.record({
      rule: fc.constant('annualReviewAll'),
      lastYears: fc.integer({ min: 1, max: 5 }),
      atLeast: fc.constantFrom('优秀', '合格'),
    }),
    fc.record({
      rule: fc.constant('gradeYears'),
      ladder: fc.constantFrom('management', 'technical'),
      grade: fc.integer({ min: 1, max: 13 }),
      years: fc.nat({ max: 9 }),
    }),
    fc.record({ rule: fc.constant('rankStep'), post: fc.constantFrom('副科', '正处', '不存在') }),
    fc.record({
      rule: fc.constant('factAtLeast'),
      fact: fc.constantFrom('birthDate', 'rank', 'constructor'),
      title: fc.constant('某'),
      value: fc.nat(),
    }),
  );
  const { tree } = fc.letrec<{ tree: object }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.record({ rule: fc.constantFrom('anyOf', 'allOf'), of: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ rule: fc.constant('not'), of: tie('tree') }),
    ),
  }));
  const date = fc
    .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    .map((instant) => instant.toISOString().slice(0, 10));
  const anyFacts = fc.oneof(
    fc.dictionary(
      fc.constantFrom('birthDate', 'education', 'annualReviews', 'gradeHistory', 'rank', 'rankSince'),
      fc.jsonValue(),
    ),
    fc.record(
      {
        birthDate: date,
        education: fc.constantFrom('高中', '硕士', '其他'),
        annualReviews: fc.array(
          fc.record({
            year: fc.integer({ min: 2019, max: 2026 }),
            grade: fc.constantFrom('优秀', '称职', '不称职', '其他'),
          }),
        ),
        gradeHistory: fc.array(
          fc.record(
            { ladder: fc.constantFrom('management', 'technical'), grade: fc.nat({ max: 13 }), from: date, to: date },
            { requiredKeys: ['ladder', 'grade', 'from'] },
          ),
        ),
        rank: fc.constantFrom('科员', '正科', '副部'),
        rankSince: date,
      },
      { requiredKeys: [] },
    ),
  );

  test('any condition on any facts gives one of three verdicts', () => {
    fc.assert(
      fc.property(tree, anyFacts, date, (condition, facts, on) => {
        const result = testCondition(read(condition), facts, on);
        if ('missing' in result) expect(typeof result.missing).toBe('string');
        else if (!result.met) expect(result.reason).toMatch(/^不符合“.+”：.+。$/);
        else expect(result).toEqual({ met: true });
      }),
      { numRuns: 500 },
    );
  });
});

describe('completed years', () => {
  const born = fc.oneof(
    fc.integer({ min: 0, max: 365 * 40 }).map((days) => addDays('1960-01-01', days)),
    fc.constantFrom('1960-02-29', '1972-02-29', '1996-02-29'),
  );
  test('48周岁以下 holds until the day before the 49th birthday, 48周岁以上 from the 48th on', () => {
    fc.assert(
      fc.property(born, fc.integer({ min: 1, max: 70 }), (birthDate, years) => {
        const atMost = (on: string) => testCondition(read({ rule: 'ageAtMost', years }), { birthDate }, on);
        const atLeast = (on: string) => testCondition(read({ rule: 'ageAtLeast', years }), { birthDate }, on);
        const reached = addMonths(birthDate, 12 * years);
        const over = addMonths(birthDate, 12 * (years + 1));
        expect([atMost(addDays(over, -1)), atMost(over)]).toEqual([
          { met: true },
          expect.objectContaining({ met: false }),
        ]);
        expect([atLeast(reached), atLeast(addDays(reached, -1))]).toEqual([
          { met: true },
          expect.objectContaining({ met: false }),
        ]);
      }),
    );
  });
});

test('a review that names conditions is about those, one that names none about all', () => {
  const ids = ['a', 'b', 'c', undefined];
  const conditions = ids.map((id) => read({ ...(id && { id }), rule: 'ageAtMost', years: 40 }));
  fc.assert(
    fc.property(fc.subarray(['a', 'b', 'c', 'd']), (named) => {
      expect(reviewedBy(conditions, named).map(({ id }) => id)).toEqual(named.filter((id) => id !== 'd'));
    }),
  );
  expect(reviewedBy(conditions, undefined)).toEqual(conditions);
});
