import type { Plan } from '../../domain/plan';
import { appliesTo } from '../../domain/eligibility';
import { dateOf } from '../../domain/calendar';
import type { BallotPaper, Terms } from '../../domain/answers';
import type { Records } from '../../records/database';
import { toldAs } from '../../records/sealing';
import { nextDue } from '../../records/rehearsalClock';
import type { Hands } from './hands';
import { likelyFacts } from './likelyFacts';
import { filled, type OpenWindow } from './openWindows';
import type { Cast, Scenario } from './scenario';
import type { VirtualTime } from './virtualTime';

/** A number from 0 to 1 for a seed and a name: the same every time. */
export type Chance = (...of: readonly string[]) => number;

/** `--people N`: N applicants a post, panels and electorates as the plan asks, and nobody who stands in the way. */
export function generatedScenario(
  plan: Plan,
  people: number,
  starts: string,
): Scenario & { readonly applicants: ReadonlyMap<string, string> } {
  const panels = Object.entries(plan.panels).flatMap(([id, { min = 3, max, outside = 0 }]) => {
    const size = Math.max(min, Math.min(max ?? 3, 7));
    return Array.from({ length: size }, (_, index): Cast => ({
      name: `${id}-${index + 1}`,
      in: [id],
      roles: [],
      facts: {},
      ...(index < outside ? { outside: true } : {}),
    }));
  });
  const electors = Object.entries(plan.electorates).flatMap(([id, { classes }]) =>
    Object.keys(classes).flatMap((group) =>
      Array.from({ length: 10 }, (_, index): Cast => ({
        name: `${id}-${group}-${index + 1}`,
        in: [`${id}/${group}`],
        roles: [],
        facts: {},
      })),
    ),
  );
  const on = dateOf(starts);
  // Without open registration people come from the pool.
  const groups = plan.stages.some(({ stage }) => stage === 'registration') ? [] : ['pool'];
  const applicants = plan.posts.flatMap((post) => {
    const facts = likelyFacts(
      plan.conditions.filter((condition) => appliesTo(condition, post.id)),
      on,
    );
    return Array.from({ length: people }, (_, index) => ({
      post: post.id,
      cast: { name: `${post.id}-${index + 1}`, in: groups, roles: [], facts } satisfies Cast,
    }));
  });
  return {
    title: `每个职位 ${people} 人报名`,
    starts,
    people: [...panels, ...electors, ...applicants.map(({ cast }): Cast => cast)].map(
      ({ name, in: groups, facts, outside }) => ({ name, in: [...groups], roles: [], facts, outside }),
    ),
    acts: [],
    expect: [],
    lineOf: () => 0,
    applicants: new Map(applicants.map(({ post, cast }) => [cast.name, post])),
  };
}

interface Auto {
  readonly db: Records;
  readonly hands: Hands;
  readonly time: VirtualTime;
  readonly campaign: string;
  readonly scenario: ReturnType<typeof generatedScenario>;
  readonly chance: Chance;
}

/** Everybody does what is asked of them, as soon as it is asked, until the campaign ends. */
export async function playThrough(auto: Auto): Promise<void> {
  for (;;) {
    await auto.time.idle();
    if (await answerAll(auto)) continue;
    const due = await nextDue(auto.db);
    if (due === null) return;
    await auto.time.stepTo(due);
  }
}

async function answerAll(auto: Auto): Promise<boolean> {
  const windows = await auto.db
    .selectFrom('window')
    .select(['id', 'visit_id', 'kind', 'terms', 'needs'])
    .where('campaign_id', '=', auto.campaign)
    .where('closed_at', 'is', null)
    .where('kind', '<>', 'term')
    .execute();
  let done = false;
  for (const window of windows) done = (await answerOne(auto, window)) || done;
  return done;
}

