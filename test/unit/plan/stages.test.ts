import { problemsOf } from './plans';

// Each of the newer stage types in a plan that passes; then one slip at a time, and the problem that it must be told as.
const PEOPLE = `id: people
title: 各类环节
posts: [{id: head, title: 科长, vacancies: 1}, {id: deputy, title: 副科长, vacancies: 2}]
panels:
  office: {title: 人事科}
  committee: {title: 党组}
  officers: {title: 计票人员, min: 2}
  judges: {title: 考官, min: 3}
electorates:
  staff: {title: 职工, classes: {all: 全体}}
stages:
  - {stage: motion, id: motion, title: 动议, by: committee, headcount: true, outcomes: {agreed: filing, dropped: cancelled}}
  - {stage: approval, form: filing, id: filing, title: 备案, by: office, within: {n: 5, unit: workingDay}, outcomes: {filed: consent}}
  - {stage: approval, id: consent, title: 报批, by: committee, silence: agreed, within: {n: 5, unit: workingDay}, outcomes: {agreed: invitation, refused: cancelled}}
  - {stage: registration, form: invited, id: invitation, title: 邀请, silence: declines, within: {n: 3, unit: workingDay}, outcomes: {closed: contested}}
  - {stage: gate, form: choice, id: contested, title: 竞争, target: {ratio: 3}, by: committee, within: {n: 2, unit: workingDay}, choices: [proceed, drop], outcomes: {met: review, proceeded: review, dropped: moving}}
  - {stage: assignment, id: moving, title: 改报, together: true, silence: deputy, within: {n: 2, unit: workingDay}, outcomes: {settled: review, dropped: vacant}}
  - {stage: eligibilityReview, id: review, title: 资格审查, by: office, within: {n: 3, unit: workingDay}, recheck: {by: committee, within: {n: 2, unit: workingDay}}, outcomes: {met: talk, short: vacant}}
  - {stage: scoredAssessment, form: interview, id: talk, title: 面谈, by: judges, order: drawn, inOrder: true, supervisor: committee, questions: {by: office, count: 2}, outcomes: {scored: checking, none: vacant}}
  - {stage: scoreCheck, id: checking, title: 成绩复核, of: talk, by: office, within: {n: 2, unit: workingDay}, outcomes: {checked: first}}
  - {stage: collectiveBallot, form: recommendation, id: first, title: 第一轮推荐, electorate: staff, upTo: 2, surprise: true, officers: officers, within: {n: 1, unit: workingDay}, outcomes: {counted: second, none: vacant}}
  - {stage: collectiveBallot, form: recommendation, id: second, title: 第二轮推荐, electorate: staff, upTo: 1, announces: first, within: {n: 1, unit: workingDay}, outcomes: {counted: best, none: vacant}}
  - {stage: ranking, id: best, title: 排名, weights: {talk: 60, second: 40}, take: {perVacancy: 2}, outcomes: {taken: grades, none: vacant}}
  - {stage: grading, id: grades, title: 评定, from: best, bands: {好: 80, 中: 60, 差: 0}, caps: {好: 1/3}, consequences: {差: [不再考虑]}, unfit: [差], outcomes: {graded: surplus, unfit: vacant, none: vacant}}
  - {stage: gate, id: surplus, title: 差额, target: {moreThan: vacancies}, reduce: true, outcomes: {met: fresh, reduced: fresh, unfilled: vacant, short: vacant}}
  - {stage: gate, form: validity, id: fresh, title: 有效期, of: second, within: {n: 1, unit: year}, outcomes: {valid: comparison, expired: first}}
  - {stage: appraisal, form: comparative, id: comparison, title: 综合比较, by: office, sections: [比较], within: {n: 3, unit: workingDay}, outcomes: {proposed: consultation}}
  - {stage: consultation, form: deliberation, id: consultation, title: 酝酿, by: committee, within: {n: 3, unit: workingDay}, outcomes: {deliberated: decision}}
  - {stage: collectiveDecision, id: decision, title: 讨论, by: committee, respects: best, reserve: {months: 24}, outcomes: {passed: vote, failed: outside, deferred: decision, inquorate: decision}}
  - {stage: collectiveDecision, form: ballot, id: vote, title: 票决, by: committee, choose: 1, within: {n: 1, unit: workingDay}, outcomes: {passed: office, failed: vacant, deferred: vote, inquorate: vote}}
  - {stage: subcampaign, id: outside, title: 招聘, by: office, plan: elsewhere, outcomes: {filled: office, none: vacant}}
  - {stage: appointment, form: contract, id: office, title: 聘任, by: office, talk: committee, within: {n: 5, unit: workingDay}, outcomes: {appointed: report, unfilled: vacant}}
  - {stage: task, id: report, title: 报告, by: office, sections: [工作], within: {n: 1, unit: month}, outcomes: {done: term, unfilled: vacant}}
  - {stage: officeTerm, id: term, title: 任期, by: committee, years: 3, grades: [合格, 不合格], dismissing: [不合格], outcomes: {served: completed, dismissed: nomination}}
  - {stage: nomination, id: nomination, title: 提名, by: committee, upTo: 2, within: {n: 3, unit: workingDay}, outcomes: {nominated: runoff, none: vacant}}
  - {stage: election, form: candidates, id: runoff, title: 选举, electorate: staff, officers: officers, writeIns: true, choices: 1, win: {share: '>1/2'}, within: {n: 1, unit: workingDay}, outcomes: {elected: appointed, none: vacant}}
`;
const ROLL = `id: review
title: 年度考核
process: performance
posts: [{id: staff, title: 职工, vacancies: 1}]
panels: {office: {title: 人事科}}
stages:
  - {stage: registration, form: roll, id: roll, title: 名册, outcomes: {closed: handover}}
  - {stage: task, form: handover, id: handover, title: 交接, by: office, within: {n: 1, unit: month}, outcomes: {done: completed, unfilled: otherMeans}}
`;
const YEARLY = `id: yearly
title: 年度计划
process: programme
panels: {office: {title: 政治处}}
items:
  - {id: judges, title: 任命审判员, by: office, when: {month: 4}}
  - {id: survey, title: 调研, by: office, when: {times: 2, once: true}}
stages:
  - {stage: item, id: item, title: 办理, carry: {n: 3, unit: month}, reminders: [7], outcomes: {done: item, carried: item, ended: completed}}
`;
const SCAN = `id: standing
title: 常年核查
process: rotation
posts: [{id: station, title: 轮岗, vacancies: 1}]
stages:
  - {stage: scan, form: tenure, id: tenure, title: 任职年限, among: {rule: factAtMost, fact: grade, title: 等级, value: 8}, due: [{years: 5}], must: 6, outcomes: {found: recusal, again: tenure}}
  - {stage: scan, form: recusal, id: recusal, title: 任职回避, duties: {finance: 财务}, every: {n: 3, unit: month}, outcomes: {found: completed, again: recusal}}
`;
const errors = (text: string): string[] =>
  problemsOf(text)
    .filter(({ severity }) => severity === 'error')
    .map(({ code, path }) => `${code} ${path}`);

