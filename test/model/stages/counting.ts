import { exactly, floor, frac, order, over, plus, printed, read, times, type Frac } from '../fraction';
import { asOne } from '../parts';
import type { Content, Kind } from '../words';
import { aboutEverybody, period } from './asking';

interface Line {
  readonly name: string;
  readonly words?: Readonly<Record<string, number>>;
  readonly each?: number;
  readonly every?: number;
  readonly over?: number;
  readonly counts?: Readonly<Record<string, number>>;
  readonly take?: string;
  readonly max?: number;
}
const lines: readonly Line[] = [
  { name: '学历', words: { 博士: 6, 硕士: 4.5 } },
  { name: '年限', each: 0.5, every: 2, over: 3, max: 2 },
  { name: '论文', each: 1.25 },
  { name: '表彰', counts: { 国家级: 5, 省级: 3 }, take: 'best' },
  { name: '奖励', counts: { 甲等: 2, 乙等: 1.5 }, max: 4 },
  { name: '处分', counts: { 警告: -2, 记过: -40 } },
];
const nought = frac(0);
const signed = (worth: number): Frac => (worth < 0 ? times(frac(-1), read(-worth)) : read(worth));
const least = (a: Frac, b: Frac) => (order(a, b) < 0 ? a : b);

function worthOf({ words, counts, each = 0, every, over: above = 0, take, max }: Line, value: unknown): Frac {
  const bounded = (worth: Frac) => (max === undefined ? worth : least(worth, read(max)));
  if (words) return bounded(signed(words[String(value)] ?? 0));
  if (counts) {
    const had = Object.entries(value as Record<string, number>).filter(([, n]) => n > 0);
    const worths = had.map(([kind, n]) => times(signed(counts[kind]!), frac(take === 'best' ? 1 : n)));
    if (take !== 'best') return bounded(worths.reduce(plus, nought));
    return bounded(worths.sort((a, b) => order(b, a))[0] ?? nought);
  }
  const beyond = plus(read(String(value)), signed(-above));
  if (order(beyond, nought) <= 0) return nought;
  return bounded(times(read(each), every === undefined ? beyond : frac(floor(over(beyond, read(every))))));
}

export const points: Kind = {
  make: (making) => {
    const some = making.chance.some(lines, 0.5);
    const items = some.length > 0 ? some : lines.slice(0, 1);
    return {
      text: { by: making.panel(), within: period(making), max: making.chance.one([8, 20, 100]), items },
      outcomes: ['scored', 'none'],
    };
  },
  asks: [aboutEverybody('points', 'points', 'by')],
  conclude(seen) {
    const max = Number(seen.stage['max']);
    const scores: Record<string, Content> = {};
    for (const { about, content } of seen.answers('points')) {
      const values = content['values'] as Content;
      const sum = (seen.stage['items'] as Line[]).map((line) => worthOf(line, values[line.name])).reduce(plus, nought);
      const score = order(sum, nought) < 0 ? nought : least(sum, read(max));
      scores[about] = { published: printed(score), inFull: exactly(score) };
    }
    const parts = seen.lots.map((lot) => {
      const scored = seen.still(lot.people).filter((person) => scores[person]);
      return asOne(lot, scored.length > 0 ? 'scored' : 'none', scored);
    });
    return { parts, found: { max, scores } };
  },
};
