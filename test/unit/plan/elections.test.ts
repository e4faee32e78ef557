import { brief, edit, marked, problemsOf } from './plans';

/** Small and lawful under the rules for elections of basic organisations. */
const LAWFUL = `id: votes
title: 选举
basis: [basicElections1990]
posts: [{id: deputy, title: 副院长, vacancies: 2}]
panels:
  officers: {title: 计票人员, min: 2}
electorates:
  staff: {title: 职工, classes: {all: 全体}}
stages:
  - {stage: election, form: writeIn, id: vote, title: 海选, electorate: staff, officers: officers, choices: 2, win: {share: '>1/2', of: entitled}, turnout: 80%, paper: true, within: {n: 1, unit: workingDay}, outcomes: {elected: completed, none: vacant, tied: again, void: vote, turnoutNotMet: vote}}
  - {stage: election, form: candidates, id: again, title: 再选, electorate: staff, choices: 1, win: {share: '>1/2'}, turnout: 4/5, within: {n: 1, unit: workingDay}, outcomes: {elected: completed, none: vacant, turnoutNotMet: again}}
`;

test('a lawful one passes', () => expect(brief(problemsOf(LAWFUL))).toEqual([]));

test.each<[what: string, expected: string, article: string, from: string, to: string]>([
  ['fewer than four fifths', 'error turnoutTooLow', '“到会人数”', 'turnout: 80%', 'turnout: ‸79%'],
  [
    'no attendance at all',
    'error turnoutTooLow',
    '“到会人数”',
    "win: {share: '>1/2'}, turnout: 4/5",
    "win: {share: '>1/2'}",
  ],
  ['void and not held again', 'error voidNotRedone', '第十九条', 'void: vote', 'void: ‸vacant'],
  ['more choices than seats', 'error tooManyChoices', '第二十条', 'choices: 2', 'choices: ‸3'],
  ['equal votes and not voted again', 'error tieNotVoted', '第二十一条', 'tied: again', 'tied: ‸completed'],
  [
    'half is not more than half',
    'error winTooLow',
    '第二十二条',
    "win: {share: '>1/2', of: entitled}",
    'win: ‸{share: 1/2, of: entitled}',
  ],
  [
    'more than half of the valid papers alone',
    'error winTooLow',
    '第二十二条',
    "win: {share: '>1/2', of: entitled}",
    "win: ‸{share: '>1/2', of: valid}",
  ],
])('%s', (what, expected, article, from, to) => {
  const { text, places } = marked(edit(LAWFUL, [from, to]));
  const found = problemsOf(text).filter(({ article: cited }) => cited !== undefined);
  expect(found.map((problem) => problem.article)).toEqual([`《基层选举条例》${article}`]);
  expect(brief(found)[0]).toContain(places[0] === undefined ? expected : `${expected} ${places[0]}`);
});
