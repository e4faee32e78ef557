import { isShare } from '../fraction';
import { asOne, perPost } from '../parts';
import type { Ask, Content, Kind, Lot, Part, Seen } from '../words';
import { overfullOn, written } from '../papers';
import { period } from './asking';
import { electorsOf } from './scoring';

interface Found {
  readonly ranking: readonly { readonly person: string; readonly votes: number; readonly rank: number; readonly enough: boolean }[]; // prettier-ignore
  readonly elected: readonly string[];
  readonly tied: readonly string[];
  readonly seatsLeft: number;
}

/** Who stands: those who are in, or of those the first of an earlier election. */
function standing(seen: Seen, lot: Lot): string[] {
  const { stage, model } = seen;
  if (stage['form'] === 'writeIn') return [];
  const people = seen.still(lot.people);
  if (typeof stage['from'] !== 'string') return people;
  const posts = model.finder(stage['from'], lot.post)?.found?.['posts'] as Record<string, Found> | undefined;
  const placed = (posts?.[lot.post]?.ranking ?? []).filter(({ person }) => people.includes(person));
  const ahead = (votes: number) => placed.filter((other) => other.votes > votes).length;
  return placed.filter(({ votes }) => ahead(votes) < Number(stage['top'] ?? lot.vacancies + 1)).map(({ person }) => person); // prettier-ignore
}

function ballot(seen: Seen): readonly Ask[] {
  const { stage } = seen;
  const lots = perPost(seen.lots).map(({ all }) => all);
  const lines = Object.fromEntries(lots.flatMap((lot) => standing(seen, lot).map((person) => [person, lot.post])));
  const most = Object.fromEntries(lots.map(({ post, vacancies }) => [post, Number(stage['choices'] ?? vacancies)]));
  const blanks = stage['form'] === 'writeIn' || stage['writeIns'] === true;
  if (!blanks && Object.keys(lines).length === 0) return [];
  const terms = { electorate: stage['electorate'], tooMany: stage['tooMany'], lines, most, blanks };
  return [{ purpose: 'ballots', kind: 'ballot', closes: 'deadline', subjects: Object.keys(lines), within: stage['within'] as never, terms }]; // prettier-ignore
}

const papersOf = (seen: Seen): readonly Content[] => {
  const box = seen.window('ballots');
  return (box?.ballots ?? []).filter((paper) => !overfullOn(box!.terms, paper));
};
const poolOf = ({ model }: Seen): string[] => Object.keys(model.roster.pool ?? {});

/** Names that nobody of the pool has: an officer says whom they mean. */
function rulings(seen: Seen): readonly Ask[] {
  const { stage, panel, lots } = seen;
  const names = lots.flatMap(({ post }) => papersOf(seen).flatMap((paper) => written(paper, post)));
  const unclear = [...new Set(names)].filter((name) => !poolOf(seen).includes(name)).sort();
  if (unclear.length === 0) return [];
  return [{ purpose: 'names', kind: 'nameRuling', closes: 'complete', needs: 'any', holders: panel(stage['officers']), subjects: unclear, terms: { pool: poolOf(seen) } }]; // prettier-ignore
}

/** Of a post how many have chosen each; whoever has left, or stands already, is not written in. */
function votesFor(seen: Seen, lot: Lot): Map<string, number> {
  const stand = standing(seen, lot);
  const [papers, ruled] = [papersOf(seen), seen.answers('names')];
  const votes = new Map(stand.map((person) => [person, papers.filter((paper) => paper[person] === '赞成').length]));
  const meant = (name: string) =>
    poolOf(seen).includes(name) ? name : ruled.find(({ about }) => about === name)?.content['person'];
  for (const paper of papers)
    for (const person of new Set(written(paper, lot.post).map(meant)) as Set<string | undefined>) {
      if (person === undefined || stand.includes(person) || seen.still([person]).length === 0) continue;
      votes.set(person, (votes.get(person) ?? 0) + 1);
    }
  return votes;
}

