import { nextDue } from '../../records/rehearsalClock';
import { digest } from '../../records/digest';
import { abreast } from '../abreast';
import type { Generated } from './generated';
import { ballotOn, contentFor, type Chance } from './likelyAnswers';
import type { OpenWindow } from './openWindows';
import { toldAs } from '../../records/sealing';
import { begin, type Play } from './play';

interface Auto extends Play {
  readonly scenario: Generated;
  readonly chance: Chance;
}

/** A standing process has no end; so many years of it are shown, and terms of office to their end. */
const years = 3;

/** Everybody does what is asked of them, as soon as it is asked, until nothing falls due any more. Returns the campaign's id. */
export async function playThrough(game: Play & { readonly scenario: Generated }): Promise<string> {
  const campaign = await begin(game);
  const terms = game.plan.stages.flatMap((stage) => (stage.stage === 'officeTerm' ? [stage.years] : []));
  const shown = years + Math.max(0, ...terms);
  const horizon = new Date(Date.parse(game.scenario.starts) + shown * 366 * 86_400_000).toISOString();
  const auto = { ...game, chance: chanceOf(game.scenario.seed) };
  for (;;) {
    await game.time.idle();
    if (await answerAll(auto)) continue;
    const due = await nextDue(game.db);
    if (due === null || due > horizon) return campaign;
    await game.time.stepTo(due);
  }
}

/** The same number for the same seed and words, spread evenly over 0 to 1. */
const chanceOf =
  (seed: number): Chance =>
  (...of) =>
    parseInt(digest([seed, ...of]).slice(0, 12), 16) / 2 ** 48;

async function answerAll(auto: Auto): Promise<boolean> {
  const windows = await auto.db
    .selectFrom('window')
    .select(['id', 'campaign_id', 'kind', 'terms', 'needs'])
    .where('closed_at', 'is', null)
    .where('kind', '<>', 'term')
    .execute();
  let done = false;
  for (const window of windows) done = (await answerOne(auto, window)) || done;
  return done;
}

/** A window that waits for somebody. */
interface Asked extends OpenWindow {
  readonly campaign_id: string;
  readonly needs: string;
}

async function answerOne(auto: Auto, window: Asked): Promise<boolean> {
  if (window.kind === 'application') return applyAll(auto, window);
  if (window.kind === 'ballot') return voteAll(auto, window);
  const owing = await auto.db
    .selectFrom('holder')
    .selectAll()
    .where('window_id', '=', window.id)
    .orderBy('subject')
    .orderBy('person_id')
    .execute();
  const tasks = [...new Set(owing.map(({ subject }) => subject))].flatMap((about) => {
    const holders = owing.filter(({ subject }) => subject === about);
    const open = holders.filter(({ answered }) => !answered);
    const needed = window.needs === 'all' ? holders.length : window.needs === 'pair' ? 2 : 1;
    return open.slice(0, Math.max(0, needed - (holders.length - open.length)));
  });
  const seated = window.kind === 'resolution' ? await firstOf(auto, window) : [];
  // Where people enter one after another, everybody scores the first before anybody scores the next.
  const { order } = window.terms;
  if (order) tasks.sort((a, b) => order.indexOf(a.subject) - order.indexOf(b.subject));
  const answer = async ({ person_id, subject }: (typeof tasks)[number]) =>
    void (await auto.hands.post(person_id, `/tasks/${window.id}/answers`, {
      subject: toldAs(window.terms, subject),
      content: contentFor(window, { person: person_id, subject, seated, chance: auto.chance }),
    }));
  await abreast(tasks, answer, order ? 1 : auto.hands.atOnce);
  return tasks.length > 0;
}

/** As many people of each post as it has vacancies. */
async function firstOf({ db }: Auto, { id, terms }: Asked): Promise<string[]> {
  const lots = await db
    .selectFrom('window')
    .innerJoin('visit_lot', 'visit_lot.visit_id', 'window.visit_id')
    .innerJoin('lot', 'lot.id', 'visit_lot.lot_id')
    .select(['lot.people', 'lot.vacancies'])
    .where('window.id', '=', id)
    .execute();
  return lots.flatMap(({ people, vacancies }) =>
    people.filter((person) => terms.subjects?.includes(person)).slice(0, vacancies),
  );
}

async function applyAll({ db, hands, scenario }: Auto, window: Asked): Promise<boolean> {
  const applied = await db.selectFrom('answer').select('person_id').where('window_id', '=', window.id).execute();
  const known = new Set(applied.map(({ person_id }) => person_id));
  const { posts } = window.terms;
  const missing = scenario.people.filter(({ name }) => {
    const post = scenario.applicants.get(name);
    return post !== undefined && !known.has(name) && (!posts || posts.includes(post));
  });
  const [channel] = window.terms.channels ?? [];
  const apply = async ({ name, facts }: (typeof missing)[number]) =>
    void (await hands.post(name, `/campaigns/${window.campaign_id}/applications`, {
      post: scenario.applicants.get(name),
      ...(channel ? { channel } : {}),
      facts,
    }));
  await abreast(missing, apply, hands.atOnce);
  return missing.length > 0;
}

async function voteAll({ db, hands, chance, scenario }: Auto, { id, terms }: OpenWindow): Promise<boolean> {
  const entitled = await db
    .selectFrom('entitlement')
    .select('person_id')
    .where('window_id', '=', id)
    .where('redeemed', '=', false)
    .where('recused', '=', false)
    .orderBy('person_id')
    .execute();
  const pool = scenario.people.filter(({ in: groups }) => groups.includes('pool')).map(({ name }) => name);
  const { paper } = terms;
  if (!paper) return false;
  const vote = ({ person_id }: { person_id: string }) =>
    hands.vote(
      person_id,
      id,
      ballotOn(paper, pool, (line) => chance(person_id, line)),
    );
  await abreast(entitled, vote, hands.atOnce);
  return entitled.length > 0;
}