test.each([
  ['people', PEOPLE],
  ['a roll', ROLL],
  ['items', YEARLY],
  ['scans', SCAN],
])('a sound plan of %s passes', (_what, text) => expect(problemsOf(text).map(({ code }) => code)).toEqual(['noBasis']));

type Slip = readonly [what: string, from: string, to: string, expected: string];
const slipped = (plan: string, [, from, to, expected]: Slip) => {
  expect(plan.split(from)).toHaveLength(2);
  // The last part of a path is enough: the number of the stage says nothing to whoever reads this.
  expect(errors(plan.replace(from, () => to)).map((each) => each.replace(/stages\[\d+\]\.?/, ''))).toContain(expected);
};

test.each<Slip>([
  ['silence of a filing', 'id: filing,', 'id: filing, silence: agreed,', 'unknownKey silence'],
  [
    'a filing that is refused',
    '{filed: consent}',
    '{filed: consent, refused: cancelled}',
    'unknownOutcome outcomes.refused',
  ],
  ['silence that means neither', 'silence: agreed', 'silence: yes', 'wrongValue silence'],
  ['silence of those invited', 'silence: declines', 'silence: agreed', 'wrongValue silence'],
  ['a choice without its edge', 'choices: [proceed, drop]', 'choices: [proceed, drop, reopen]', 'missingEdge outcomes'],
  ['reducing without its edges', 'reduced: fresh, unfilled: vacant, short', 'short', 'missingEdge outcomes'],
  ['a floor without its edge', 'target: {ratio: 3}', 'target: {ratio: 3}, floor: {atLeast: 1}', 'missingEdge outcomes'],
  ['nothing to choose', 'choices: [proceed, drop]', 'choices: []', 'wrongValue choices'],
  ['a result of no stage', 'of: second', 'of: third', 'unknownStage of'],
  ['a result of a later stage', 'of: second', 'of: decision', 'stageNotBefore of'],
  ['people who move post by post', 'title: 改报, together: true', 'title: 改报', 'notTogether '],
  ['silence that leads to no post', 'silence: deputy', 'silence: clerk', 'unknownPost silence'],
  ['a recheck by nobody', 'recheck: {by: committee', 'recheck: {by: comittee', 'unknownPanel recheck.by'],
  ['questions set by nobody', 'questions: {by: office', 'questions: {by: ofice', 'unknownPanel questions.by'],
  ['supervised by nobody', 'supervisor: committee', 'supervisor: comittee', 'unknownPanel supervisor'],
  ['an order from nowhere', 'order: drawn, inOrder', 'inOrder', 'orderNotDrawn inOrder'],
  ['scores of no stage checked', 'of: talk', 'of: talks', 'unknownStage of'],
  ['scores checked before they are there', 'of: talk', 'of: best', 'stageNotBefore of'],
  ['no notice and no officers', 'surprise: true, officers: officers', 'surprise: true', 'officersMissing '],
  [
    'officers who are nobody',
    'surprise: true, officers: officers',
    'surprise: true, officers: official',
    'unknownPanel officers',
  ],
  ['an announced round that is none', 'announces: first', 'announces: talk', 'unknownReference announces'],
  ['nobody to recommend', 'upTo: 1, announces', 'announces', 'missingKey '],
  ['grades by no score', 'from: best', 'from: review', 'notScored from'],
  ['a cap of no grade', 'caps: {好: 1/3}', 'caps: {优: 1/3}', 'unknownGrade caps.优'],
  ['a cap in words', 'caps: {好: 1/3}', 'caps: {好: 三成}', 'wrongValue caps.好'],
  ['unfit of no grade', 'unfit: [差]', 'unfit: [劣]', 'unknownGrade unfit[0]'],
  ['unfit without its edge', 'unfit: vacant, none', 'none', 'missingEdge outcomes'],
  ['one band', 'bands: {好: 80, 中: 60, 差: 0}', 'bands: {差: 0}', 'wrongValue bands'],
  [
    'a comparison without its parts',
    'title: 综合比较, by: office, sections: [比较]',
    'title: 综合比较, by: office',
    'missingKey ',
  ],
  [
    'a deliberation that leaves a seat',
    '{deliberated: decision}',
    '{deliberated: decision, unfilled: vacant}',
    'unknownOutcome outcomes.unfilled',
  ],
  ['respect for no ranking', 'respects: best', 'respects: talk', 'unknownReference respects'],
  ['two choices can tie', 'choose: 1', 'choose: 2', 'missingEdge outcomes'],
  ['half can tie, more than half cannot', 'choose: 1', "choose: 1, pass: '1/2'", 'missingEdge outcomes'],
  ['a campaign that starts itself', 'plan: elsewhere', 'plan: people', 'startsItself plan'],
  ['a campaign of no plan', 'plan: elsewhere, ', '', 'missingKey '],
  [
    'a contract talked over by nobody',
    'talk: committee, within: {n: 5',
    'talk: comittee, within: {n: 5',
    'unknownPanel talk',
  ],
  ['a report without parts', 'sections: [工作], ', '', 'missingKey '],
  ['an endless term', 'years: 3', 'years: 11', 'wrongValue years'],
  ['one grade', 'grades: [合格, 不合格]', 'grades: [合格]', 'wrongValue grades'],
  ['dismissed for no grade', 'dismissing: [不合格]', 'dismissing: [差]', 'unknownReference dismissing[0]'],
  ['nobody nominated', 'upTo: 2, within: {n: 3', 'upTo: 0, within: {n: 3', 'wrongValue upTo'],
  ['a nomination without an end', '{nominated: runoff, none: vacant}', '{nominated: runoff}', 'missingEdge outcomes'],
  ['written-in names that nobody reads', 'officers: officers, writeIns', 'writeIns', 'officersMissing '],
  ['most votes can tie', "win: {share: '>1/2'}", 'win: {}', 'missingEdge outcomes'],
])('%s', (...slip) => slipped(PEOPLE, slip));

