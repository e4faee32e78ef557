import type { Lot, PlanText, StageText, Visit } from './words';

/**
 * Which lots enter their stage now, by visit. Lots of one visit go on together; where all posts go together, everybody waits for
 * whoever can still come. A join takes all strands of a post, and waits for those that can still come without beginning anew at their
 * branch. When everything waits for something else, the earliest goes first, a join last.
 */
export function arriving(plan: PlanText, waiting: readonly Lot[], underWay: readonly Visit[]): (readonly Lot[])[] {
  const place = (lot: Lot) => plan.stages.findIndex(({ id }) => id === lot.to);
  const stage = stagesOf(plan);
  const isJoin = ({ to }: Lot) => stage(to)?.stage === 'join';
  const isTogether = ({ to }: Lot) => stage(to)?.together === true;
  const groups = new Map<string, Lot[]>();
  for (const lot of [...waiting].sort((a, b) => place(a) - place(b) || a.n - b.n)) {
    const key = isTogether(lot) ? lot.to : `${lot.to} ${isJoin(lot) ? lot.post : lot.from?.n}`;
    groups.set(key, [...(groups.get(key) ?? []), lot]);
  }
  const tracks = [
    ...underWay.flatMap(({ stage: { id }, lots }) => lots.map(({ post }) => ({ at: id, post, isBusy: true }))),
    ...waiting.map(({ to, post }) => ({ at: to, post, isBusy: false })),
  ];
  const lacks = ({ to, post }: Lot) =>
    tracks.some(
      (other) => other.post === post && other.at !== to && leads(plan, other.at, to, String(stage(to)!['of'])),
    );
  const waitsForOthers = ({ to }: Lot) =>
    tracks.some((other) => (other.isBusy || other.at !== to) && leads(plan, other.at, to));
  const all = [...groups.values()];
  const free = all.filter(([lot]) => !(isJoin(lot!) && lacks(lot!)) && !(isTogether(lot!) && waitsForOthers(lot!)));
  if (free.length > 0 || underWay.length > 0 || all.length === 0) return free;
  return [all.find(([lot]) => !isJoin(lot!)) ?? all[0]!];
}

const stagesOf =
  ({ stages }: PlanText) =>
  (id: string): StageText | undefined =>
    stages.find((stage) => stage.id === id);

/** Nobody waits for those who are on probation or in office, though a replacement may come of it. */
function leads(plan: PlanText, from: string, to: string, without?: string): boolean {
  const stage = stagesOf(plan);
  const isAppointed = (id: string) => ['probation', 'officeTerm'].includes(stage(id)?.stage ?? '');
  const seen = new Set(without === undefined ? [] : [without]);
  const reaches = (id: string): boolean =>
    Object.values(stage(id)?.outcomes ?? {}).some((next) => {
      if (next === to) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reaches(next);
    });
  return !(isAppointed(from) && !isAppointed(to)) && reaches(from);
}
