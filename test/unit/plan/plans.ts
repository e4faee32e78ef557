import { readPlan, type Problem } from '../../../domain/plan';

/** Small and lawful under the 条例: no problem and no warning. */
export const SMALL = `id: small
title: 小方案
basis: [appointmentRegulations2019]
posts: [{id: chief, title: 科长, vacancies: 1}]
panels:
  office: {title: 人事科}
  team: {title: 考察组, min: 2}
  committee: {title: 党组}
  discipline: {title: 纪检组}
electorates:
  staff: {title: 职工, classes: {all: 全体职工}}
conditions:
  - {text: 三十五周岁以下, rule: ageAtMost, years: 35}
stages:
  - {stage: registration, id: registration, title: 报名, within: {n: 5, unit: workingDay}, outcomes: {closed: ballot}}
  - {stage: collectiveBallot, id: ballot, title: 测评, electorate: staff, grades: {好: 100, 差: 0}, within: {n: 1, unit: workingDay}, outcomes: {valid: ranking}}
  - {stage: ranking, id: ranking, title: 排名, weights: {ballot: 100}, take: {perVacancy: 2}, outcomes: {taken: appraisal, none: vacant}}
  - stage: appraisal
    id: appraisal
    title: 考察
    by: team
    notice: {n: 3, unit: workingDay}
    fourMusts: true
    within: {n: 10, unit: workingDay}
    outcomes: {suitable: opinion, unfilled: next}
  - stage: consultation
    form: disciplineOpinion
    id: opinion
    title: 征求意见
    by: discipline
    within: {n: 5, unit: workingDay}
    outcomes: {clear: decision, unfilled: next}
  - stage: collectiveDecision
    id: decision
    title: 讨论
    by: committee
    quorum: 2/3
    pass: '>1/2'
    of: entitled
    outcomes: {passed: notice, failed: next, deferred: decision, inquorate: decision}
  - stage: publicNotice
    id: notice
    title: 公示
    by: office
    period: {n: 5, unit: workingDay}
    outcomes: {clear: appointment, objected: inquiry, unfilled: next}
  - {stage: approval, form: inquiry, id: inquiry, title: 核查, by: discipline, within: {n: 5, unit: workingDay}, outcomes: {notUpheld: appointment, upheld: next}}
  - stage: appointment
    id: appointment
    title: 任职
    by: office
    talk: committee
    within: {n: 5, unit: workingDay}
    outcomes: {appointed: probation, unfilled: next}
  - {stage: probation, id: probation, title: 试用, by: office, months: 12, outcomes: {confirmed: appointed, extended: longer, notConfirmed: notConfirmed}}
  - {stage: probation, id: longer, title: 延长, by: office, months: 6, outcomes: {confirmed: appointed, extended: longer, notConfirmed: notConfirmed}}
  - {stage: ranking, form: replacement, id: next, title: 递补, from: ranking, outcomes: {taken: appraisal, none: vacant}}
`;

/** Small and lawful under the competitive-posts regulation alone. */
export const COMPETITION = `id: competition
title: 竞争上岗
basis: [competitivePosts]
posts: [{id: chief, title: 科长, vacancies: 2}]
panels:
  office: {title: 人事科}
  superior: {title: 上级}
  judges: {title: 考官, min: 7, outside: 2}
  team: {title: 考察组}
electorates:
  staff: {title: 职工, classes: {all: 全体职工}}
stages:
  - {stage: approval, id: consent, title: 上级同意, by: superior, within: {n: 5, unit: workingDay}, outcomes: {agreed: registration, refused: cancelled}}
  - {stage: registration, id: registration, title: 报名, within: {n: 5, unit: workingDay}, outcomes: {closed: review}}
  - stage: eligibilityReview
    id: review
    title: 资格审查
    by: office
    within: {n: 5, unit: workingDay}
    gate: {ratio: 3, per: vacancy}
    outcomes: {met: interview, short: otherMeans}
  - stage: scoredAssessment
    form: interview
    id: interview
    title: 面试
    by: judges
    trim: {high: 1, low: 1}
    signed: true
    outcomes: {scored: ballot, none: vacant}
  - stage: collectiveBallot
    id: ballot
    title: 测评
    electorate: staff
    grades: {好: 100, 差: 0}
    within: {n: 1, unit: workingDay}
    turnout: 80%
    outcomes: {valid: composite, turnoutNotMet: ballot}
  - stage: ranking
    id: composite
    title: 综合成绩
    weights: {interview: 60, ballot: 40}
    take: {perVacancy: 2}
    outcomes: {taken: appraisal, none: vacant}
  - {stage: appraisal, id: appraisal, title: 考察, by: team, within: {n: 5, unit: workingDay}, outcomes: {suitable: best, unfilled: vacant}}
  - {stage: ranking, id: best, title: 择优, weights: {interview: 60, ballot: 40}, take: {perVacancy: 1}, outcomes: {taken: notice, none: vacant}}
  - stage: publicNotice
    id: notice
    title: 公示
    by: office
    period: {n: 7, unit: calendarDay}
    outcomes: {clear: appointment, objected: vacant, unfilled: vacant}
  - {stage: appointment, id: appointment, title: 任职, by: office, within: {n: 5, unit: workingDay}, outcomes: {appointed: appointed, unfilled: vacant}}
`;

/** The text with `from`, which must be there once, replaced. */
export function edit(text: string, ...changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((before, [from, to]) => {
    if (before.split(from).length !== 2) throw new Error(`"${from}" is there ${before.split(from).length - 1} times`);
    return before.replace(from, () => to);
  }, text);
}

export function problemsOf(text: string): readonly Problem[] {
  const read = readPlan(text);
  return 'problems' in read ? read.problems : read.warnings;
}

/** "error duplicateId 3:7" for each. */
export const brief = (problems: readonly Problem[]): string[] =>
  problems.map(({ severity, code, line, column }) => `${severity} ${code} ${line}:${column}`);

/** Takes the marks ‸ out of a text and tells where they stood. */
export function marked(text: string): { text: string; places: string[] } {
  const parts = text.split('‸');
  const places = parts.slice(0, -1).map((_, index) => {
    const lines = parts
      .slice(0, index + 1)
      .join('')
      .split('\n');
    return `${lines.length}:${lines.at(-1)!.length + 1}`;
  });
  return { text: parts.join(''), places };
}