function result(seen: Seen, lot: Lot): Found {
  const { stage } = seen;
  const { share, of = 'present' } = (stage['win'] ?? {}) as { share?: string; of?: string };
  const cast = seen.window('ballots')?.ballots.length ?? 0;
  const whole = of === 'entitled' ? electorsOf(seen).length : of === 'valid' ? papersOf(seen).length : cast;
  const all = [...votesFor(seen, lot)].filter(([, votes]) => votes > 0);
  const ahead = (votes: number) => all.filter(([, other]) => other > votes).length;
  const enough = (votes: number) => share === undefined || isShare(votes, whole, share);
  const ranking = all.map(([person, votes]) => ({ person, votes, rank: 1 + ahead(votes), enough: enough(votes) }));
  const over = ranking.filter((each) => each.enough);
  const safe = (votes: number) => over.filter((other) => other.votes >= votes).length <= lot.vacancies;
  const elected = over.filter(({ votes }) => safe(votes)).map(({ person }) => person);
  const tied = over.filter(({ votes }) => !safe(votes) && ahead(votes) < lot.vacancies).map(({ person }) => person);
  return { ranking, elected, tied, seatsLeft: lot.vacancies - elected.length };
}

const shares = [undefined, undefined, '>1/2', '50%', '2/3'];

/** A secret vote that fills seats: the most votes of those who reach the share; equal votes at the last seat seat nobody. */
export const election: Kind = {
  make: (making) => {
    const { chance } = making;
    const writeIn = chance.happens(0.3);
    const writeIns = !writeIn && chance.happens(0.25);
    const [share, choices, turnout] = [
      chance.one(shares),
      chance.one([undefined, undefined, 1, 2]),
      chance.one(['80%', '2/3']),
    ];
    const failing = chance.happens(0.4);
    if (writeIn || writeIns) making.pool();
    const canTie = choices !== 1 || share === undefined || share === '50%';
    return {
      text: {
        form: writeIn ? 'writeIn' : 'candidates',
        electorate: making.electorate(),
        within: period(making),
        ...(choices ? { choices } : {}),
        ...(share || chance.happens(0.3) ? { win: { ...(share ? { share } : {}), of: chance.one(['entitled', 'present', 'valid']) } } : {}), // prettier-ignore
        tooMany: chance.one(['void', 'refused']),
        ...(writeIns ? { writeIns } : {}),
        ...(writeIn || writeIns ? { officers: making.panel() } : {}),
        ...(failing ? chance.one([{ turnout }, { turnoutOf: { all: turnout } }]) : {}),
        ...(making.election ? { from: making.election, ...(chance.happens(0.5) ? { top: 2 } : {}) } : {}),
        ...(making.election ? { form: 'candidates' } : {}),
      },
      outcomes: ['elected', 'none', ...(canTie ? ['tied'] : []), ...(failing ? ['turnoutNotMet'] : [])],
    };
  },
  asks: [ballot, rulings],
  conclude(seen) {
    const { stage } = seen;
    const box = seen.window('ballots');
    const [entitled, cast] = [box ? electorsOf(seen).length : 0, box?.ballots.length ?? 0];
    const turnout = (stage['turnout'] ?? (stage['turnoutOf'] as { all?: string } | undefined)?.all) as string | undefined; // prettier-ignore
    const valid = !box || turnout === undefined || isShare(cast, entitled, turnout);
    const posts: Record<string, Found> = {};
    const parts = perPost(seen.lots).flatMap(({ all, one: lot }): Part[] => {
      const { elected, tied, ranking, seatsLeft } = (posts[lot.post] = result(seen, all));
      if (!valid) return [{ ...asOne(all, 'turnoutNotMet'), lot }];
      const named = [...new Set([...standing(seen, all), ...ranking.map(({ person }) => person)])];
      const seated = elected.length > 0 ? [{ lot, outcome: 'elected', vacancies: elected.length, people: elected }] : []; // prettier-ignore
      if (seatsLeft === 0) return seated;
      const [outcome, people] = tied.length > 0 ? ['tied', tied] : ['none', named.filter((person) => !elected.includes(person))]; // prettier-ignore
      return [...seated, { lot, outcome, vacancies: seatsLeft, people }];
    });
    return { parts, found: { entitled, cast, valid, posts }, entering: parts.flatMap(({ people }) => people) };
  },
};
