import { dateOf, type DateText } from '../domain/calendar';
import { testCondition } from '../domain/eligibility';
import type { StageOf } from '../domain/plan';
import { nextTenureChange, recusalConflicts, tenureOf, tenureOn, type TenureStatus } from '../domain/standing';
import type { Tx } from './database';
import { poolOf } from './pool';
import { stillIn } from './people';
import type { Reading } from './keptFacts';
import type { Visit } from './visits';

/** A line of the list: somebody with where they stand and why. */
export interface Scanned {
  readonly person: string;
  readonly status: TenureStatus | 'conflict';
  readonly reason: string;
  /** What makes the case a new one: the same words mean that it has been opened already. */
  readonly case: string;
}

export interface Scan {
  readonly list: readonly Scanned[];
  /** The next day on which the list changes by itself. */
  readonly next: DateText | undefined;
}

/** A visit of a scan, or a day on which its list is asked for. */
type On = Pick<Visit, 'campaign'> & Reading & Partial<Pick<Visit, 'before'>> & { readonly stage: StageOf<'scan'> };

/** The list of a day, worked out from what the files said then: the same one for the same day, whenever it is asked. */
export async function scanOn(tx: Tx, visit: On, on: DateText = dateOf(visit.asOf)): Promise<Scan> {
  const filed = await poolOf(tx, visit);
  const gone = await takenOut(tx, visit, Object.keys(filed));
  const pool = Object.fromEntries(Object.entries(filed).filter(([person]) => !gone.includes(person)));
  const { stage } = visit;
  if (stage.form === 'recusal') return { list: await conflictsIn(tx, visit, stage.duties, pool), next: undefined };
  const { among, due, must, exemptFrom } = stage;
  const rule = { due, must, exemptFrom };
  const looked = Object.entries(pool).flatMap(([person, facts]) => {
    const tenure = tenureOf(facts);
    const verdict = among && testCondition(among, facts, on);
    return tenure && (!verdict || ('met' in verdict && verdict.met)) ? [{ person, tenure }] : [];
  });
  const changes = looked.flatMap(({ tenure }) => nextTenureChange(rule, tenure, on) ?? []).sort();
  return {
    list: looked.map(({ person, tenure }) => {
      const { status, reason } = tenureOn(rule, tenure, on);
      return { person, status, reason, case: `${status} ${tenure.postSince}` };
    }),
    next: changes[0],
  };
}

/** Who has been taken out of the process (transferred elsewhere, say) is looked at no more. */
async function takenOut(tx: Tx, { campaign, asOf, before }: On, people: readonly string[]): Promise<string[]> {
  if (before !== undefined) {
    const still = await stillIn(tx, { campaign, before }, people);
    return people.filter((person) => !still.includes(person));
  }
  const rows = tx.selectFrom('participant').select('person_id').where('campaign_id', '=', campaign);
  return (await rows.where('excluded_at', '<=', asOf).execute()).map(({ person_id }) => person_id);
}

async function conflictsIn(
  tx: Tx,
  { campaign, asOf }: On,
  duties: Readonly<Record<string, string>>,
  pool: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Promise<Scanned[]> {
  const declared = await tx
    .selectFrom('kinship')
    .select(['person_id as person', 'kin_id as kin', 'relation'])
    .where('campaign_id', '=', campaign)
    .where('declared_at', '<=', asOf)
    .execute();
  const holders = Object.entries(pool).map(([id, { duty, leads }]) => ({
    id,
    duty: typeof duty === 'string' ? duty : null,
    leads: leads === true,
  }));
  const filed = Object.entries(pool).flatMap(([person, { kin }]) =>
    (Array.isArray(kin) ? (kin as { person?: unknown; relation?: unknown }[]) : []).map((each) => ({
      person,
      kin: String(each.person),
      relation: String(each.relation),
    })),
  );
  return recusalConflicts(duties, holders, [...filed, ...declared]).map(({ person, kin, reason }) => ({
    person,
    status: 'conflict',
    reason,
    case: `${String(pool[person]?.['duty'])} ${kin}`,
  }));
}

/** Whether a line asks for something to be done. */
export const isCase = ({ status }: Scanned): boolean => status === 'due' || status === 'must' || status === 'conflict';