async function answerOne(auto: Auto, window: OpenWindow & { readonly needs: string }): Promise<boolean> {
  if (window.kind === 'application') return applyAll(auto, window);
  if (window.kind === 'ballot') return voteAll(auto, window);
  const owing = await auto.db
    .selectFrom('holder')
    .selectAll()
    .where('window_id', '=', window.id)
    .orderBy('subject')
    .orderBy('person_id')
    .execute();
  const answered = new Set(owing.filter(({ answered: already }) => already).map(({ subject }) => subject));
  const first = new Map(
    owing.map((holder) => [window.needs === 'all' ? `${holder.subject} ${holder.person_id}` : holder.subject, holder]),
  );
  const tasks = [...first.values()].filter(({ subject, answered: already }) =>
    window.needs === 'all' ? !already : !answered.has(subject),
  );
  await inParallel(tasks, ({ person_id, subject }) =>
    auto.hands.post(person_id, `/tasks/${window.id}/answers`, {
      subject: toldAs(window.terms, subject),
      content: contentFor(window, person_id, subject, auto.chance),
    }),
  );
  return tasks.length > 0;
}

async function applyAll({ db, hands, campaign, scenario }: Auto, window: OpenWindow): Promise<boolean> {
  const applied = await db.selectFrom('answer').select('person_id').where('window_id', '=', window.id).execute();
  const known = new Set(applied.map(({ person_id }) => person_id));
  const missing = scenario.people.filter(({ name }) => scenario.applicants.has(name) && !known.has(name));
  await inParallel(missing, ({ name, facts }) =>
    hands.post(name, `/campaigns/${campaign}/applications`, { post: scenario.applicants.get(name), facts }),
  );
  return missing.length > 0;
}

async function voteAll({ db, hands, chance, scenario }: Auto, { id, terms }: OpenWindow): Promise<boolean> {
  const entitled = await db
    .selectFrom('entitlement')
    .select('person_id')
    .where('window_id', '=', id)
    .where('redeemed', '=', false)
    .orderBy('person_id')
    .execute();
  const pool = scenario.people.filter(({ in: groups }) => groups.includes('pool')).map(({ name }) => name);
  const { paper } = terms;
  if (!paper) return false;
  const grades = paper.marks.slice(0, -1);
  await inParallel(entitled, async ({ person_id }) => {
    const { credential } = await hands.post<{ credential: string }>(person_id, `/ballots/${id}/credentials`);
    const choices = paper.everyLine
      ? Object.fromEntries(
          Object.keys(paper.lines).map((line) => [
            line,
            grades[Math.floor(chance(person_id, line) * Math.min(2, grades.length))],
          ]),
        )
      : chosenOn(paper, pool);
    await hands.post(null, `/ballots/${id}/votes`, { credential, choices });
  });
  return entitled.length > 0;
}

/** The answer that carries the plan on; scores differ from person to person. */
function contentFor(window: OpenWindow, person: string, subject: string, chance: Chance): Record<string, unknown> {
  const { kind, terms } = window;
  switch (kind) {
    case 'sheet': {
      const of = (max: number) =>
        (max * (0.6 + 0.35 * chance('ability', subject) + 0.05 * chance(person, subject))).toFixed(1);
      return terms.elements
        ? { elements: Object.fromEntries(terms.elements.map(({ name, max }) => [name, of(max)])) }
        : { score: of(terms.max ?? 100) };
    }
    case 'points':
      return filled(window, { values: Object.fromEntries((terms.table ?? []).map(valueFor)) });
    case 'check':
      return terms.checked
        ? { items: Object.fromEntries(terms.checked.map((name) => [name, 'passed'])) }
        : { answer: 'passed' };
    case 'questions':
      return {
        posts: Object.fromEntries(
          (terms.posts ?? []).map((post) => [
            post,
            Array.from({ length: terms.count ?? 1 }, (_, n) => `第 ${n + 1} 题`),
          ]),
        ),
      };
    case 'resolution':
      return filled(window, {
        ...(terms.ranked ? { departs: '综合考虑' } : {}),
        present: 'all',
        votes: Object.fromEntries((terms.subjects ?? []).map((each) => [each, [terms.entitled?.length ?? 0]])),
      });
    case 'deliberation':
      return filled(window, {});
    case 'report':
      return filled(window, { suitable: true });
    case 'motion':
      return { answer: 'agreed', ...headcountFor(terms.vacancies) };
    case 'comparison':
      return filled(window, { order: terms.peopleOf?.[subject] ?? [] });
    case 'gateChoice':
      return { answer: terms.choices?.[0], note: '经研究决定' };
    case 'postChoice':
    case 'assignment':
      return { post: terms.openTo?.[subject]?.[0] ?? null };
    case 'scoreCheck':
      return { answer: 'stands', note: '核对无误' };
    case 'talk':
      return { answer: 'accepted', by: person, on: '2026-01-01' };
    case 'document':
      return { number: `任〔2026〕${subject}`, issuedOn: '2026-01-01' };
    case 'roll':
      return { present: terms.entitled };
    case 'nameRuling':
      return { invalid: '名册中没有此人' };
    case 'paperCount':
      return paperCountFor(terms);
    case 'nominations':
      return nominationsFor(terms);
    case 'contract':
      return {
        number: `聘〔2026〕${subject}`,
        issuedOn: '2026-01-01',
        from: '2026-01-01',
        until: '2028-12-31',
        goals: '见聘任合同',
      };
    case 'campaignStart':
      return {};
    case 'annualReview':
      return { grade: terms.words?.[0] };
    case 'inquiry':
      return { answer: 'notUpheld', note: '查无实据' };
    case 'recheck':
      return { answer: 'eligible', note: '复核合格' };
    default:
      return { answer: yes[kind] ?? 'agreed' };
  }
}

