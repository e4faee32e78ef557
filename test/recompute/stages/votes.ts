import { frac } from '../../model/fraction';
import type { Lot } from '../archive';
import { meanOf, scoreOf, sharedBy, type Score } from '../numbers';
import { baseOf, figuresOf, pollOf, type Poll } from '../poll';
import { apart, whole, type Again, type Part, type Scene } from '../scene';

export function collectiveBallot(scene: Scene): Again {
  const form = scene.form('score');
  const poll = pollOf(scene);
  const stands = poll.valid && !poll.isVoid;
  const grades = scene.says<Record<string, number>>('grades', {});
  const yes = form === 'agreement' ? (scene.says<{ for?: string }>('marks', {}).for ?? '同意') : '推荐';
  const scores: Record<string, Score> = {};
  const shares: Record<string, string> = {};
  const vetoed: string[] = [];
  for (const [line, tally] of Object.entries(stands ? poll.tallies : {})) {
    const mean =
      form === 'score'
        ? meanOf(Object.entries(grades).flatMap(([grade, points]) => repeated(tally[grade], String(points))))
        : percentOf(poll, tally[yes]);
    if (mean && form !== 'review' && form !== 'questionnaire') scores[line] = scoreOf(mean);
    if (form !== 'agreement') continue;
    const { met, percent } = sharedBy(tally[yes] ?? 0, baseOf(poll, scene.says('of', 'valid')), scene.says('pass', ''));
    shares[line] = percent;
    if (!met) vetoed.push(line);
  }
  return {
    parts: scene.visit.lots.flatMap((lot) => left(scene, poll, lot, vetoed)),
    finding: {
      max: form === 'score' ? Math.max(...Object.values(grades)) : 100,
      ...figuresOf(poll),
      tallies: poll.tallies,
      ...(scene.says<boolean>('comments', false) && { comments: commentsIn(scene) }),
      scores,
      ...(form === 'agreement' && stands && { vetoed, shares }),
    },
  };
}

const commentsIn = (scene: Scene): number =>
  (scene.box()?.ballots ?? []).filter(({ choices }) => 'comments' in choices).length;

const repeated = (times: number | undefined, value: string): string[] => Array<string>(times ?? 0).fill(value);

const percentOf = ({ cast, voided }: Poll, votes = 0) => (cast > voided ? frac(votes * 100, cast - voided) : undefined);

function left(scene: Scene, poll: Poll, lot: Lot, vetoed: readonly string[]): Part[] {
  const still = scene.still(lot.people);
  if (poll.isVoid) return [whole(lot, 'void', still)];
  if (!poll.valid) return [whole(lot, 'turnoutNotMet', still)];
  const form = scene.form('score');
  if (form === 'agreement')
    return apart(lot, [['passed', still.filter((person) => !vetoed.includes(person))]], 'vetoed');
  if (form !== 'recommendation') return [whole(lot, 'valid', still)];
  const fromPool = scene.says<string>('among', 'lot') === 'pool';
  const ofPost = fromPool && scene.visit.lots.length > 1 ? `${lot.post}/` : '';
  const named = Object.entries(poll.tallies).flatMap(([line, marks]) =>
    (marks['推荐'] ?? 0) > 0 && line.startsWith(ofPost) ? [line.slice(ofPost.length)] : [],
  );
  const people = scene.still(named);
  return [whole(lot, people.length > 0 ? 'counted' : 'none', fromPool ? people : still)];
}

interface Placed {
  readonly person: string;
  readonly votes: number;
}
interface Election {
  readonly posts: Readonly<
    Record<string, { readonly ranking: readonly Placed[]; readonly invalid: Readonly<Record<string, unknown>> }>
  >;
}

export function election(scene: Scene): Again {
  const poll = pollOf(scene);
  const all = asPosts(scene).map((lot) => ({ lot, ...elected(scene, poll, lot) }));
  return {
    parts: all.flatMap(({ parts }) => parts),
    finding: {
      ...figuresOf(poll),
      tallies: poll.tallies,
      posts: Object.fromEntries(all.map(({ lot, found }) => [lot.post, found])),
    },
  };
}

/** Tracks of one post that have come together stand for all its seats, and leave as one of them. */
function asPosts({ visit: { lots, left } }: Scene): Lot[] {
  return [...new Set(lots.map(({ post }) => post))].map((post) => {
    const its = lots.filter((lot) => lot.post === post);
    const one = its.find(({ id }) => left.some(({ of }) => of === id)) ?? its[0]!;
    const vacancies = its.reduce((sum, lot) => sum + lot.vacancies, 0);
    return { ...one, vacancies, people: [...new Set(its.flatMap(({ people }) => people))].sort() };
  });
}

