import { z } from 'zod';
import { rankStep as stepFor } from '../arithmetic/service';
import { addMonths, completedMonths, daysBetween, inChinese, yearOf } from '../calendar/dates';
import { factKeySchema, readFact, type FactRow, type FactSpec } from './facts';
import { MET, missing, notMet, rule } from './rule';
import { ANNUAL_REVIEW, asChoices, RANKS } from './scale';

const REVIEWS: FactSpec<'list'> = {
  key: 'annualReviews',
  title: '年度考核结果',
  type: 'list',
  columns: [
    { key: 'year', title: '年度', type: 'number' },
    { key: 'grade', title: '等次', type: 'text' },
  ],
};

/** 近三年年度考核均为合格以上: the years before the day's, or those up to `lastYear`. 合格 and 称职 are one level. */
export const annualReviewAll = rule(
  'annualReviewAll',
  {
    lastYears: z.int().min(1).max(20),
    atLeast: z.enum(['优秀', '合格', '称职', '基本合格', '基本称职']),
    lastYear: z.int().min(1949).max(2199).optional(),
  },
  {
    facts: () => [REVIEWS],
    describe: (params) => `近${params.lastYears}年年度考核均为${params.atLeast}以上`,
    test(facts, params, on) {
      const reviews = readFact(facts, REVIEWS);
      if (reviews === undefined) return missing(REVIEWS);
      const last = params.lastYear ?? yearOf(on) - 1;
      const years = Array.from({ length: params.lastYears }, (_, back) => last - back).reverse();
      const of = (year: number) => reviews.filter((review) => Number(review['year']) === year);
      const line = ANNUAL_REVIEW.height(params.atLeast) ?? Infinity;
      const short = years.flatMap(of).filter((review) => (ANNUAL_REVIEW.height(String(review['grade'])) ?? -1) < line);
      if (short.length > 0)
        return notMet(short.map((review) => `${review['year']}年度考核为${review['grade']}`).join('，'));
      return years.every((year) => of(year).length > 0) ? MET : missing(REVIEWS);
    },
  },
);

/** 近几年某项考核的等次都在所列之内: rows of year and grade, as a review keeps them, of the years before the day's or up to `lastYear`. */
export const gradesIn = rule(
  'gradesIn',
  {
    fact: factKeySchema,
    title: z.string().min(1).max(100),
    lastYears: z.int().min(1).max(20),
    in: z.array(z.string().min(1)).min(1),
    lastYear: z.int().min(1949).max(2199).optional(),
  },
  {
    facts: ({ fact, title }) => [{ ...REVIEWS, key: fact, title }],
    describe: (params) => `近${params.lastYears}年${params.title}为${params.in.join('、')}`,
    test(facts, params, on) {
      const asked: FactSpec<'list'> = { ...REVIEWS, key: params.fact, title: params.title };
      const reviews = readFact(facts, asked);
      if (reviews === undefined) return missing(asked);
      const last = params.lastYear ?? yearOf(on) - 1;
      const years = Array.from({ length: params.lastYears }, (_, back) => last - back).reverse();
      const counted = reviews.filter((review) => years.includes(Number(review['year'])));
      const short = counted.filter((review) => !params.in.includes(String(review['grade'])));
      if (short.length > 0)
        return notMet(short.map((review) => `${review['year']}年度${params.title}为${review['grade']}`).join('，'));
      return years.every((year) => counted.some((review) => Number(review['year']) === year)) ? MET : missing(asked);
    },
  },
);

const LADDERS = { management: '管理岗位', technical: '专业技术岗位' } as const;

const GRADES: FactSpec<'list'> = {
  key: 'gradeHistory',
  title: '岗位等级经历',
  type: 'list',
  columns: [
    {
      key: 'ladder',
      title: '岗位类别',
      type: 'choice',
      choices: Object.entries(LADDERS).map(([value, title]) => ({ value, title })),
    },
    { key: 'grade', title: '等级（数字越小等级越高）', type: 'number' },
    { key: 'from', title: '起', type: 'date' },
    { key: 'to', title: '止', type: 'date', optional: true },
  ],
};

