import { brief, edit, marked, problemsOf } from './plans';

/** Small and lawful under the open-selection regulation. */
const OPEN = `id: open
title: 公开选拔
basis: [openSelection2004]
posts: [{id: chief, title: 副局长, vacancies: 1}]
panels:
  office: {title: 组织部}
  judges: {title: 考官, min: 7}
  team: {title: 考察组}
  committee: {title: 常委会}
conditions:
  - {text: 任职年限, rule: rankStep, post: 副处}
stages:
  - {stage: announcement, id: announcement, title: 公告, outcomes: {published: registration}}
  - {stage: registration, id: registration, title: 报名, within: {n: 5, unit: workingDay}, outcomes: {closed: review}}
  - {stage: eligibilityReview, id: review, title: 资格审查, by: office, within: {n: 5, unit: workingDay}, gate: {ratio: 10, per: vacancy}, outcomes: {met: public, short: vacant}}
  - {stage: scoredAssessment, id: public, title: 公共科目, by: office, outcomes: {scored: professional, none: vacant}}
  - {stage: scoredAssessment, id: professional, title: 专业科目, by: office, outcomes: {scored: list, none: vacant}}
  - {stage: ranking, id: list, title: 面试人选, weights: {public: 50, professional: 50}, take: {perVacancy: 5}, outcomes: {taken: interview, none: vacant}}
  - {stage: scoredAssessment, form: interview, id: interview, title: 面试, by: judges, outcomes: {scored: composite, none: vacant}}
  - {stage: ranking, id: composite, title: 综合成绩, weights: {public: 25, professional: 25, interview: 50}, take: {ratio: 3}, outcomes: {taken: appraisal, none: vacant}}
  - {stage: appraisal, id: appraisal, title: 考察, by: team, notice: {n: 3, unit: workingDay}, within: {n: 9, unit: workingDay}, outcomes: {suitable: decision, unfilled: vacant}}
  - {stage: collectiveDecision, id: decision, title: 讨论, by: committee, outcomes: {passed: notice, failed: vacant, deferred: decision, inquorate: decision}}
  - {stage: publicNotice, id: notice, title: 公示, by: office, period: {n: 7, unit: workingDay}, outcomes: {clear: appointment, objected: vacant, unfilled: vacant}}
  - {stage: appointment, id: appointment, title: 任职, by: office, within: {n: 5, unit: workingDay}, outcomes: {appointed: probation, unfilled: vacant}}
  - {stage: probation, id: probation, title: 试用, by: office, months: 12, outcomes: {confirmed: appointed, extended: probation, notConfirmed: notConfirmed}}
`;

type Breaking = [what: string, expected: string, article: string, ...changes: [from: string, to: string][]][];

