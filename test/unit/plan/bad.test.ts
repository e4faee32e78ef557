import { readPlan } from '../../../domain/plan';
import { brief, edit, marked, problemsOf, SMALL } from './plans';

// Each mark ‸ stands where a problem must be told.
const BAD: readonly [what: string, code: string, ...changes: [from: string, to: string][]][] = [
  ['an unclosed bracket', 'brokenYaml', ['vacancies: 1}]\n', 'vacancies: 1\n‸']],
  ['a tab as indentation', 'brokenYaml', ['  office:', '‸\toffice:']],
  ['a second document', 'brokenYaml', ['id: small', 'a: 1\n‸---\nid: small']],
  ['a key twice', 'duplicateKey', ['title: 小方案', 'title: 小方案\n‸title: 又一个']],
  ['an unknown key', 'unknownKey', ['basis:', '‸bassis: [x]\nbasis:']],
  [
    'an unknown key of a stage',
    'unknownKey',
    ['    notice: {n: 3,', '    ‸notise: {n: 3, unit: workingDay}\n    notice: {n: 3,'],
  ],
  ['an unknown key of a condition', 'unknownKey', ['years: 35', 'years: 35, ‸inclusiv: true']],
  ['an unknown key of a choice', 'unknownKey', ['take: {perVacancy: 2}', 'take: {perVacancy: 2, ‸per: x}']],
  [
    'a missing key',
    'missingKey',
    [
      '- stage: appointment\n    id: appointment\n    title: 任职\n    by: office\n',
      '- ‸stage: appointment\n    id: appointment\n    title: 任职\n',
    ],
  ],
  ['a missing title', 'missingKey', ['id: small\ntitle: 小方案\n', '‸id: small\n']],
  ['a word for a number', 'wrongValue', ['vacancies: 1', 'vacancies: ‸一个']],
  ['a number for a name', 'wrongValue', ['id: small', 'id: ‸7']],
  [
    'a list for a group',
    'wrongValue',
    ['electorates:\n  staff: {title: 职工, classes: {all: 全体职工}}', 'electorates: ‸[staff]'],
    ['electorate: staff', 'electorate: ‸staff'],
  ],
  ['nothing for a list', 'wrongValue', ['stages:\n', 'stages:\n  - ‸又一个\n']],
  ['a share in words', 'wrongValue', ['quorum: 2/3', 'quorum: ‸三分之二']],
  ['a share above one', 'wrongValue', ['quorum: 2/3', 'quorum: ‸120%']],
  ['an unknown unit', 'wrongValue', ['{n: 3, unit: workingDay}', '{n: 3, unit: ‸workday}']],
  ['an unknown rule', 'wrongValue', ['rule: ageAtMost', 'rule: ‸ageAtMots']],
  ['an unknown process', 'wrongValue', ['title: 小方案', 'title: 小方案\nprocess: ‸campain']],
  [
    'a name with a space',
    'wrongValue',
    ['  office: {title: 人事科}', '  office: {title: 人事科}\n  ‸the office: {title: 科}'],
  ],
  ['no such stage type', 'unknownStageType', ['stage: appointment\n', 'stage: ‸apointment\n']],
  ['no such form', 'unknownForm', ['form: disciplineOpinion', 'form: ‸disciplinOpinion']],
  [
    'a missing edge',
    'missingEdge',
    ['    outcomes: {suitable: opinion, unfilled: next}', '    ‸outcomes: {suitable: opinion}'],
  ],
  [
    'an outcome that there is not',
    'unknownOutcome',
    ['{suitable: opinion, unfilled: next}', '{suitable: opinion, unfilled: next, ‸perhaps: next}'],
  ],
  ['a slip in an outcome', 'unknownOutcome', ['{suitable: opinion, ', '{‸suitabel: opinion, ']],
  ['an edge to nowhere', 'unknownTarget', ['{suitable: opinion, ', '{suitable: ‸opinoin, ']],
  [
    'a number as an edge',
    'wrongValue',
    ['unfilled: next}\n  - stage: consultation', 'unfilled: ‸3}\n  - stage: consultation'],
  ],
  [
    'a stage that nobody reaches',
    'unreachableStage',
    ['stages:\n', 'stages:\n'],
    [
      '  - {stage: probation, id: longer',
      '  - {stage: announcement, id: ‸lonely, title: 公告, outcomes: {published: vacant}}\n  - {stage: probation, id: longer',
    ],
  ],
  [
    'a circle without an end',
    'endlessStage',
    [
      '  - {stage: probation, id: longer, title: 延长, by: office, months: 6, outcomes: {confirmed: appointed, extended: longer, notConfirmed: notConfirmed}}',
      '  - {stage: probation, id: longer, title: 延长, by: office, months: 6, ‸outcomes: {confirmed: longer, extended: longer, notConfirmed: longer}}',
    ],
  ],
  [
    'two stages of one name',
    'duplicateId',
    [
      'id: opinion',
      'id: opinion\n    title: 意见\n    by: discipline\n    within: {n: 5, unit: workingDay}\n    outcomes: {clear: decision, unfilled: next}\n  - stage: consultation\n    form: opinion\n    id: ‸opinion',
    ],
  ],
  [
    'two posts of one name',
    'duplicateId',
    ['vacancies: 1}]', 'vacancies: 1}, {id: ‸chief, title: 副科长, vacancies: 1}]'],
  ],
  [
    'a stage called like a result',
    'reservedId',
    [
      'stages:\n',
      'stages:\n  - {stage: announcement, id: ‸vacant, title: 公告, outcomes: {published: registration}}\n',
    ],
  ],
  ['an undefined panel', 'unknownPanel', ['talk: committee', 'talk: ‸comittee']],
  [
    'an undefined electorate',
    'unknownElectorate',
    ['electorate: staff', 'electorate: ‸staf'],
    ['  staff: {title', '  ‸staff: {title'],
  ],
  ['an undefined post', 'unknownPost', ['years: 35', 'years: 35, posts: [‸chef]']],
  ['weights of 99 %', 'weightsNotHundred', ['weights: {ballot: 100}', 'weights: ‸{ballot: 99}']],
  ['weights of three thirds', 'weightsNotHundred', ['weights: {ballot: 100}', 'weights: ‸{ballot: 33.33}']],
  ['a weight for what gives no score', 'notScored', ['weights: {ballot: 100}', 'weights: {‸registration: 100}']],
  [
    'a weight for a later score',
    'scoreNotBefore',
    ['weights: {ballot: 100}', 'weights: {ballot: 50, ‸late: 50}'],
    ['{appointed: probation,', '{appointed: late,'],
    [
      '  - {stage: probation, id: longer',
      '  - {stage: scoredAssessment, id: late, title: 迟, by: office, outcomes: {scored: probation, none: vacant}}\n  - {stage: probation, id: longer',
    ],
  ],
  [
    'a weight for a score that some miss',
    'scoreNotBefore',
    ['weights: {ballot: 100}', 'weights: {‸ballot: 100}'],
    [
      '{closed: ballot}}',
      '{closed: either}}\n  - {stage: approval, id: either, title: 是否测评, by: office, within: {n: 1, unit: workingDay}, outcomes: {agreed: ballot, refused: ranking}}',
    ],
    ['  - stage: collectiveDecision', '  - ‸stage: collectiveDecision'],
  ],
  ['a replacement from no ranking', 'notARanking', ['from: ranking', 'from: ‸ballot']],
  [
    'a replacement before its ranking',
    'rankingNotBefore',
    [
      '{closed: ballot}}',
      '{closed: either}}\n  - {stage: approval, id: either, title: 是否测评, by: office, within: {n: 1, unit: workingDay}, outcomes: {agreed: ballot, refused: next}}',
    ],
    ['from: ranking', 'from: ‸ranking'],
    ['  - stage: collectiveDecision', '  - ‸stage: collectiveDecision'],
  ],
  [
    'a consequence of no grade',
    'unknownGrade',
    [
      '{taken: appraisal, none: vacant}}\n  - stage: appraisal',
      '{taken: grades, none: vacant}}\n  - {stage: grading, id: grades, title: 等次, from: ranking, bands: {好: 80, 差: 0}, consequences: {‸中: [谈话]}, outcomes: {graded: appraisal, none: vacant}}\n  - stage: appraisal',
    ],
  ],
  [
    'grades by what gives no score',
    'notScored',
    [
      '{taken: appraisal, none: vacant}}\n  - stage: appraisal',
      '{taken: grades, none: vacant}}\n  - {stage: grading, id: grades, title: 等次, from: ‸registration, bands: {好: 80, 差: 0}, outcomes: {graded: appraisal, none: vacant}}\n  - stage: appraisal',
    ],
  ],
  [
    'a floor for what is no part',
    'notScored',
    ['take: {perVacancy: 2}', 'take: {perVacancy: 2}, floors: [{of: ‸written, atLeast: 60}]'],
  ],
  [
    'a tie broken by nothing',
    'unknownCriterion',
    ['take: {perVacancy: 2}', 'take: {perVacancy: 2}, ties: {breakBy: [{by: ‸height}]}'],
  ],
  [
    'a full mark below one',
    'wrongValue',
    [
      '{closed: ballot}}',
      '{closed: talk}}\n  - {stage: scoredAssessment, id: talk, title: 面谈, by: team, max: ‸0.9, outcomes: {scored: ballot, none: vacant}}',
    ],
  ],
  [
    'nobody who scores',
    'ratersOrBy',
    [
      '{closed: ballot}}',
      '{closed: talk}}\n  - ‸{stage: scoredAssessment, id: talk, title: 面谈, outcomes: {scored: ballot, none: vacant}}',
    ],
  ],
  [
    'weights of raters that are not whole',
    'weightsNotHundred',
    [
      '{closed: ballot}}',
      '{closed: talk}}\n  - {stage: scoredAssessment, id: talk, title: 面谈, raters: ‸{a: {by: team, weight: 60}, b: {by: committee, weight: 30}}, outcomes: {scored: ballot, none: vacant}}',
    ],
  ],
  [
    'raters drawn from nobody',
    'unknownRaters',
    [
      '{closed: ballot}}',
      '{closed: talk}}\n  - {stage: scoredAssessment, id: talk, title: 面谈, raters: {a: {drawn: {from: ‸decision, count: 3}, weight: 60}, b: {drawn: {from: registration, count: 3}, weight: 40}}, outcomes: {scored: ballot, none: vacant}}',
    ],
  ],
  [
    'a group of raters that is nobody',
    'ratersOrBy',
    [
      '{closed: ballot}}',
      '{closed: talk}}\n  - {stage: scoredAssessment, id: talk, title: 面谈, raters: {a: ‸{weight: 60}, b: {by: committee, weight: 40}}, outcomes: {scored: ballot, none: vacant}}',
    ],
  ],
  [
    'an order that comes from nowhere',
    'orderNotDrawn',
    [
      '{closed: ballot}}',
      '{closed: talk}}\n  - {stage: scoredAssessment, id: talk, title: 面谈, by: team, inOrder: ‸true, outcomes: {scored: ballot, none: vacant}}',
    ],
  ],
  [
    'an agreement of one panel',
    'agreementOfOne',
    [
      '{closed: ballot}}',
      '{closed: talk}}\n  - {stage: scoredAssessment, id: talk, title: 面谈, by: team, agreement: ‸{cut: {top: 3}, atLeast: 90%}, outcomes: {scored: ballot, none: vacant}}',
    ],
  ],
  [
    'an agreement that decides, without an edge',
    'missingEdge',
    [
      '{closed: ballot}}',
      '{closed: talk}}\n  - {stage: scoredAssessment, id: talk, title: 面谈, raters: {a: {by: team, weight: 60}, b: {by: committee, weight: 40}}, agreement: {cut: {top: 3}, atLeast: 90%, gate: true}, ‸outcomes: {scored: ballot, none: vacant}}',
    ],
  ],
  [
    'an undefined panel of raters',
    'unknownPanel',
    [
      '{closed: ballot}}',
      '{closed: talk}}\n  - {stage: scoredAssessment, id: talk, title: 面谈, raters: {a: {by: ‸teem, weight: 60}, b: {by: committee, weight: 40}}, outcomes: {scored: ballot, none: vacant}}',
    ],
  ],
  [
    'elements that do not add up to the full mark',
    'elementsNotMax',
    [
      '{closed: ballot}}',
      '{closed: talk}}\n  - {stage: scoredAssessment, id: talk, title: 面谈, by: team, max: 140, elements: ‸[{name: 表达, max: 60}, {name: 分析, max: 70}], outcomes: {scored: ballot, none: vacant}}',
    ],
  ],
  ['a panel that cannot be filled', 'panelRange', ['{title: 考察组, min: 2}', '{title: 考察组, min: 4, max: ‸3}']],
  [
    'more scores dropped than given',
    'trimTooMany',
    [
      '{closed: ballot}}',
      '{closed: talk}}\n  - {stage: scoredAssessment, id: talk, title: 面谈, by: team, trim: ‸{high: 1, low: 1}, outcomes: {scored: ballot, none: vacant}}',
    ],
  ],
  [
    'one fact of two types',
    'factTwice',
    [
      'conditions:\n',
      'conditions:\n  - {rule: factTrue, fact: x, title: 甲}\n  - ‸{rule: factAtLeast, fact: x, title: 乙, value: 3}\n',
    ],
  ],
  ['an unused panel', 'unused', ['  office: {title: 人事科}', '  office: {title: 人事科}\n  ‸nobody: {title: 无人}']],
  ['an outcome that never happens', 'unused', ['{valid: ranking}', '{valid: ranking, ‸turnoutNotMet: ballot}']],
  ['an unknown regulation', 'unknownBasis', ['[appointmentRegulations2019]', '[‸appointmentRegulation2019]']],
  ['no basis', 'noBasis', ['id: small\n', '‸id: small\n'], ['basis: [appointmentRegulations2019]\n', '']],
  [
    'a departure that is none',
    'idleDeparture',
    ['posts:', 'departures:\n  - ‸{article: 第四十二条, ground: 无}\nposts:'],
  ],
];