/** 任管理岗位九级以上满三年: all time on this ladder at this grade or a smaller number, added up, counted once. */
export const gradeYears = rule(
  'gradeYears',
  { ladder: z.enum(['management', 'technical']), grade: z.int().min(1).max(13), years: z.int().min(0).max(50) },
  {
    facts: () => [GRADES],
    describe: (params) => `任${LADDERS[params.ladder]}${params.grade}级以上满${params.years}年`,
    test(facts, params, on) {
      const history = readFact(facts, GRADES);
      if (history === undefined) return missing(GRADES);
      const counted = history.filter((row) => row['ladder'] === params.ladder && Number(row['grade']) <= params.grade);
      const months = monthsServed(counted, on);
      if (months >= 12 * params.years) return MET;
      return notMet(`截至${inChinese(on)}，任${LADDERS[params.ladder]}${params.grade}级以上累计${inYears(months)}`);
    },
  },
);

const RANK_SINCE: FactSpec<'date'> = { key: 'rankSince', title: '任现职级时间', type: 'date' };

/** 《公开选拔规定》: one level above one's own after a full year at it, two after four, never three. `post` is the post's level. */
export const rankStep = rule(
  'rankStep',
  {
    post: z.string().min(1),
    /** Levels low to high where they are not those of Party and government organs. */
    ladder: z.array(z.string().min(1)).min(2).optional(),
    /** Months needed at one's own level for each step. Default 12 and 48. */
    months: z.array(z.int().min(0)).min(1).optional(),
  },
  {
    facts: (params) => [rankOf(params.ladder), RANK_SINCE],
    describe: (params) => `报考${params.post}职位的任职年限（高一个职级满一年，高两个职级满四年，不得高三个职级）`,
    test(facts, params, on) {
      const ladder: readonly string[] = params.ladder ?? RANKS;
      const asked = rankOf(params.ladder);
      const own = readFact(facts, asked);
      if (own === undefined) return missing(asked);
      if (!ladder.includes(params.post)) return notMet(`${params.post}不在职级序列之内`);
      const steps = ladder.indexOf(params.post) - ladder.indexOf(own);
      if (steps <= 0) return MET;
      const since = readFact(facts, RANK_SINCE);
      if (since === undefined) return missing(RANK_SINCE);
      const step = stepFor(steps, completedMonths(since, on), params.months);
      if (step.met) return MET;
      if (step.needed === null) return notMet(`现职级为${own}，与${params.post}相差${steps}个职级，不得报考`);
      return notMet(`现职级为${own}，截至${inChinese(on)}任职${inYears(step.actual)}，不满${inYears(step.needed)}`);
    },
  },
);

function rankOf(ladder: readonly string[] | undefined): FactSpec<'choice'> {
  return { key: 'rank', title: '现职级', type: 'choice', choices: asChoices(ladder ?? RANKS) };
}

// Stretches that overlap are merged, so that two posts held at once count once. Then whole months add up as people add them;
// the days left over make a month by 31, so that a single unbroken stretch stays exact to the day.
function monthsServed(rows: readonly FactRow[], on: string): number {
  const stretches = rows
    .map((row) => ({ from: String(row['from']), to: endOf(row, on) }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const merged: { from: string; to: string }[] = [];
  for (const next of stretches) {
    const current = merged.at(-1);
    if (current && next.from <= current.to) current.to = next.to > current.to ? next.to : current.to;
    else merged.push(next);
  }
  const months = merged.map(({ from, to }) => completedMonths(from, to));
  const daysLeft = merged.map(({ from, to }, index) => daysBetween(addMonths(from, months[index] ?? 0), to));
  return add(months) + Math.floor(add(daysLeft) / 31);
}

const add = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

function endOf(row: FactRow, on: string): string {
  const to = row['to'];
  return typeof to === 'string' && to < on ? to : on;
}

function inYears(months: number): string {
  const years = Math.floor(months / 12);
  const rest = months % 12;
  return `${years > 0 || rest === 0 ? `${years}年` : ''}${rest > 0 ? `${rest}个月` : ''}`;
}
