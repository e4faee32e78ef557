import { surelyCalendarDays, surelyWorkingDays } from '../../../domain/plan/law/periods';
import { brief, COMPETITION, edit, marked, problemsOf, SMALL } from './plans';

type Breaking = [what: string, expected: string, article: string, ...changes: [from: string, to: string][]][];

const decision = '  - stage: collectiveDecision';

const BREAKING_2019: Breaking = [
  [
    'years in grade that the reviewer relaxes alone',
    'error exceptionUnconsented',
    '《条例》第二章“选拔任用条件”',
    [
      '{text: 三十五周岁以下, rule: ageAtMost, years: 35}',
      '‸{rule: gradeYears, ladder: management, grade: 9, years: 3, generally: true}',
    ],
  ],
  [
    'a recommendation that holds for thirteen months',
    'error recommendationTooOld',
    '《条例》第四章“民主推荐”',
    ['take: {perVacancy: 2}, outcomes: {taken: appraisal', 'take: {perVacancy: 2}, outcomes: {taken: fresh'],
    [
      '  - stage: appraisal\n',
      '  - {stage: gate, form: validity, id: fresh, title: 有效, of: ballot, within: ‸{n: 13, unit: month}, outcomes: {valid: appraisal, expired: ballot}}\n  - stage: appraisal\n',
    ],
  ],
  [
    'the next of the ranking after a year of probation',
    'error recommendationTooOld',
    '《条例》第四章“民主推荐”',
    [
      'title: 试用, by: office, months: 12, outcomes: {confirmed: appointed, extended: longer, notConfirmed: notConfirmed}',
      'title: 试用, by: office, months: 12, outcomes: {confirmed: appointed, extended: longer, notConfirmed: next}',
    ],
    [decision, '  - ‸stage: collectiveDecision'],
  ],
  [
    'an approval of a year on the way to the decision',
    'error recommendationTooOld',
    '《条例》第四章“民主推荐”',
    ['take: {perVacancy: 2}, outcomes: {taken: appraisal', 'take: {perVacancy: 2}, outcomes: {taken: consent'],
    [
      '  - stage: appraisal\n',
      '  - {stage: approval, id: consent, title: 报批, by: office, within: {n: 12, unit: month}, outcomes: {agreed: appraisal, refused: vacant}}\n  - stage: appraisal\n',
    ],
    [decision, '  - ‸stage: collectiveDecision'],
  ],
  [
    'an expired recommendation that goes on',
    'error recommendationTooOld',
    '《条例》第四章“民主推荐”',
    ['take: {perVacancy: 2}, outcomes: {taken: appraisal', 'take: {perVacancy: 2}, outcomes: {taken: fresh'],
    [
      '  - stage: appraisal\n',
      '  - {stage: gate, form: validity, id: fresh, title: 有效, of: ballot, within: {n: 1, unit: year}, outcomes: {valid: appraisal, expired: appraisal}}\n  - stage: appraisal\n',
    ],
    [decision, '  - ‸stage: collectiveDecision'],
  ],
  [
    'a notice of three working days',
    'error noticeTooShort',
    '《条例》第四十二条',
    ['period: {n: 5,', 'period: ‸{n: 3,'],
  ],
  [
    'five calendar days',
    'error noticeTooShort',
    '《条例》第四十二条',
    ['period: {n: 5, unit: workingDay}', 'period: ‸{n: 5, unit: calendarDay}'],
  ],
  [
    'fourteen calendar days',
    'error noticeTooShort',
    '《条例》第四十二条',
    ['period: {n: 5, unit: workingDay}', 'period: ‸{n: 14, unit: calendarDay}'],
  ],
  [
    'five days of which the first counts',
    'error noticeTooShort',
    '《条例》第四十二条',
    ['period: {n: 5, unit: workingDay}', 'period: ‸{n: 5, unit: workingDay, countFirst: true}'],
  ],
  [
    'no notice at all',
    'error noticeMissing',
    '《条例》第四十二条',
    ['{passed: notice,', '{passed: appointment,'],
    ['  - stage: appointment', '  - ‸stage: appointment'],
    ['{closed: ballot}', '{closed: notice}'],
    ['{clear: appointment, objected: inquiry,', '{clear: ballot, objected: inquiry,'],
    ['{notUpheld: appointment,', '{notUpheld: ballot,'],
  ],
  [
    'an objection that leads round the notice',
    'error noticeMissing',
    '《条例》第四十二条',
    ['failed: next, deferred', 'failed: inquiry, deferred'],
    ['  - stage: appointment', '  - ‸stage: appointment'],
  ],
  [
    'only a notice of appraisees',
    'error noticeMissing',
    '《条例》第四十二条',
    ['  - stage: publicNotice', '  - form: appraisees\n    stage: publicNotice'],
    ['  - stage: appointment', '  - ‸stage: appointment'],
  ],
  [
    'a decision before the discipline opinion',
    'error disciplineOpinionMissing',
    '《条例》第三十一条',
    ['{suitable: opinion,', '{suitable: decision,'],
    [decision, '  - ‸stage: collectiveDecision'],
    ['{passed: notice,', '{passed: opinion,'],
    ['{clear: decision,', '{clear: notice,'],
  ],
  [
    'an opinion of another body',
    'error disciplineOpinionMissing',
    '《条例》第三十一条',
    ['form: disciplineOpinion', 'form: opinion'],
    [decision, '  - ‸stage: collectiveDecision'],
  ],
  [
    'a replacement of whom the discipline organ never heard',
    'error disciplineOpinionMissing',
    '《条例》第三十一条',
    ['from: ranking, outcomes: {taken: appraisal', 'from: ranking, outcomes: {taken: again'],
    [
      '  - {stage: ranking, form: replacement',
      '  - {stage: appraisal, id: again, title: 再考察, by: team, notice: {n: 3, unit: workingDay}, fourMusts: true, within: {n: 9, unit: workingDay}, outcomes: {suitable: decision, unfilled: next}}\n  - {stage: ranking, form: replacement',
    ],
    [decision, '  - ‸stage: collectiveDecision'],
  ],
  [
    'an appraisal without the four musts',
    'error fourMustsMissing',
    '《条例》第三十一条',
    ['    fourMusts: true\n', ''],
    ['  - stage: appraisal', '  - ‸stage: appraisal'],
  ],
  [
    'no appraisal',
    'error fourMustsMissing',
    '《条例》第三十一条',
    ['{taken: appraisal, none: vacant}}\n  - stage', '{taken: opinion, none: vacant}}\n  - stage'],
    ['from: ranking, outcomes: {taken: appraisal', 'from: ranking, outcomes: {taken: opinion'],
    ['{closed: ballot}', '{closed: appraisal}'],
    ['{suitable: opinion,', '{suitable: ballot,'],
    ['unfilled: next}\n  - stage: consultation', 'unfilled: vacant}\n  - stage: consultation'],
    [decision, '  - ‸stage: collectiveDecision'],
  ],
  [
    'an appraisal that nobody was told of',
    'error appraisalNoticeMissing',
    '《条例》第五章“考察”',
    ['    notice: {n: 3, unit: workingDay}\n', ''],
    ['  - stage: appraisal', '  - ‸stage: appraisal'],
  ],
  [
    'a team of one',
    'error appraisalTeamTooSmall',
    '《条例》第五章“考察”',
    ['{title: 考察组, min: 2}', '{title: 考察组, min: 1}'],
    ['by: team', 'by: ‸team'],
  ],
  [
    'a team of any size',
    'error appraisalTeamTooSmall',
    '《条例》第五章“考察”',
    ['{title: 考察组, min: 2}', '{title: 考察组}'],
    ['by: team', 'by: ‸team'],
  ],
  ['a quorum of half', 'error quorumTooLow', '《条例》第六章“讨论决定”', ['quorum: 2/3', 'quorum: ‸1/2']],
  ['half in favour', 'error passTooLow', '《条例》第六章“讨论决定”', ["pass: '>1/2'", 'pass: ‸1/2']],
  ['more than half of those present', 'error passTooLow', '《条例》第六章“讨论决定”', ['of: entitled', 'of: ‸present']],
  [
    'an appointment without a decision',
    'error decisionMissing',
    '《条例》第六章“讨论决定”',
    ['{clear: decision,', '{clear: notice,'],
    ['unfilled: next}\n  - {stage: approval', 'unfilled: decision}\n  - {stage: approval'],
    ['{passed: notice, failed', '{passed: vacant, failed'],
    ['  - stage: appointment', '  - ‸stage: appointment'],
  ],
  [
    'no talk',
    'error talkMissing',
    '《条例》第七章“任职”',
    ['    talk: committee\n', ''],
    ['  - stage: appointment', '  - ‸stage: appointment'],
  ],
  ['half a year of probation', 'error probationNotOneYear', '《条例》第七章“任职”', ['months: 12', 'months: ‸6']],
  [
    'no probation',
    'error probationNotOneYear',
    '《条例》第七章“任职”',
    ['{appointed: probation,', '{appointed: appointed,'],
    ['unfilled: next}\n  - {stage: probation', 'unfilled: probation}\n  - {stage: probation'],
    ['  - stage: appointment', '  - ‸stage: appointment'],
  ],
  [
    'no recommendation',
    'error recommendationMissing',
    '《条例》第四章“民主推荐”',
    [
      'stage: collectiveBallot, id: ballot, title: 测评, electorate: staff, grades: {好: 100, 差: 0}, within: {n: 1, unit: workingDay}, outcomes: {valid: ranking}',
      'stage: scoredAssessment, id: ballot, title: 笔试, by: office, outcomes: {scored: ranking, none: vacant}',
    ],
    ['electorates:\n  staff: {title: 职工, classes: {all: 全体职工}}\n', ''],
    [decision, '  - ‸stage: collectiveDecision'],
  ],
];

