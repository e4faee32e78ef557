import { resultWords, type ResultWord } from '../domain/plan';
import type { Part } from '../domain/walk';
import { atClock, json, type Tx } from './database';
import { canonical, keyOf } from './digest';
import { keepFacts, type KeptFact } from './keptFacts';
import { queueLetters, type LetterKind } from './letters';
import { enterFromPool } from './pool';
import { append } from './process-record';
import { reopenReaders } from './reopening';
import { supersedeLots, withdrawWindows } from './superseding';
import type { Visit } from './visits';
import { wakeWatchers } from './settling';
import { wakeAwaiting } from './underWay';

/** What a stage concludes: how its lots leave, what it found (recomputable from the answers), whom it writes to. */
export interface Conclusion {
  readonly parts: readonly Part[];
  readonly finding?: unknown;
  readonly facts?: readonly KeptFact[];
  /** People who come in by this stage (elected by write-in, nominated, recommended, found by a scan): entered from the pool, who is in already is left alone. */
  readonly entering?: readonly string[];
  readonly letters?: readonly {
    readonly purpose: string;
    readonly letter: LetterKind;
    readonly to: readonly string[];
    readonly terms?: Readonly<Record<string, unknown>>;
  }[];
}

/**
 * Leaves a visit with its conclusion. A visit that is walked anew after a correction (`stale`) and comes to the same parts
 * keeps everything that followed from it; what followed from a part that is no longer so is superseded.
 */
export async function leaveVisit(
  tx: Tx,
  visit: Visit,
  { parts, finding, facts, entering = [], letters = [] }: Conclusion,
): Promise<void> {
  await enterFromPool(tx, visit, entering);
  await queueLetters(tx, ...letters.map((each) => ({ visit: visit.id, campaign: visit.campaign, ...each })));
  if (finding !== undefined) await keepFinding(tx, visit, finding);
  const changed = facts ? await keepFacts(tx, visit, facts) : [];
  if (visit.before !== null) await reopenReaders(tx, visit, changed);
  await withdrawWindows(tx, visit.campaign, visit.id);
  if (facts?.length) await wakeWatchers(tx, visit.campaign);

  const before = visit.before === null ? [] : await lotsFrom(tx, visit.id);
  const [standing, undone] = [before.filter((lot) => !lot.superseded), before.filter((lot) => lot.superseded)];
  const made = lotsOf(visit, parts, new Set(undone.map(({ id }) => id)));
  const gone = standing.filter(({ id }) => !made.some((lot) => lot.id === id));
  if (gone.length > 0) await undo(tx, visit, gone, made);
  await tx
    .insertInto('lot')
    .values(made)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  await queueLetters(tx, ...endings(visit, made));
  await tx.updateTable('visit').set({ status: 'left', left_at: visit.asOf }).where('id', '=', visit.id).execute();
  const content = made.map(({ post, outcome, vacancies, people }) => ({ post, outcome, vacancies, people }));
  if (visit.status === 'open' || gone.length > 0)
    await append(tx, visit.campaign, [
      { kind: 'visitLeft', actor: null, visit: visit.id, subject: visit.stage.id, content },
    ]);
  if (visit.plan.stages.some(({ stage }) => stage === 'scan')) await wakeAwaiting(tx, visit.campaign);
}

const lotsFrom = (tx: Tx, visit: string) =>
  tx.selectFrom('lot').select(['id', 'people', 'superseded']).where('from_visit', '=', visit).execute();

const withoutAppointment: readonly ResultWord[] = ['vacant', 'otherMeans', 'cancelled'];

/** Who was still in when a post ended without them is told so. */
const endings = (visit: Visit, made: readonly Made[]) =>
  made.flatMap(({ id, post, people, result }) =>
    result !== null && withoutAppointment.includes(result)
      ? [
          {
            visit: visit.id,
            campaign: visit.campaign,
            purpose: `ended:${id}`,
            letter: 'ended' as const,
            to: people,
            terms: { post, result },
          },
        ]
      : [],
  );
type Made = ReturnType<typeof lotsOf>[number];

/** Undoes what no longer follows from a visit, and tells those who are out by it. */
async function undo(
  tx: Tx,
  visit: Visit,
  gone: readonly { readonly id: string; readonly people: readonly string[] }[],
  made: readonly { readonly people: readonly string[] }[],
): Promise<void> {
  const ids = gone.map(({ id }) => id);
  await supersedeLots(tx, visit.campaign, ids);
  const out = gone
    .flatMap(({ people }) => people)
    .filter((person) => !made.some(({ people }) => people.includes(person)));
  await queueLetters(tx, {
    visit: visit.id,
    campaign: visit.campaign,
    purpose: `corrected:${ids.join()}`,
    letter: 'corrected',
    to: out,
  });
}

/**
 * A lot's id is the digest of the visit that it leaves, the lot that it was part of, and how it leaves. One that was undone is
 * never taken up again, its successor counts one more.
 */
function lotsOf(visit: Visit, parts: readonly Part[], undone: ReadonlySet<string>) {
  return parts.map(({ lot, outcome, vacancies, people }) => {
    const to = (visit.stage.outcomes as Record<string, string>)[outcome];
    if (to === undefined) throw new Error(`stage ${visit.stage.id} has no edge for ${outcome}`);
    const result = (resultWords as readonly string[]).includes(to) ? (to as ResultWord) : null;
    const { post } = visit.lots.find(({ id }) => id === lot)!;
    const sorted = [...people].sort();
    let id: string;
    let round = 0;
    do id = keyOf('lot', visit.id, lot, outcome, vacancies, sorted, round++);
    while (undone.has(id));
    return {
      id,
      campaign_id: visit.campaign,
      post,
      vacancies,
      people: sorted,
      from_visit: visit.id,
      from_lot: lot,
      outcome,
      stage: result ? null : to,
      result,
    };
  });
}

async function keepFinding(tx: Tx, visit: Visit, finding: unknown): Promise<void> {
  const known = visit.before === null ? undefined : await findingOf(tx, visit.id);
  if (known && canonical(known.content) === canonical(finding)) return;
  if (known)
    await tx
      .updateTable('finding')
      .set({ replaced: true })
      .where('visit_id', '=', visit.id)
      .where('replaced', '=', false)
      .execute();
  await tx
    .insertInto('finding')
    .values({ visit_id: visit.id, content: json(finding), found_at: atClock })
    .execute();
  await append(tx, visit.campaign, [
    { kind: 'found', actor: null, visit: visit.id, subject: visit.stage.id, content: finding },
  ]);
}

const findingOf = (tx: Tx, visit: string) =>
  tx
    .selectFrom('finding')
    .select('content')
    .where('visit_id', '=', visit)
    .where('replaced', '=', false)
    .executeTakeFirst();
