import { checkAnswer, checkPaper, commentsOn, countPapers, type BallotPaper } from '../../../domain/answers';

const question = (text: string, ...marks: string[]) => ({ person: '', post: '', text, marks: [...marks, '弃权'] });
const paper: BallotPaper = {
  marks: [],
  everyLine: true,
  comments: true,
  lines: { overall: question('总体', '满意', '不满意'), lobbying: question('跑官要官', '不存在', '存在') },
  posts: {},
  tooMany: 'refused',
};
const answered = { overall: '满意', lobbying: '弃权' };

test('each question takes its own answers, and needs one', () => {
  expect(checkPaper(paper, answered)).toEqual([]);
  expect(checkPaper(paper, { ...answered, lobbying: '满意' })).toHaveLength(1);
  expect(checkPaper(paper, { overall: '满意' })).toHaveLength(1);
});

test('a comment is taken where there is room for it, and says something', () => {
  expect(checkPaper(paper, { ...answered, comments: '建议延长公示时间。' })).toEqual([]);
  expect(checkPaper(paper, { ...answered, comments: '长'.repeat(500) })).toEqual([]);
  expect(checkPaper(paper, { ...answered, comments: ' ' })).toHaveLength(1);
  expect(checkPaper({ ...paper, comments: false }, { ...answered, comments: '建议' })).toHaveLength(1);
});

test('a name that is written in is a name, no essay', () => {
  const blank: BallotPaper = { ...paper, lines: {}, everyLine: false, posts: { head: { most: 1, writeIns: 1 } } };
  expect(checkPaper(blank, { 'head/1': '张三' })).toEqual([]);
  expect(checkPaper(blank, { 'head/1': '长'.repeat(65) })).toHaveLength(1);
});

test('answers are counted question by question, comments are kept in no order of the papers', () => {
  const papers = [{ ...answered, comments: '乙' }, answered, { overall: '不满意', lobbying: '存在', comments: '甲 ' }];
  expect(countPapers(paper, papers)).toEqual({
    voided: 0,
    tallies: { overall: { 满意: 2, 不满意: 1 }, lobbying: { 弃权: 2, 存在: 1 } },
    writeIns: {},
  });
  expect(commentsOn(papers)).toEqual(commentsOn([...papers].reverse()));
});

test('every problem that was found has its demand, and nothing else has one', () => {
  const terms = { found: [{ id: 'a-1', stage: 'files', about: '甲', text: '学历不实' }] };
  const notice = (items: object) => checkAnswer('rectificationNotice', terms, { number: '1', items });
  expect(notice({ 'a-1': { demand: '核实' } })).toHaveProperty('answer');
  expect(notice({})).toHaveProperty('problems');
  expect(notice({ 'a-1': { demand: '核实' }, 'a-2': { demand: '核实' } })).toHaveProperty('problems');
});

test('a report lists problems only where it is asked for them', () => {
  const report = { sections: { 情况: '属实' }, problems: ['学历不实'] };
  expect(checkAnswer('taskReport', { sections: ['情况'], problems: true }, report)).toHaveProperty('answer');
  expect(checkAnswer('taskReport', { sections: ['情况'] }, report)).toHaveProperty('problems');
});
