import { checkAnswer, sheetScore } from '../../../domain/answers';

const terms = {
  max: 100,
  elements: [
    { name: '语言表达', max: 60 },
    { name: '综合分析', max: 40 },
  ],
};
const problems = (content: unknown, of: object = terms) => {
  const checked = checkAnswer('sheet', of, content);
  return 'problems' in checked ? checked.problems.map(({ pointer }) => pointer) : [];
};

describe('a sheet with elements', () => {
  test('has a score within its mark for each, and no others', () => {
    expect(problems({ elements: { 语言表达: '60', 综合分析: '0' } })).toEqual([]);
    expect(problems({ elements: { 语言表达: '60.5', 综合分析: '40' } })).toEqual(['/elements/语言表达']);
    expect(problems({ elements: { 语言表达: '60' } })).toEqual(['/elements/综合分析']);
    expect(problems({ elements: { 语言表达: '60', 综合分析: '40', 仪表: '1' } })).toEqual(['/elements/仪表']);
  });
  test('is not a single score, nor the other way round', () => {
    expect(problems({ score: '88' })).toEqual(['/elements']);
    expect(problems({ elements: { 语言表达: '60' } }, { max: 100 })).toEqual(['/elements']);
    expect(problems({ absent: true })).toEqual([]);
  });
  test('comes to the sum of its elements', () => {
    expect(sheetScore({ elements: { 语言表达: '52.5', 综合分析: '33' } })).toBe('85.5');
    expect(sheetScore({ score: '88' })).toBe('88');
    expect(sheetScore({ absent: true })).toBeUndefined();
  });
});