const BREAKING_COMPETITION: Breaking = [
  [
    'a motion without the headcount',
    'error headcountUnchecked',
    '《竞争上岗规定》“编制和职数限额”',
    [
      'stages:\n',
      'stages:\n  - ‸{stage: motion, id: motion, title: 动议, by: office, outcomes: {agreed: consent, dropped: cancelled}}\n',
    ],
  ],
  [
    'no consent of the superior',
    'error consentMissing',
    '《竞争上岗规定》“工作建议”',
    [
      'stages:\n',
      'stages:\n  - {stage: motion, id: motion, title: 动议, by: office, outcomes: {agreed: registration, dropped: consent}}\n',
    ],
    ['{stage: registration', '‸{stage: registration'],
  ],
  ['two to one', 'warning gateTooLow', '《竞争上岗规定》“资格审查”', ['gate: {ratio: 3,', 'gate: ‸{ratio: 2,']],
  [
    'three to a post of two vacancies',
    'warning gateTooLow',
    '《竞争上岗规定》“资格审查”',
    ['per: vacancy', 'per: post'],
    ['gate: {ratio', 'gate: ‸{ratio'],
  ],
  [
    'no gate',
    'warning gateTooLow',
    '《竞争上岗规定》“资格审查”',
    ['    gate: {ratio: 3, per: vacancy}\n', ''],
    ['  - stage: eligibilityReview', '  - ‸stage: eligibilityReview'],
  ],
  [
    'five judges',
    'warning tooFewJudges',
    '《竞争上岗规定》“面试”',
    ['min: 7', 'min: 5'],
    ['by: judges', 'by: ‸judges'],
  ],
  [
    'no interviewer from outside',
    'warning noOutsideJudges',
    '《竞争上岗规定》“面试”',
    ['min: 7, outside: 2', 'min: 7'],
    ['by: judges', 'by: ‸judges'],
  ],
  [
    'two lowest dropped',
    'error trimNotOneEach',
    '《竞争上岗规定》第十九条',
    ['trim: {high: 1, low: 1}', 'trim: ‸{high: 1, low: 2}'],
  ],
  [
    'nothing dropped',
    'error trimNotOneEach',
    '《竞争上岗规定》第十九条',
    ['    trim: {high: 1, low: 1}\n', ''],
    ['  - stage: scoredAssessment', '  - ‸stage: scoredAssessment'],
  ],
  [
    'unsigned sheets',
    'error notSigned',
    '《竞争上岗规定》第十九条',
    ['    signed: true\n', ''],
    ['  - stage: scoredAssessment', '  - ‸stage: scoredAssessment'],
  ],
  ['a turnout of 79 %', 'error turnoutTooLow', '《竞争上岗规定》“民主测评”', ['turnout: 80%', 'turnout: ‸79%']],
  [
    'any turnout',
    'error turnoutTooLow',
    '《竞争上岗规定》“民主测评”',
    ['    turnout: 80%\n', ''],
    [', turnoutNotMet: ballot', ''],
    ['  - stage: collectiveBallot', '  - ‸stage: collectiveBallot'],
  ],
  [
    'as many appraisees as posts',
    'error tooFewAppraisees',
    '《竞争上岗规定》第二十五条',
    ['take: {perVacancy: 2}', 'take: ‸{perVacancy: 1}'],
  ],
  [
    'the best two for two posts',
    'error tooFewAppraisees',
    '《竞争上岗规定》第二十五条',
    ['take: {perVacancy: 2}', 'take: ‸{top: 2}'],
  ],
  [
    'a ratio that is rounded down',
    'error tooFewAppraisees',
    '《竞争上岗规定》第二十五条',
    ['take: {perVacancy: 2}', "take: ‸{ratio: '4:3', rounding: down}"],
  ],
  [
    'a notice of five days',
    'warning noticeUnderSevenDays',
    '《竞争上岗规定》“任前公示”',
    ['period: {n: 7,', 'period: ‸{n: 5,'],
  ],
  [
    'five working days, which may be five days',
    'warning noticeUnderSevenDays',
    '《竞争上岗规定》“任前公示”',
    ['period: {n: 7, unit: calendarDay}', 'period: ‸{n: 5, unit: workingDay}'],
  ],
  [
    'no notice',
    'warning noticeMissing',
    '《竞争上岗规定》“任前公示”',
    ['{taken: notice,', '{taken: appointment,'],
    ['  - {stage: appointment', '  - ‸{stage: appointment'],
  ],
];

