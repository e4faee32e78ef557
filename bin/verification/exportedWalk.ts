import type { Plan, StageType } from '../../domain/plan';
import type { Tx } from '../../records/database';
import { findingsIn, visitsIn } from '../../records/verificationRows';
import type { Documents } from './documents';
import { shownFinding } from './exportedFindings';
import type { Pseudonyms } from './pseudonyms';

interface LeftLot {
  readonly id: string;
  readonly post: string;
  readonly vacancies: number;
  readonly people: string[];
  readonly from: string | null;
  readonly of: string | null;
  readonly outcome: string | null;
  readonly to: string;
  readonly superseded: boolean;
}

/** Every visit with the lots that came to it, those that left it, and what was found. */
export async function visitsOf(
  tx: Tx,
  campaign: string,
  nameOf: Pseudonyms,
  plans: readonly { readonly version: number; readonly plan: Plan }[],
): Promise<Documents['visits.json']> {
  const findings = await findingsIn(tx, campaign);
  const lots = await lotsOf(tx, campaign, nameOf);
  const typeOf = (version: number, stage: string): StageType =>
    plans.find((each) => each.version === version)!.plan.stages.find(({ id }) => id === stage)!.stage;
  const shown = ({ id, post, vacancies, people }: LeftLot) => ({ id, post, vacancies, people });
  return (await visitsIn(tx, campaign)).map(
    ({ id, stage, plan_version, status, entered_at, left_at, lots: inside }) => {
      const its = findings.filter(({ visit_id }) => visit_id === id);
      const found = ({ content }: { content: unknown }) => shownFinding(typeOf(plan_version, stage), content, nameOf);
      return {
        id,
        stage,
        plan: plan_version,
        status,
        enteredAt: entered_at,
        leftAt: left_at,
        lots: (inside ?? [])
          .map((each) => lots.get(each)!)
          // A correction may have undone one of the lots of a visit that stands.
          .filter(({ superseded }) => status === 'superseded' || !superseded)
          .map(shown)
          .sort(byId),
        left: [...lots.values()]
          .filter((each) => each.from === id && !each.superseded)
          .map((each) => ({
            ...shown(each),
            of: each.of === null ? '' : lots.get(each.of)!.id,
            outcome: each.outcome ?? '',
            to: each.to,
          })),
        finding: its.filter(({ replaced }) => !replaced).map(found)[0] ?? null,
        earlierFindings: its.filter(({ replaced }) => replaced).map(found),
      };
    },
  );
}

const byId = (a: { id: string }, b: { id: string }): number => a.id.localeCompare(b.id, 'en', { numeric: true });

/** Lots under numbers of their own: their ids are made of who is in them. */
async function lotsOf(tx: Tx, campaign: string, nameOf: Pseudonyms): Promise<ReadonlyMap<string, LeftLot>> {
  const rows = await tx
    .selectFrom('lot')
    .leftJoin('visit', 'visit.id', 'lot.from_visit')
    .selectAll('lot')
    .where('lot.campaign_id', '=', campaign)
    .orderBy('visit.ordinal', (order) => order.asc().nullsFirst())
    .orderBy('lot.post')
    .orderBy('lot.outcome')
    .orderBy('lot.id')
    .execute();
  return new Map(
    rows.map(({ id, post, vacancies, people, from_visit, from_lot, outcome, stage, result, superseded }, index) => [
      id,
      {
        id: `lot-${index + 1}`,
        post,
        vacancies,
        people: people.map(nameOf).sort(),
        from: from_visit,
        of: from_lot,
        outcome,
        to: stage ?? result ?? '',
        superseded,
      },
    ]),
  );
}