const BREAKING: Breaking = [
  [
    'a registration that nobody was told of',
    'error announcementMissing',
    '“公告”',
    [
      '{stage: announcement, id: announcement, title: 公告, outcomes: {published: registration}}',
      '{stage: motion, id: motion, title: 动议, by: office, outcomes: {agreed: registration, dropped: cancelled}}',
    ],
    ['  - {stage: registration', '  - ‸{stage: registration'],
  ],
  [
    'no years in rank',
    'error rankStepMissing',
    '“报名”',
    [
      'conditions:\n  - {text: 任职年限, rule: rankStep, post: 副处}',
      'conditions:\n  ‸- {text: 年龄, rule: ageAtMost, years: 45}',
    ],
  ],
  [
    'half a year in rank',
    'error rankStepMissing',
    '“报名”',
    [
      'conditions:\n  - {text: 任职年限, rule: rankStep, post: 副处}',
      'conditions:\n  ‸- {text: 任职年限, rule: rankStep, post: 副处, months: [6, 48]}',
    ],
  ],
  [
    'three levels up',
    'error rankStepMissing',
    '“报名”',
    [
      'conditions:\n  - {text: 任职年限, rule: rankStep, post: 副处}',
      'conditions:\n  ‸- {text: 任职年限, rule: rankStep, post: 副处, months: [12, 48, 96]}',
    ],
  ],
  ['nine to one', 'warning gateTooLow', '“资格审查”', ['gate: {ratio: 10,', 'gate: ‸{ratio: 9,']],
  ['four interviewees', 'warning tooFewInterviewees', '“面试”', ['take: {perVacancy: 5}', 'take: ‸{perVacancy: 4}']],
  ['six interviewers', 'warning tooFewJudges', '“面试”', ['min: 7', 'min: 6'], ['by: judges', 'by: ‸judges']],
  ['two appraisees', 'warning tooFewAppraisees', '“组织考察”', ['take: {ratio: 3}', 'take: ‸{ratio: 2}']],
  [
    'an appraisal without a notice',
    'error appraisalNoticeMissing',
    '“组织考察”',
    [', notice: {n: 3, unit: workingDay}', ''],
    ['  - {stage: appraisal', '  - ‸{stage: appraisal'],
  ],
  [
    'two teams',
    'error appraisalTeamsDiffer',
    '“组织考察”',
    [
      '{suitable: decision, unfilled: vacant}}',
      '{suitable: second, unfilled: vacant}}\n  - {stage: appraisal, id: second, title: 再考察, by: ‸office, notice: {n: 3, unit: workingDay}, within: {n: 9, unit: workingDay}, outcomes: {suitable: decision, unfilled: vacant}}',
    ],
  ],
  [
    'an appointment without a notice',
    'error noticeMissing',
    '“公示”',
    ['passed: notice, failed: vacant', 'passed: appointment, failed: notice'],
    ['  - {stage: appointment', '  - ‸{stage: appointment'],
  ],
  [
    'half a year of probation',
    'error probationNotOneYear',
    '“试用期”',
    ['months: 12', 'months: 6'],
    ['  - {stage: appointment', '  - ‸{stage: appointment'],
  ],
];

test('the small plan is clean', () => expect(brief(problemsOf(OPEN))).toEqual([]));

test.each(BREAKING)('%s', (_, expected, article, ...changes) => {
  const { text, places } = marked(edit(OPEN, ...changes));
  const problems = problemsOf(text);
  expect(brief(problems)).toEqual([`${expected} ${places[0]}`]);
  expect(problems[0]!.article).toBe(`《公开选拔规定》${article}`);
});

test('a single written subject', () => {
  const one = edit(
    OPEN,
    ['{scored: professional, none: vacant}', '{scored: list, none: vacant}'],
    [
      '  - {stage: scoredAssessment, id: professional, title: 专业科目, by: office, outcomes: {scored: list, none: vacant}}\n',
      '',
    ],
    ['{public: 50, professional: 50}', '{public: 100}'],
    ['{public: 25, professional: 25, interview: 50}', '{public: 50, interview: 50}'],
  );
  expect(brief(problemsOf(one))).toEqual([expect.stringContaining('warning oneSubject')]);
});

test('a nomination that nobody decided on', () => {
  const nominated = edit(OPEN, ['{suitable: decision, unfilled: vacant}', '{suitable: decision, unfilled: nominated}']);
  expect(brief(problemsOf(nominated))).toEqual([expect.stringContaining('error decisionMissing')]);
});

test('the ratio is asked of the review that opens the competition, and of none after it or after an exam held elsewhere', () => {
  const again = edit(
    OPEN,
    ['{taken: appraisal, none: vacant}', '{taken: again, none: vacant}'],
    [
      '  - {stage: appraisal',
      '  - {stage: eligibilityReview, id: again, title: 复审, by: office, within: {n: 5, unit: workingDay}, outcomes: {met: appraisal, short: vacant}}\n  - {stage: appraisal',
    ],
  );
  expect(brief(problemsOf(again))).toEqual([]);
  const shared = edit(
    OPEN,
    ['{closed: review}', '{closed: shared}'],
    [
      '  - {stage: eligibilityReview',
      '  - {stage: keptScore, id: shared, title: 采用成绩, exam: written, outcomes: {scored: review, none: vacant}}\n  - {stage: eligibilityReview',
    ],
    [', gate: {ratio: 10, per: vacancy}', ''],
  );
  expect(brief(problemsOf(shared))).toEqual([]);
});
