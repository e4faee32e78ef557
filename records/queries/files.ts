import type { Actor } from '../actor';
import type { Records } from '../database';
import { Refusal } from '../refusal';
import { toldAs } from '../sealing';

type Shown = 'application' | 'review' | 'recheckRequest' | 'recheck';
const shown: readonly Shown[] = ['application', 'review', 'recheckRequest', 'recheck'];

/** A person's own part in a campaign: what was handed in, how it was answered, the scores so far. Of nobody else anything. */
export async function ownFile(db: Records, actor: Actor, campaign: string) {
  const me = await db
    .selectFrom('participant as p')
    .innerJoin('campaign as c', 'c.id', 'p.campaign_id')
    .select(['c.title', 'c.status', 'p.withdrawn_at as withdrawnAt', 'p.excluded_at as excludedAt'])
    .where('p.campaign_id', '=', campaign)
    .where('p.person_id', '=', actor.id)
    .executeTakeFirst();
  if (!me) throw new Refusal('notFound', { zh: '您没有参加这项工作', en: 'You are not part of this campaign' });
  const papers = await db
    .selectFrom('answer as a')
    .innerJoin('window as w', 'w.id', 'a.window_id')
    .innerJoin('visit as v', 'v.id', 'w.visit_id')
    .select(['a.id', 'w.kind', 'w.title', 'a.content', 'a.answered_at as at'])
    .where('w.campaign_id', '=', campaign)
    .where('w.kind', 'in', shown)
    .where('v.status', '<>', 'superseded')
    .where('a.replaced', '=', false)
    .where((eb) =>
      eb.or([
        eb.and([eb('w.kind', '=', 'application'), eb('a.person_id', '=', actor.id)]),
        eb('a.subject', '=', actor.id),
      ]),
    )
    .orderBy('a.answered_at')
    .orderBy('a.id')
    .execute();
  const { title, status, ...rest } = me;
  // Of the same instant the request comes after what it asks to review.
  papers.sort((a, b) => a.at.localeCompare(b.at) || shown.indexOf(a.kind as Shown) - shown.indexOf(b.kind as Shown));
  return { campaign: { id: campaign, title, status }, ...rest, papers, scores: await ownScores(db, actor, campaign) };
}

interface Scored {
  readonly scores?: Readonly<Record<string, { readonly published: string }>>;
  readonly posts?: Readonly<
    Record<
      string,
      {
        readonly ranking: readonly { readonly person: string; readonly rank: number; readonly score: string }[];
        readonly taken: readonly string[];
      }
    >
  >;
}

/** The own line of every finding that a stage has left behind. */
async function ownScores(db: Records, actor: Actor, campaign: string) {
  const findings = await db
    .selectFrom('finding as f')
    .innerJoin('visit as v', 'v.id', 'f.visit_id')
    .select(['v.stage', 'f.content'])
    .where('v.campaign_id', '=', campaign)
    .where('v.status', '=', 'left')
    .where('f.replaced', '=', false)
    .orderBy('v.ordinal')
    .execute();
  return findings.flatMap(({ stage, content }) => {
    const { scores, posts } = content as Scored;
    const score = scores?.[actor.id];
    const place = Object.values(posts ?? {}).flatMap(({ ranking, taken }) =>
      ranking
        .filter(({ person }) => person === actor.id)
        .map((each) => ({ rank: each.rank, score: each.score, goesOn: taken.includes(actor.id) })),
    )[0];
    if (!score && !place) return [];
    return [
      { stage, score: score?.published ?? place!.score, rank: place?.rank ?? null, goesOn: place?.goesOn ?? null },
    ];
  });
}

/** The score sheets that the actor holds in a campaign, given and still to give. */
export async function ownSheets(db: Records, actor: Actor, campaign: string) {
  const sheets = await db
    .selectFrom('holder as h')
    .innerJoin('window as w', 'w.id', 'h.window_id')
    .leftJoin('person as s', 's.id', 'h.subject')
    .leftJoin('answer as a', (join) =>
      join
        .onRef('a.window_id', '=', 'h.window_id')
        .onRef('a.person_id', '=', 'h.person_id')
        .onRef('a.subject', '=', 'h.subject')
        .on('a.replaced', '=', false),
    )
    .select([
      'w.id as task',
      'w.title',
      'w.terms',
      'w.closed_at as closedAt',
      'h.subject',
      's.name',
      'a.content',
      'a.answered_at as at',
    ])
    .where('w.campaign_id', '=', campaign)
    .where('w.kind', '=', 'sheet')
    .where('h.person_id', '=', actor.id)
    .orderBy('w.opened_at')
    .orderBy('h.subject')
    .execute();
  if (sheets.length === 0)
    throw new Refusal('notFound', { zh: '这项工作中没有由您评分的内容', en: 'You have no sheets in this campaign' });
  const shownSheets = sheets.map(({ terms, subject, name, ...sheet }) => {
    const shown = toldAs(terms, subject);
    return { ...sheet, subject: shown, name: shown === subject ? name : `试卷 ${shown}`, max: terms.max ?? 100 };
  });
  // By what is shown, so that the numbers of sealed papers keep no order of people.
  return shownSheets.sort((a, b) => (a.task === b.task ? (a.subject < b.subject ? -1 : 1) : 0));
}
