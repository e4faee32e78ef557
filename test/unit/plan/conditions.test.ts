import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brief, edit, marked, problemsOf } from './plans';

const EXCEPTIONS = readFileSync(join(__dirname, '../../plans/exceptions/plan.yaml'), 'utf8');
const faults = (text: string) => brief(problemsOf(text)).filter((each) => each.startsWith('error'));

test('a plan whose exceptions the superior consents to passes', () => expect(faults(EXCEPTIONS)).toEqual([]));

test.each([
  ['a panel that is not there', 'unknownPanel', 'relaxedBy: superior', 'relaxedBy: ‸superiors'],
  [
    'a consent to what may not be relaxed',
    'idleGrant',
    '- {text: 放宽不得少于两年,',
    '- ‸{relaxedBy: superior, text: 放宽不得少于两年,',
  ],
])('%s', (_, code, from, to) => {
  const { text, places } = marked(edit(EXCEPTIONS, [from, to]));
  expect(faults(text)).toContain(`error ${code} ${places[0]}`);
});

const REVIEWS = readFileSync(join(__dirname, '../../plans/two-reviews/plan.yaml'), 'utf8');

test('a plan whose reviews are about different conditions passes', () => expect(faults(REVIEWS)).toEqual([]));

test.each([
  ['a condition that is not there', 'unknownCondition', 'conditions: [service]', 'conditions: [service, ‸servise]'],
  ['a condition of no review', 'conditionUnreviewed', '- {id: age,', '- ‸{id: years,'],
  ['a condition without an id that no review is about', 'conditionUnreviewed', '- {id: service,', '- ‸{'],
  ['one id twice', 'duplicateId', '- {id: diploma,', '- {id: ‸age,'],
  ['a review about nothing', 'wrongValue', 'conditions: [service]', 'conditions: ‸[]'],
  [
    'the id of a part',
    'idleId',
    'text: 任现职满两年, rule: yearsSince, fact: inPostSince, title: 任现职时间, years: 2}',
    'rule: not, of: {id: part, rule: yearsSince, fact: inPostSince, title: 任现职时间, years: 2}}',
  ],
])('%s', (_, code, from, to) => {
  const { text, places } = marked(edit(REVIEWS, [from, to]));
  expect(faults(text)).toContain(`error ${code} ${places[0] ?? '12:5'}`);
});

test('a slip in the id of a condition is told with what was meant', () => {
  const slip = edit(REVIEWS, ['conditions: [service]', 'conditions: [servise]']);
  expect(problemsOf(slip).find(({ code }) => code === 'unknownCondition')).toMatchObject({
    zh: expect.stringContaining('是否想写 service？') as string,
    en: expect.stringContaining('did you mean service?') as string,
  });
});

test('a review about all the conditions, or a roll that is, leaves none out', () => {
  expect(faults(edit(REVIEWS, ['    conditions: [service]\n', '']))).toEqual([]);
  const roll = edit(
    REVIEWS,
    ['within: {n: 5, unit: workingDay}, outcomes: {closed', 'form: roll, outcomes: {closed'],
    ['conditions: [service]', 'conditions: [age]'],
  );
  expect(faults(roll)).toEqual([]);
});