const told = (text: string, expected: string) =>
  problemsOf(text).filter(({ severity, code }) => `${severity} ${code}` === expected);

describe.each([
  ['《条例》', SMALL, BREAKING_2019],
  ['《竞争上岗规定》', COMPETITION, BREAKING_COMPETITION],
])('%s', (_profile, lawful, breaking) => {
  test('the lawful plan breaks nothing', () => {
    expect(problemsOf(lawful)).toEqual([]);
  });

  test.each(breaking)('%s: %s', (_what, expected, article, ...changes) => {
    const { text, places } = marked(edit(lawful, ...changes));
    const found = told(text, expected);
    expect(found.map((problem) => `${problem.line}:${problem.column} ${problem.article}`)).toContain(
      `${places[0] ?? '?'} ${article}`,
    );
    for (const { zh } of found) expect(zh).toContain(article);
  });

  test.each(breaking)('without the regulation in basis, %s is allowed', (_what, expected, _article, ...changes) => {
    const { text } = marked(edit(lawful, ...changes));
    expect(told(text.replace(/basis: .*\n/, ''), expected)).toEqual([]);
  });
});

test('the message cites the article in the sentence', () => {
  const [problem] = problemsOf(edit(SMALL, ['period: {n: 5,', 'period: {n: 3,']));
  expect(problem?.zh).toBe('公示期 3 个工作日，少于《条例》第四十二条的五个工作日。');
  expect(problem?.en).toBe('A notice of 3 working days is less than the five working days of 《条例》第四十二条.');
});