test.each<Slip>([
  ['a roll that is open for days', 'form: roll,', 'form: roll, within: {n: 3, unit: workingDay},', 'unknownKey within'],
  ['a handover with parts', 'form: handover,', 'form: handover, sections: [岗位],', 'unknownKey sections'],
])('%s', (...slip) => slipped(ROLL, slip));

test.each<Slip>([
  ['an item of nobody', 'title: 任命审判员, by: office', 'title: 任命审判员, by: ofice', 'unknownPanel items[0].by'],
  ['an item without its time', ', when: {month: 4}', '', 'missingKey items[0]'],
  ['five times a year', 'when: {times: 2, once: true}', 'when: {times: 5}', 'wrongValue items[1].when'],
  ['no time for what is carried', 'carry: {n: 3, unit: month}, ', '', 'missingKey '],
  ['items that wait for each other', 'title: 办理,', 'title: 办理, apart: false,', 'notApart '],
  ['items all at once', 'title: 办理,', 'title: 办理, together: true,', 'notApart '],
])('%s', (...slip) => slipped(YEARLY, slip));

test('what comes round in a plan without items', () =>
  expect(
    errors(YEARLY.replace(/items:\n.*\n.*\n/, 'posts: [{id: judges, title: 任命审判员, vacancies: 1}]\n')),
  ).toEqual(['noItems stages[0]']));

test.each<Slip>([
  ['nobody who must', 'must: 6, ', '', 'missingKey '],
  ['nobody who is due', 'due: [{years: 5}]', 'due: []', 'wrongValue due'],
  ['a rule that there is not', 'rule: factAtMost', 'rule: factAtMots', 'wrongValue among.rule'],
  ['no quarter', 'every: {n: 3, unit: month}, ', '', 'missingKey '],
  ['a scan that never goes on', 'again: recusal', 'agian: recusal', 'unknownOutcome outcomes.agian'],
  [
    'two scans in one',
    '{id: station, title: 轮岗, vacancies: 1}',
    '{id: station, title: 轮岗, vacancies: 1}, {id: other, title: 另, vacancies: 1}',
    'notApart ',
  ],
])('%s', (...slip) => slipped(SCAN, slip));