function elected(scene: Scene, poll: Poll, lot: Lot) {
  const stand = scene.form('writeIn') === 'candidates' ? candidates(scene, lot) : [];
  const yes = scene.says<{ for?: string }>('marks', {}).for ?? '赞成';
  const votes = new Map(stand.map((person) => [person, poll.tallies[person]?.[yes] ?? 0]));
  const { resolved, invalid, counted } = written(scene, poll, lot, stand);
  for (const [person, number] of counted) votes.set(person, (votes.get(person) ?? 0) + number);
  const { share, of = 'present' } = scene.says<{ share?: string; of?: string }>('win', {});
  const reach = (number: number) => (share === undefined ? undefined : sharedBy(number, baseOf(poll, of), share));
  const ranking = [...votes]
    .filter(([, number]) => number > 0)
    .map(([person, number]) => ({
      person,
      votes: number,
      rank: 1 + [...votes.values()].filter((other) => other > number).length,
      enough: reach(number)?.met ?? true,
    }));
  const over = ranking.filter(({ enough }) => enough);
  const before = (one: Placed) => over.filter((other) => other.votes > one.votes).length;
  const equal = (one: Placed) => over.filter((other) => other.votes === one.votes).length;
  const seated = over.filter((one) => before(one) + equal(one) <= lot.vacancies).map(({ person }) => person);
  const tied = over
    .filter((one) => before(one) < lot.vacancies && before(one) + equal(one) > lot.vacancies)
    .map(({ person }) => person);
  const found = {
    ranking,
    needed: reach(0)?.needed ?? 1,
    elected: seated,
    tied,
    seatsLeft: lot.vacancies - seated.length,
    resolved,
    invalid,
  };
  const named = scene.still([...stand, ...ranking.map(({ person }) => person)]);
  if (poll.isVoid) return { found, parts: [whole(lot, 'void', scene.form('writeIn') === 'writeIn' ? [] : named)] };
  if (!poll.valid) return { found, parts: [whole(lot, 'turnoutNotMet')] };
  const going = seated.filter((person) => named.includes(person));
  const rest = lot.vacancies - going.length;
  const others =
    tied.length > 0
      ? tied.filter((person) => named.includes(person))
      : named.filter((person) => !seated.includes(person));
  return {
    found,
    parts: [
      ...(going.length > 0 ? [{ ...whole(lot, 'elected', going), vacancies: going.length }] : []),
      ...(rest > 0 ? [{ ...whole(lot, tied.length > 0 ? 'tied' : 'none', others), vacancies: rest }] : []),
    ],
  };
}

/** Who has a line: everybody of the lot, or those who stood first in an earlier election. */
function candidates(scene: Scene, lot: Lot): string[] {
  const still = scene.still(lot.people);
  const from = scene.says<string | undefined>('from', undefined);
  if (from === undefined) return still;
  const first = (scene.earlier<Election>(from, lot.post)?.posts[lot.post]?.ranking ?? []).filter(({ person }) =>
    still.includes(person),
  );
  const top = scene.says('top', lot.vacancies + 1);
  return first
    .filter((one) => first.filter((other) => other.votes > one.votes).length < top)
    .map(({ person }) => person);
}

/** Names that voters wrote: whoever alone bears one, or whom an officer took it for. */
function written(scene: Scene, poll: Poll, lot: Lot, stand: readonly string[]) {
  const rulings = scene.verdicts('names');
  const unfit = scene.found<Election>().posts[lot.post]?.invalid ?? {};
  const resolved: Record<string, string> = {};
  const invalid: Record<string, { votes: number }> = {};
  const names = new Map<string, string[]>();
  for (const [name, votes] of Object.entries(poll.writeIns[lot.post] ?? {})) {
    const bearers = scene.bearers(name);
    const says = rulings.find(({ about }) => about === name)?.says as string | undefined;
    const ruled = bearers.length !== 1 && says !== 'invalid' ? says : undefined;
    const person = bearers.length === 1 ? bearers[0] : ruled;
    if (person !== undefined && person === ruled) resolved[name] = person;
    if (person === undefined || stand.includes(person)) invalid[name] = { votes };
    else if (scene.given('whether somebody whose name was written in may stand: that is in their file', name in unfit))
      invalid[name] = { votes };
    else names.set(person, [...(names.get(person) ?? []), name]);
  }
  const counted = [...names].map(([person, theirs]) => [person, poll.naming(lot.post, theirs)] as const);
  return { resolved, invalid, counted };
}
