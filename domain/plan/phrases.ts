import type { Wording } from './problem';

const phrase = (zh: string, en: string): Wording => ({ zh, en });

/** What a value should be, in a person's words. */
export const EXPECTED = {
  identifier: phrase(
    '英文名称（字母开头，字母、数字、- 和 _，不超过 64 个字符）',
    'a name in Latin letters, digits, - and _ that starts with a letter, at most 64 characters',
  ),
  text: phrase('文字，不能为空', 'text that is not empty'),
  flag: phrase('true 或 false', 'true or false'),
  count: phrase('1 以上的整数', 'a whole number from 1'),
  target: phrase(
    '某个环节的 id，或 appointed、notConfirmed、vacant、otherMeans、cancelled 之一',
    'the id of a stage, or one of appointed, notConfirmed, vacant, otherMeans, cancelled',
  ),
  list: phrase('至少有一项的列表，如 [甲, 乙]', 'a list with at least one item, such as [a, b]'),
  map: phrase('一组“名称: 内容”', 'names with a value each'),
  classes: phrase('至少一类人员，如 {staff: 全体职工}', 'at least one class of people, such as {staff: all staff}'),
  grades: phrase(
    '至少两档分值，如 {优秀: 100, 称职: 80}',
    'at least two grades with points, such as {excellent: 100, fair: 60}',
  ),
  points: phrase('0 以上的分值', 'points from 0'),
  worth: phrase('分值，扣分写负数', 'points, negative where they are taken off'),
  worths: phrase(
    '至少一种情况的分值，如 {博士: 5, 硕士: 4}',
    'what each case is worth, such as {doctor: 5, master: 4}',
  ),
  turnouts: phrase(
    '各类人员的比例，如 {leaders: 2/3, staff: 80%}',
    'a share for each class, such as {leaders: 2/3, staff: 80%}',
  ),
  weight: phrase('大于 0 的数', 'a number above 0'),
  weights: phrase(
    '各评分环节的权重，如 {written: 40, interview: 60}',
    'the weights of scored stages, such as {written: 40, interview: 60}',
  ),
  raters: phrase(
    '至少两组评分的人，如 {leaders: {by: leaders, weight: 60}, staff: {by: staff, weight: 40}}',
    'at least two groups of raters, such as {leaders: {by: leaders, weight: 60}, staff: {by: staff, weight: 40}}',
  ),
  halls: phrase('至少两个名单，如 [judgesA, judgesB]', 'at least two panels, such as [judgesA, judgesB]'),
  elements: phrase(
    '至少两项评分要素，如 [{name: 语言表达, max: 60}, {name: 综合分析, max: 40}]',
    'at least two elements with full marks, such as [{name: speech, max: 60}, {name: analysis, max: 40}]',
  ),
  marks: phrase(
    '三种不同的符号，如 {for: ○, against: ×, abstain: 空白}',
    'three different marks, such as {for: ○, against: ×, abstain: blank}',
  ),
  maximum: phrase('1 至 10000 的满分', 'a full mark from 1 to 10000'),
  places: phrase('0 至 4 的整数', 'a whole number from 0 to 4'),
  dropped: phrase('0 以上的整数', 'a whole number from 0'),
  months: phrase('1 至 120 的整数（月）', 'a whole number of months from 1 to 120'),
  ground: phrase(
    '必查的情形，如 {text: 越级提拔, when: {rule: factTrue, …}}、{text: …, reported: 受理环节} 或 {text: …, ballot: 投票环节, mark: 不满意, atLeast: 1/3}',
    'a ground, such as {text: …, when: {rule: factTrue, …}}, {text: …, reported: an intake} or {text: …, ballot: a ballot, mark: poor, atLeast: 1/3}',
  ),
  days: phrase('天数列表，如 [60, 30, 7]', 'a list of days, such as [60, 30, 7]'),
} as const;
export type Expected = keyof typeof EXPECTED;

const share = phrase("比例，如 2/3、80% 或 '>1/2'（超过半数）", "a share, such as 2/3, 80% or '>1/2' (more than half)");
const ratio = phrase('人数与职数之比，如 3 或 3:1', 'people to vacancies, such as 3 or 3:1');

/** What the value of a key should be where its schema has several shapes. */
export const EXPECTED_AT: Readonly<Record<string, Wording>> = {
  quorum: share,
  pass: share,
  turnout: share,
  ratio,
  minutes: phrase('分钟数，或 {自我介绍: 3, 回答问题: 7}', 'minutes, or {introduction: 3, answers: 7}'),
  cut: phrase("{perVacancy: 2}、{top: 3} 或 {ratio: '3:2'}", "{perVacancy: 2}, {top: 3} or {ratio: '3:2'}"),
  atLeast: share,
  when: phrase(
    '{month: 4}、{from: 07-21, to: 08-10} 或 {times: 2}',
    '{month: 4}, {from: 07-21, to: 08-10} or {times: 2}',
  ),
  take: phrase("{perVacancy: 2}、{top: 3} 或 {ratio: '3:2'}", "{perVacancy: 2}, {top: 3} or {ratio: '3:2'}"),
  publish: phrase(
    'result，或 [names, scores, cutoff, text] 中的几项',
    'result, or some of [names, scores, cutoff, text]',
  ),
  ties: phrase('include、redo 或 {breakBy: [{by: written}]}', 'include, redo or {breakBy: [{by: written}]}'),
};

/** What the wrong types of zod are called by people. */
export const TYPE_WORDS: Readonly<Record<string, Wording>> = {
  string: phrase('文字', 'text'),
  number: phrase('数', 'a number'),
  int: phrase('整数', 'a whole number'),
  boolean: EXPECTED.flag,
  array: phrase('列表，如 [甲, 乙]', 'a list, such as [a, b]'),
  object: phrase('一组“键: 值”', 'keys with values'),
  record: EXPECTED.map,
};

/** A value as a person would point at it. */
export function found(value: unknown): Wording {
  if (value === null) return phrase('空的', 'empty');
  if (typeof value === 'string') return phrase(`“${shortened(value)}”`, `"${shortened(value)}"`);
  if (Array.isArray(value)) return phrase('一个列表', 'a list');
  if (typeof value === 'object') return phrase('一组键值', 'a group of keys');
  const plain = typeof value === 'number' || typeof value === 'boolean' ? String(value) : '无法表示的值';
  return phrase(plain, plain);
}

export const shortened = (text: string): string => (text.length > 40 ? `${[...text].slice(0, 39).join('')}…` : text);
