import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkAnswer } from '../../../domain/answers';
import { brief, edit, marked, problemsOf } from './plans';

const SCORES = readFileSync(join(__dirname, '../../plans/scores/plan.yaml'), 'utf8');
const faults = (text: string) => brief(problemsOf(text)).filter((each) => each.startsWith('error'));

test('a plan with tables of points, bonus, checks and divided panels passes', () => expect(faults(SCORES)).toEqual([]));

test.each([
  [
    'two ways in one line',
    'pointsUnclear',
    '- {name: 年度考核优秀, each: 1.5}',
    '- ‸{name: 年度考核优秀, each: 1.5, words: {是: 1}}',
  ],
  ['a line twice', 'pointsUnclear', '- {name: 年度考核优秀, each: 1.5}', '- ‸{name: 学历, each: 1.5}'],
  [
    'units of what has none',
    'pointsUnclear',
    '{name: 学历, words: {博士: 6, 硕士: 5, 本科: 4}}',
    '{name: 学历, words: {博士: 6}, every: ‸2}',
  ],
  [
    'the best of a single number',
    'pointsUnclear',
    '{name: 年度考核优秀, each: 1.5}',
    '{name: 年度考核优秀, each: 1.5, take: ‸best}',
  ],
  ['more items than there are', 'checkTooMany', '    atLeast: 2', '    atLeast: ‸4'],
  ['a bonus of what is no score', 'notScored', 'of: [awards, service]', 'of: [awards, ‸registration]'],
  ['a bonus that comes later', 'scoreNotBefore', 'of: [awards, service]', 'of: [awards, ‸composite]'],
  ['a panel and divided panels', 'ratersOrBy', 'divided: {among', 'by: office\n    divided: ‸{among'],
  ['a divided panel that is not there', 'unknownPanel', 'among: [hallA, hallB]', 'among: [hallA, ‸hallC]'],
  ['a single divided panel', 'wrongValue', 'among: [hallA, hallB]', 'among: ‸[hallA]'],
])('%s', (_, code, from, to) => {
  const { text, places } = marked(edit(SCORES, [from, to]));
  expect(faults(text)).toContain(`error ${code} ${places[0]}`);
});

const SHARING = readFileSync(join(__dirname, '../../../plans/07-shared-exam/bureau.yaml'), 'utf8');

test('the score of an exam held elsewhere counts as any other, once it is taken over', () => {
  expect(faults(SHARING)).toEqual([]);
  const { text, places } = marked(
    edit(
      SHARING,
      ['{closed: written}', '{closed: interview}'],
      ['{written: 50, interview: 50}', '{‸written: 50, interview: 50}'],
    ),
  );
  expect(faults(text)).toContain(`error scoreNotBefore ${places[0]}`);
});

const table = [
  { name: '学历', words: { 博士: 6 }, take: 'sum' },
  { name: '年限', each: 1, take: 'sum' },
  { name: '表彰', counts: { 省级: 3 }, take: 'best' },
] as const;
const values = { 学历: '无', 年限: '3.5', 表彰: { 省级: 1 } };

test.each<[string, Record<string, unknown>, string[]]>([
  ['all is there', values, []],
  ['a line is missing', { ...values, 学历: undefined }, ['/values/学历']],
  ['a line too many', { ...values, 其他: '1' }, ['/values/其他']],
  ['no such word', { ...values, 学历: '大专' }, ['/values/学历']],
  ['no number', { ...values, 年限: '三年' }, ['/values/年限']],
  ['a number below zero', { ...values, 年限: '-1' }, ['/values/年限']],
  ['no such kind', { ...values, 表彰: { 国家级: 1 } }, ['/values/表彰']],
])('what is verified for a table: %s', (_, given, pointers) => {
  const read = checkAnswer('points', { table }, { values: JSON.parse(JSON.stringify(given)) as unknown, note: '档案' });
  expect('problems' in read ? read.problems.map(({ pointer }) => pointer) : []).toEqual(pointers);
});