/** Of words the first, of units five, of kinds one each. */
const valueFor = ({ name, words, counts }: NonNullable<Terms['table']>[number]): [string, unknown] => [
  name,
  words ? Object.keys(words)[0] : counts ? Object.fromEntries(Object.keys(counts).map((kind) => [kind, 1])) : '5',
];

const headcountFor = (vacancies: Readonly<Record<string, number>> | undefined): Record<string, unknown> =>
  vacancies
    ? {
        headcount: Object.fromEntries(
          Object.entries(vacancies).map(([post, seats]) => [post, { approved: seats, filled: 0 }]),
        ),
      }
    : {};

const yes: Readonly<Record<string, string>> = {
  review: 'eligible',
  invitation: 'accepted',
  presence: 'witnessed',
  opinion: 'noObjection',
  signature: 'signed',
  probationReview: 'confirmed',
};

/** Everybody chooses the same people, as many as the paper allows: the first on it, or of the pool when names are written in. */
function chosenOn({ lines, posts, marks, favour }: BallotPaper, pool: readonly string[]): Record<string, string> {
  const mark = favour ?? marks[0]!;
  const numbers = new Map<string, number>();
  const chosen: Record<string, string> = {};
  const next = (post: string) => {
    const number = (numbers.get(post) ?? 0) + 1;
    if (number > (posts[post]?.most ?? Infinity)) return 0;
    numbers.set(post, number);
    return number;
  };
  for (const [line, { post }] of Object.entries(lines)) if (next(post) > 0) chosen[line] = mark;
  for (const [post, { writeIns }] of Object.entries(posts))
    for (const person of pool.filter((name) => name.startsWith(`${post}-`)).slice(0, writeIns)) {
      const number = next(post);
      if (number > 0) chosen[`${post}/${number}`] = person;
    }
  return chosen;
}

/** Everybody of ten voters a class came and chose the first on the paper. */
function paperCountFor({ paper, classes = [] }: Terms): Record<string, unknown> {
  const chosen = paper ? chosenOn(paper, []) : {};
  const tallies = Object.fromEntries(
    Object.keys(paper?.lines ?? {}).map((line) => [line, { [chosen[line] ?? paper!.marks.at(-1)!]: 10 }]),
  );
  const group = { issued: 10, returned: 10, valid: 10, void: 0, tallies };
  return {
    heldOn: '2026-01-01',
    present: 10 * classes.length,
    classes: Object.fromEntries(classes.map((name) => [name, group])),
  };
}

function nominationsFor({ among = {}, upTo = {} }: Terms): Record<string, unknown> {
  const taken = new Set<string>();
  const nominees = Object.entries(upTo).flatMap(([post, most]) =>
    (among[post] ?? [])
      .filter((person) => !taken.has(person))
      .slice(0, most)
      .map((person) => (taken.add(person), { post, person, reason: '符合条件' })),
  );
  const none = Object.keys(upTo).filter((post) => !nominees.some((each) => each.post === post));
  return { nominees, none: Object.fromEntries(none.map((post) => [post, '没有合适人选'])) };
}

/** A few at a time, as people are. */
async function inParallel<T>(all: readonly T[], one: (each: T) => Promise<unknown>): Promise<void> {
  const left = [...all];
  const hand = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await one(next);
  };
  await Promise.all(Array.from({ length: 6 }, hand));
}
