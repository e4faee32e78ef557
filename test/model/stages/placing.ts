import { order, type Frac } from '../fraction';
import { asOne } from '../parts';
import type { Content, Kind, Lot, Seen } from '../words';
import { period } from './asking';
import { placesOf, publishedIn } from './ranking';

/** Lots of posts that are not dropped, and who stands for none of them. */
function moving({ stage, lots, still }: Seen) {
  const standing = lots.filter(({ outcome }) => !(stage['dropped'] as string[]).includes(outcome ?? ''));
  const staying = standing.flatMap(({ people }) => people);
  return { standing, movers: still().filter((person) => !staying.includes(person)) };
}

const postsOf = ({ lots }: Seen, person: string) =>
  lots.filter(({ people }) => people.includes(person)).map(({ post }) => post);

/** From the best down, each has the dearest wish that was free before anybody of the same score came. */
function byRank(seen: Seen): Record<string, string | null> {
  const people = seen.still();
  const scores = new Map<string, Frac>(
    people.map((person) => [person, publishedIn(seen, String(seen.stage['score']), postsOf(seen, person)[0]!, person)]),
  );
  const wishesOf = (person: string): string[] => {
    const windows = seen.model.visits
      .filter(({ status, leftAs }) => status !== 'superseded' && (leftAs ?? Infinity) < (seen.visit.leftAs ?? Infinity))
      .flatMap(({ windows: its }) => [...its.values()]);
    const given = windows
      .filter(({ kind }) => kind === 'application')
      .flatMap(({ answers }) => answers.filter(({ by, stands }) => by === person && stands));
    const { post, wishes = [] } = (given.at(-1)?.content ?? {}) as { post?: string; wishes?: string[] };
    return [post ?? '', ...wishes].filter((each) => postsOf(seen, person).includes(each));
  };
  const taken: Record<string, string | null> = {};
  const isFree = (lot: Lot) =>
    Object.values(taken).filter((post) => post === lot.post).length < placesOf(seen.stage['take'] as never, lot.vacancies); // prettier-ignore
  for (let left = people; left.length > 0;) {
    const best = left.filter((one) => left.every((other) => order(scores.get(one)!, scores.get(other)!) >= 0));
    const free = seen.lots.filter(isFree).map(({ post }) => post);
    for (const person of best) taken[person] = wishesOf(person).find((post) => free.includes(post)) ?? null;
    left = left.filter((person) => !best.includes(person));
  }
  return taken;
}

function byBody(seen: Seen): Record<string, string | null> {
  const given = new Map(seen.answers('assignments').map(({ about, content }) => [about, content['post'] as string]));
  return Object.fromEntries(
    seen.still().map((person) => {
      const [only, more] = postsOf(seen, person);
      return [person, given.has(person) ? given.get(person)! : more === undefined ? only! : null];
    }),
  );
}

export const assignment: Kind = {
  make: (making) => {
    const { chance, several, scored, posts } = making;
    const common = { together: true, within: period(making) };
    if (!several) {
      const silence = chance.happens(0.5) ? { silence: chance.one(posts) } : {};
      return {
        text: { ...common, form: 'choice', dropped: ['short', 'below', 'dropped'], ...silence },
        outcomes: ['settled', 'dropped'],
      };
    }
    if (scored.length === 0) return { text: { ...common, form: 'byBody', by: making.panel() }, outcomes: ['settled', 'none'] }; // prettier-ignore
    const take = chance.one([{ perVacancy: 1 }, { perVacancy: 2 }, { ratio: '3:2' }] as Content[]);
    return {
      text: { together: true, form: 'byRank', score: chance.one(scored), take },
      outcomes: ['settled', 'none'],
    };
  },
  asks: [
    (seen) => {
      if (seen.stage['form'] !== 'choice') return [];
      const { standing, movers } = moving(seen);
      const posts = [...new Set(standing.map(({ post }) => post))];
      if (movers.length === 0) return [];
      return [
        {
          purpose: 'postChoices',
          kind: 'postChoice',
          closes: 'deadline',
          pairs: movers.map((person) => [person, person] as const),
          within: seen.stage['within'] as never,
          terms: { openTo: Object.fromEntries(movers.map((person) => [person, posts])) },
        },
      ];
    },
    (seen) => {
      if (seen.stage['form'] !== 'byBody') return [];
      const subjects = seen.still().filter((person) => postsOf(seen, person).length > 1);
      if (subjects.length === 0) return [];
      return [
        {
          purpose: 'assignments',
          kind: 'assignment',
          closes: 'complete',
          needs: 'any',
          holders: seen.panel(seen.stage['by']),
          subjects,
          within: seen.stage['within'] as never,
          terms: { openTo: Object.fromEntries(subjects.map((person) => [person, postsOf(seen, person)])) },
        },
      ];
    },
  ],
  conclude(seen) {
    const { stage, lots, still } = seen;
    if (stage['form'] !== 'choice') {
      const assigned = stage['form'] === 'byRank' ? byRank(seen) : byBody(seen);
      const parts = lots.map((lot) => {
        const people = lot.people.filter((person) => assigned[person] === lot.post);
        return asOne(lot, people.length > 0 ? 'settled' : 'none', people);
      });
      return { parts, found: { assigned } };
    }
    const { standing, movers } = moving(seen);
    const said = new Map(seen.answers('postChoices').map(({ about, content }) => [about, content['post']]));
    const assigned: Record<string, unknown> = {};
    for (const person of movers) {
      const post = said.has(person) ? said.get(person) : stage['silence'];
      assigned[person] = standing.some((lot) => lot.post === post) ? post : null;
    }
    const parts = lots.map((lot) => {
      if (!standing.includes(lot)) return asOne(lot, 'dropped', []);
      const first = standing.find(({ post }) => post === lot.post) === lot;
      const coming = first ? movers.filter((person) => assigned[person] === lot.post) : [];
      return asOne(lot, 'settled', still([...lot.people, ...coming]));
    });
    return { parts, found: { assigned } };
  },
};