test.each(BAD)('%s: %s', (_what, code, ...changes) => {
  const { text, places } = marked(edit(SMALL, ...changes.filter(([from, to]) => from !== to)));
  const problems = problemsOf(text);
  const told = problems.filter((problem) => problem.code === code).map(({ line, column }) => `${line}:${column}`);
  expect(places).toContain(told[0]);
  if (code !== 'brokenYaml')
    expect([...new Set(problems.map(({ line, column }) => `${line}:${column}`))].sort()).toEqual(
      [...new Set(places)].sort(),
    );
  for (const { zh, en } of problems) {
    expect(zh).toMatch(/\p{Script=Han}.*[。？]$/u);
    expect(en).toMatch(/[.?]$/);
    expect(`${zh}${en}`).not.toMatch(/undefined|\[object|Invalid input|expected \w+, received/);
  }
});

test.each([
  ['unknownKey', 'basis:', 'bassis: [x]\nbasis:', 'basis'],
  ['unknownTarget', '{suitable: opinion, ', '{suitable: opinoin, ', 'opinion'],
  ['unknownStageType', 'stage: appointment\n', 'stage: apointment\n', 'appointment'],
  ['unknownPanel', 'talk: committee', 'talk: comittee', 'committee'],
  ['unknownOutcome', '{suitable: ', '{suitabel: ', 'suitable'],
  ['unknownBasis', '[appointmentRegulations2019]', '[appointmentRegulation2019]', 'appointmentRegulations2019'],
  ['wrongValue', 'rule: ageAtMost', 'rule: ageAtMots', 'ageAtMost'],
])('%s suggests what was meant', (code, from, to, meant) => {
  const problem = problemsOf(edit(SMALL, [from, to])).find((each) => each.code === code);
  expect(problem?.zh).toContain(`是否想写 ${meant}？`);
  expect(problem?.en).toContain(`did you mean ${meant}?`);
});

test('everything is told at once, in the order of the text', () => {
  const { text, places } = marked(
    edit(
      SMALL,
      ['vacancies: 1', 'vacancies: ‸one'],
      ['weights: {ballot: 100}', 'weights: ‸{ballot: 99}'],
      ['    fourMusts: true\n', '    fourMusts: ‸perhaps\n'],
      ['form: disciplineOpinion', 'form: ‸disciplinOpinion'],
      ['{clear: decision,', '{clear: ‸decisoin,'],
      ['period: {n: 5,', 'period: ‸{n: 3,'],
      ['talk: committee', 'talk: ‸comittee\n    ‸colour: red'],
      ['months: 12', 'months: ‸6'],
    ),
  );
  const codes = [
    'wrongValue',
    'weightsNotHundred',
    'wrongValue',
    'unknownForm',
    'unknownTarget',
    'noticeTooShort',
    'unknownPanel',
    'unknownKey',
    'probationNotOneYear',
  ];
  expect(brief(problemsOf(text))).toEqual(codes.map((code, index) => `error ${code} ${places[index]}`));
});

describe('texts that are no plan', () => {
  const laughs = [
    'a: &a [x, x, x, x, x, x, x, x, x, x]',
    ...'bcdefgh'
      .split('')
      .map((name, index) => `${name}: &${name} [${Array(10).fill(`*${'abcdefgh'[index]}`).join(', ')}]`),
  ].join('\n');
  test.each([
    ['nothing', '', 'notAPlan'],
    ['a word', '方案', 'notAPlan'],
    ['a list', '- 一\n- 二', 'notAPlan'],
    ['10 MB', 'a'.repeat(10 * 1024 * 1024), 'tooLarge'],
    ['256 KiB of Chinese', '选'.repeat(100_000), 'tooLarge'],
    ['aliases that explode', laughs, 'aliases'],
    ['an alias of itself', 'a: &a [*a]', 'aliases'],
    ['a rule within itself', 'conditions:\n  - &c {rule: not, of: *c}', 'aliases'],
    ['a hundred thousand brackets', '['.repeat(100_000), 'tooDeep'],
    ['a hundred thousand braces', '{'.repeat(100_000), 'tooDeep'],
    ['a hundred thousand dashes', '- '.repeat(100_000), 'tooDeep'],
  ])('%s', (_what, text, code) => {
    const read = readPlan(text);
    expect('problems' in read && read.problems.map((problem) => problem.code)).toEqual([code]);
  });

  test('no more problems are told than anybody reads', () => {
    const problems = problemsOf(Array.from({ length: 900 }, (_, index) => `key${index}: 1`).join('\n'));
    expect(problems).toHaveLength(201);
    expect(problems.at(-1)).toMatchObject({ code: 'tooMany' });
  });
});