test.each([
  '{n: 6, unit: workingDay}',
  '{n: 1, unit: month}',
  '{n: 21, unit: calendarDay}',
  '{n: 6, unit: workingDay, countFirst: true}',
])('a notice of %s has five working days for certain', (period) => {
  expect(problemsOf(edit(SMALL, ['period: {n: 5, unit: workingDay}', `period: ${period}`]))).toEqual([]);
});

test('more appraisees than posts may be said in several ways', () => {
  for (const take of ['{top: 3}', "{ratio: '3:2'}", "{ratio: '4:3'}"]) {
    expect(problemsOf(edit(COMPETITION, ['take: {perVacancy: 2}', `take: ${take}`]))).toEqual([]);
  }
});

describe('departures', () => {
  const three = edit(SMALL, ['period: {n: 5,', 'period: {n: 3,']);
  const depart = (article: string) =>
    edit(three, ['posts:', `departures:\n  - {article: ${article}, ground: 换届考察时已公示}\nposts:`]);

  test.each(['第四十二条', '《条例》第四十二条'])('%s: the error becomes a warning with its ground', (article) => {
    const problems = problemsOf(depart(article));
    expect(brief(problems)).toEqual(['warning noticeTooShort 47:13']);
    expect(problems[0]?.zh).toContain('方案已声明偏离：换届考察时已公示');
  });

  test.each(['第四十三条', '《竞争上岗规定》第四十二条'])('%s excuses nothing', (article) => {
    expect(problemsOf(depart(article)).map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      'warning idleDeparture',
      'error noticeTooShort',
    ]);
  });

  test('a chapter may be named by its number or its name', () => {
    for (const article of ['第六章', '讨论决定', '第六章“讨论决定”']) {
      const text = edit(
        SMALL,
        ['quorum: 2/3', 'quorum: 1/2'],
        ['posts:', `departures:\n  - {article: ${article}, ground: 无}\nposts:`],
      );
      expect(problemsOf(text).map(({ severity, code }) => `${severity} ${code}`)).toEqual(['warning quorumTooLow']);
    }
  });
});

test('what a period has for certain', () => {
  expect(surelyWorkingDays({ n: 20, unit: 'calendarDay' })).toBe(4);
  expect(surelyWorkingDays({ n: 1, unit: 'month' })).toBe(10);
  expect(surelyCalendarDays({ n: 1, unit: 'year', countFirst: true })).toBe(364);
});
