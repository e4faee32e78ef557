import { dateOf, inChinese } from '../../domain/calendar';
import type { Plan } from '../../domain/plan';
import type { Report } from './report';

const results: Readonly<Record<string, string>> = {
  appointed: '任职',
  notConfirmed: '试用不合格',
  vacant: '空缺',
  otherMeans: '其他方式产生',
  cancelled: '取消',
  completed: '办结',
  nominated: '推荐提名',
};

/** A rehearsal as a dated story for people. */
export function story(plan: Plan, report: Report): string {
  const titleOf = (id: string | null) => plan.stages.find((stage) => stage.id === id)?.title ?? '';
  const days = new Map<string, string[]>();
  for (const { at, stage, what } of report.timeline) {
    const day = dateOf(at);
    const line = `  ${timeOf(at)} ${[titleOf(stage), what].filter(Boolean).join('：')}`;
    days.set(day, [...(days.get(day) ?? []), line]);
  }
  const seats = report.posts.flatMap(({ id, seats: all }) => {
    const post = plan.posts.find((each) => each.id === id)?.title ?? id;
    return all.map(
      ({ result, person }) =>
        `  ${post}：${result === null ? '未定' : (results[result] ?? result)}${person ? `（${person}）` : ''}`,
    );
  });
  const expectations = report.expectations.map(
    ({ text, held, found }) => `  ${held ? '✓' : '✗'} ${text}${held ? '' : `（实际：${JSON.stringify(found)}）`}`,
  );
  return [
    `《${plan.title}》演练：${report.scenario}`,
    ...[...days].flatMap(([day, lines]) => ['', inChinese(day), ...lines]),
    '',
    '结果',
    ...seats,
    ...(expectations.length > 0 ? ['', '预期', ...expectations] : []),
    '',
    `虚拟时间 ${inChinese(dateOf(report.virtualFrom))}—${inChinese(dateOf(report.virtualTo))}，实际用时 ${report.realSeconds} 秒；全程纪实 ${report.record.entries} 条。`,
    '',
  ].join('\n');
}

const timeOf = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16);
