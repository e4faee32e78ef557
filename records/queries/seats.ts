import type { Plan, ResultWord } from '../../domain/plan';

interface LotRow {
  readonly id: string;
  readonly post: string;
  readonly vacancies: number;
  readonly people: readonly string[];
  readonly from_visit: string | null;
  readonly from_lot: string | null;
  readonly outcome: string | null;
  readonly stage: string | null;
  readonly result: ResultWord | null;
  readonly superseded: boolean;
}

/** One vacancy: how it ended (null: not yet), who has it, and the stages that it went through. */
export interface Seat {
  readonly result: ResultWord | null;
  readonly person: string | null;
  readonly path: readonly string[];
}

const unfilled: readonly ResultWord[] = ['vacant', 'otherMeans', 'cancelled'];

/** How every vacancy of every post stands, from the lots that nothing has followed. */
export function postsOf(
  plan: Plan,
  lots: readonly LotRow[],
  visits: readonly { readonly id: string; readonly stage: string; readonly status: string }[],
  entered: readonly { readonly visit_id: string; readonly lot_id: string }[],
): { id: string; title: string; seats: Seat[] }[] {
  const lotOf = new Map(lots.map((lot) => [lot.id, lot]));
  const visitOf = new Map(visits.map((visit) => [visit.id, visit]));
  const followed = new Set(
    lots
      .filter(({ superseded, from_visit }) => !superseded && from_visit !== null)
      .map(({ from_visit }) => from_visit!),
  );

  const pathTo = (lot: LotRow): string[] => {
    const visit = lot.from_visit === null ? undefined : visitOf.get(lot.from_visit);
    if (!visit) return [];
    const before = lot.from_lot === null ? undefined : lotOf.get(lot.from_lot);
    return [...(before ? pathTo(before) : []), visit.stage];
  };
  const isOver = (lot: LotRow) =>
    entered.some(
      ({ lot_id, visit_id }) => lot_id === lot.id && visitOf.get(visit_id)?.status === 'left' && followed.has(visit_id),
    );
  const last = lots.filter((lot) => !lot.superseded && !isOver(lot));
  return plan.posts.map(({ id, title }) => ({
    id,
    title,
    seats: last
      .filter(({ post }) => post === id)
      .flatMap((lot): Seat[] => {
        const path = pathTo(lot);
        // Who was still in when the seat ended without anybody does not sit on it.
        const unseated = lot.people.length > lot.vacancies || (lot.result !== null && unfilled.includes(lot.result));
        return Array.from({ length: lot.vacancies }, (_, seat) => ({
          result: lot.result,
          person: unseated ? null : (lot.people[seat] ?? null),
          path,
        }));
      }),
  }));
}
