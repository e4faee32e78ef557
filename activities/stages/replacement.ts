import { seatsToReplace, takeBest } from '../../domain/arithmetic';
import type { Plan, ReplacementGround } from '../../domain/plan';
import { apart, type Lot } from '../../domain/walk';
import type { Tx } from '../../records/database';
import { leftFrom } from '../../records/departures';
import { hadTheirTurn, latest } from '../../records/earlierStages';
import { stillIn } from '../../records/people';
import { returnsSince } from '../../records/returns';
import type { Visit } from '../../records/visits';
import type { ElectionFinding } from './election';
import { criteriaOf, rankingOf, type Ranked, type RankingFinding, type Replacement } from './ranked';

/** 递补: the next of an earlier ranking, by its order, of those who have not had their turn; nobody is taken for two lots. */
export async function replace(
  tx: Tx,
  visit: Visit<'ranking'>,
  stage: Replacement,
  lot: Lot,
  done: readonly Ranked[],
): Promise<Ranked> {
  const { from, ties } = stage;
  const list = await listOf(tx, visit, from, lot.post);
  const had = await hadTheirTurn(tx, visit, [from, ...replacements(visit.plan, from)], lot.post);
  for (const person of done.flatMap(({ found }) => found.taken)) had.add(person);
  const left = await stillIn(
    tx,
    visit,
    list.map(({ person }) => person).filter((person) => !had.has(person)),
  );
  const criteria = await criteriaOf(tx, visit, stage, left, lot.post);
  const entrants = list
    .filter(({ person }) => left.includes(person))
    .map(({ person, score }) => ({ id: person, score, criteria: criteria[person] ?? {} }));
  const ranking = rankingOf(entrants);
  if (!stage.grounds && !stage.atMost) {
    const { taken, cutoff } = takeBest(entrants, { top: lot.vacancies }, lot.vacancies, ties);
    return { lot, parts: apart(lot, [['taken', taken]], 'none'), found: { ranking, taken, cutoff } };
  }
  const gone = await leftFrom(tx, visit, lot);
  const { open, barred } = await openSeats(tx, visit, stage, lot, gone, done);
  const { taken, cutoff } = open > 0 ? takeBest(entrants, { top: open }, open, ties) : { taken: [], cutoff: null };
  return {
    lot,
    parts: [
      ...(open > 0 ? apart({ ...lot, vacancies: open }, [['taken', taken]], 'none') : []),
      ...(barred > 0 ? [{ lot: lot.id, outcome: 'barred', vacancies: barred, people: [] }] : []),
    ],
    found: { ranking, taken, cutoff, barred, left: gone },
  };
}

/** The people of an earlier ranking who are above its floors, or of an election, with what they are ranked by. Who has returned since is on no list from before. */
async function listOf(
  tx: Tx,
  visit: Visit<'ranking'>,
  from: string,
  post: string,
): Promise<{ person: string; score: string }[]> {
  const earlier = await latest<RankingFinding | ElectionFinding>(tx, visit, from, post);
  const found = earlier?.content.posts[post];
  if (!found) return [];
  const hasReturned = await returnsSince(tx, visit, [earlier.visit]);
  return scored(found).filter(({ person }) => !hasReturned(earlier.visit, person));
}

function scored(found: (RankingFinding | ElectionFinding)['posts'][string]): { person: string; score: string }[] {
  if ('elected' in found) {
    const enough = found.ranking.filter((each) => each.enough);
    return enough.map(({ person, votes }) => ({ person, score: String(votes) }));
  }
  const { ranking: all, below = [] } = found;
  return all.filter(({ person }) => !below.includes(person)).map(({ person, inFull: score }) => ({ person, score }));
}

/** How many of a lot's seats the plan fills again: by what ground they were left, and by how often it has been done for the post. */
async function openSeats(
  tx: Tx,
  visit: Visit<'ranking'>,
  { from, grounds, atMost }: Replacement,
  lot: Lot,
  gone: Readonly<Record<string, ReplacementGround>>,
  done: readonly Ranked[],
) {
  const listed = Object.values(gone).filter((ground) => grounds?.includes(ground) ?? true).length;
  const seats = visit.plan.posts.find(({ id }) => id === lot.post)?.vacancies ?? 1;
  const had = await hadTheirTurn(tx, visit, replacements(visit.plan, from), lot.post);
  const now = done.filter((each) => each.lot.post === lot.post).flatMap(({ found }) => found.taken);
  return seatsToReplace({
    vacancies: lot.vacancies,
    listed,
    unlisted: Object.keys(gone).length - listed,
    most: atMost && atMost.times * (atMost.per === 'vacancy' ? seats : 1),
    before: new Set([...had, ...now]).size,
  });
}

const replacements = ({ stages }: Plan, from: string): string[] =>
  stages.flatMap((stage) =>
    stage.stage === 'ranking' && stage.form === 'replacement' && stage.from === from ? [stage.id] : [],
  );
