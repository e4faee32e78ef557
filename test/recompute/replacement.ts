import type { Lot } from './archive';
import type { Scored } from './earlier';
import { ranked } from './numbers';
import { apart, whole, type Scene } from './scene';
import { criteriaOf, takenOf, type Taken } from './taking';
import type { Ties } from './numbers';

interface List {
  readonly ranking: readonly { person: string; inFull?: string; votes?: number; enough?: boolean }[];
  readonly below?: readonly string[];
}

/** 递补: the next of an earlier ranking or election who has not had a turn; only for the seats that the plan fills again. */
export function replacement(scene: Scene, lot: Lot, now: readonly { post: string; person: string }[]) {
  const from = scene.says('from', '');
  const ties = scene.says<Ties>('ties', 'include');
  const earlier = scene.earlier<Omit<Scored, 'posts'> & { posts: Readonly<Record<string, List>> }>(from, lot.post);
  const { ranking: all = [], below = [] } = earlier?.posts[lot.post] ?? {};
  const since = scene.finder(from, lot.post);
  const list = all
    .filter(({ person, enough }) => !below.includes(person) && enough !== false && !scene.hasReturned(person, since))
    .map(({ person, inFull, votes }) => ({ person, score: inFull ?? String(votes) }));
  const giving = scene.plan.stages
    .filter((stage) => stage.stage === 'ranking' && stage.form === 'replacement' && fromOf(stage) === from)
    .map(({ id }) => id);
  const had = [...turns(scene, [from, ...giving], lot.post), ...now.map(({ person }) => person)];
  const criteria = criteriaOf(scene, ties, lot.post);
  const still = scene.still(list.map(({ person }) => person).filter((person) => !had.includes(person)));
  const entrants = list
    .filter(({ person }) => still.includes(person))
    .map((each) => ({ ...each, criteria: criteria(each.person) }));
  const ranking = ranked(entrants, 2).map(({ person, rank, published, score }) => ({
    person,
    rank,
    score: published,
    inFull: score,
  }));
  const found = scene.found<{ posts: Readonly<Record<string, Taken>> }>().posts[lot.post]!;
  const of = (seats: number) =>
    seats === 0
      ? { taken: [], cutoff: null }
      : takenOf(scene, entrants, { take: { top: seats }, vacancies: seats, ties, places: 2, found });
  const grounds = scene.says<readonly string[] | undefined>('grounds', undefined);
  const atMost = scene.says<{ times: number; per?: string } | undefined>('atMost', undefined);
  if (!grounds && !atMost) {
    const { taken, cutoff } = of(lot.vacancies);
    return { parts: apart(lot, [['taken', taken]], 'none'), found: { ranking, taken, cutoff } };
  }
  const left = leftFrom(scene, lot);
  const unlisted = Object.values(left).filter((ground) => grounds && !grounds.includes(ground)).length;
  const listed = Object.keys(left).length - unlisted;
  const onGround = lot.vacancies - Math.min(unlisted, Math.max(0, lot.vacancies - listed));
  const seats = scene.plan.posts.find(({ id }) => id === lot.post)?.vacancies ?? 1;
  const already = [
    ...turns(scene, giving, lot.post),
    ...now.filter(({ post }) => post === lot.post).map(({ person }) => person),
  ];
  const more = atMost ? atMost.times * (atMost.per === 'vacancy' ? seats : 1) - new Set(already).size : Infinity;
  const open = Math.min(onGround, Math.max(0, more));
  const barred = lot.vacancies - open;
  const { taken, cutoff } = of(open);
  return {
    parts: [
      ...(open > 0 ? apart({ ...lot, vacancies: open }, [['taken', taken]], 'none') : []),
      ...(barred > 0 ? [{ ...whole(lot, 'barred', []), vacancies: barred }] : []),
    ],
    found: { ranking, taken, cutoff, barred, left },
  };
}

const fromOf = (stage: object): string | undefined => (stage as { from?: string }).from;

/** Everybody of a post who has come out of these stages. */
const turns = (scene: Scene, stages: readonly string[], post: string): string[] =>
  scene
    .before()
    .filter(({ stage }) => stages.includes(stage))
    .flatMap(({ left }) => left.filter((lot) => lot.post === post).flatMap(({ people }) => people));

/** Who has left these seats, and why: of the nearest lot before that had people, those who are in no lot that came of it. */
function leftFrom(scene: Scene, lot: Lot): Record<string, string> {
  let from = scene.visitBefore(lot);
  let had = from?.left.find(({ id }) => id === lot.id);
  while (had && had.people.length === 0) {
    const of: string = had.of;
    from = scene.before().find(({ left }) => left.some(({ id }) => id === of));
    had = from?.left.find(({ id }) => id === of);
  }
  if (!had) return {};
  const its = had;
  const on = scene
    .before()
    .flatMap(({ left }) => left.filter(({ of }) => of === its.id))
    .flatMap(({ people }) => people);
  const gone = its.people.filter((person) => its.id === lot.id || !on.includes(person));
  const ownWill = (person: string) => scene.hasDeclined(its, person) || scene.hasReturned(person, from);
  return Object.fromEntries(
    gone.map((person) => [person, scene.whyOut(person) ?? (ownWill(person) ? 'withdrawal' : 'result')]),
  );
}
