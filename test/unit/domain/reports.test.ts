import { checkAnswer } from '../../../domain/answers';

const pointers = (checked: ReturnType<typeof checkAnswer>): string[] =>
  'problems' in checked ? checked.problems.map(({ pointer }) => pointer) : [];
const paper = { name: '材料.pdf', sha256: 'a'.repeat(64) };

test('what is done is reported part by part, with its evidence', () => {
  const terms = { sections: ['完成情况'], evidence: true };
  const report = (content: object) => pointers(checkAnswer('itemReport', terms, { answer: 'done', ...content }));
  expect(report({})).toEqual(['/sections/完成情况', '/attachments']);
  expect(report({ sections: { 完成情况: '已完成' }, attachments: [paper] })).toEqual([]);
  expect(pointers(checkAnswer('itemReport', terms, { answer: 'carried', note: '设备未到' }))).toEqual([]);
});

test('nobody who fails a condition that may not be relaxed is found eligible', () => {
  const review = (kind: 'review' | 'recheck', answer: string, about = '甲') =>
    pointers(checkAnswer(kind, { barred: { 甲: ['年龄45周岁以下'] } }, { answer, note: '见材料' }, about));
  expect([review('review', 'eligible'), review('recheck', 'eligible')]).toEqual([['/answer'], ['/answer']]);
  expect([review('review', 'refused'), review('recheck', 'refused'), review('review', 'eligible', '乙')]).toEqual([
    [],
    [],
    [],
  ]);
});
