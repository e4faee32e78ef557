import { Different } from '../archive';
import { apart, dayOf, whole, type Again, type Part, type Scene } from '../scene';

export function announcement(scene: Scene): Again {
  const title = (scene.stage as unknown as { title: string }).title;
  return {
    parts: scene.visit.lots.map((lot) => whole(lot, 'published')),
    finding: { text: scene.says('text', title) },
  };
}

export function branch(scene: Scene): Again {
  if (scene.form() === 'beside') {
    const taken = scene.says<string | undefined>('with', undefined) === 'people';
    const ways = scene.visit.lots.flatMap((lot) => [
      whole(lot, 'on'),
      { ...whole(lot, 'beside', taken ? lot.people : []), vacancies: 0 },
    ]);
    return { parts: ways, finding: null };
  }
  const posts = scene.says<string[]>('posts', []);
  return {
    parts: scene.visit.lots.map((lot) => whole(lot, posts.includes(lot.post) ? 'these' : 'others')),
    finding: null,
  };
}

/** Who has come by enough of the strands, for all the seats that have come. */
export function join(scene: Scene): Again {
  const strands = scene.says<Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>>('strands', {});
  const counts = scene.says('counts', 'all');
  const found: Record<string, unknown> = {};
  const parts = [...new Set(scene.visit.lots.map(({ post }) => post))].flatMap((post): Part[] => {
    const lots = scene.visit.lots.filter((lot) => lot.post === post);
    const by = (name: string): string[] =>
      scene.still(
        lots
          .filter((lot) => strands[name]![scene.cameFrom(lot) ?? '']?.includes(scene.arrivedBy(lot) ?? ''))
          .flatMap(({ people }) => people),
      );
    const passing = Object.fromEntries(Object.keys(strands).map((name) => [name, by(name)]));
    const times = new Map<string, number>();
    for (const person of Object.values(passing).flat()) times.set(person, (times.get(person) ?? 0) + 1);
    const least = counts === 'all' ? Object.keys(strands).length : 1;
    const passed = passing[counts] ?? [...times].filter(([, number]) => number >= least).map(([person]) => person);
    found[post] = { strands: passing, passed };
    const seated = lots.filter(({ vacancies }) => vacancies > 0);
    // Of several lots that become one, the export says which it is.
    const one = seated.find(({ id }) => id === scene.visit.left.find((left) => left.post === post)?.of) ?? seated[0]!;
    const all = { ...one, vacancies: seated.reduce((sum, { vacancies }) => sum + vacancies, 0) };
    return apart(all, [['passed', passed]], 'none');
  });
  return { parts, finding: { posts: found } };
}

export function publicNotice(scene: Scene): Again {
  const objected = [...new Set(scene.verdicts('objections').map(({ about }) => about))];
  if (scene.form('appointees') === 'intake') {
    const word = objected.length > 0 ? 'reported' : 'none';
    return { parts: scene.visit.lots.map((lot) => whole(lot, word)), finding: { objected } };
  }
  const parts = scene.visit.lots.flatMap((lot) => {
    const people = scene.still(lot.people);
    const held = people.filter((person) => objected.includes(person));
    return apart(
      lot,
      [
        ['objected', held],
        ['clear', people.filter((person) => !held.includes(person))],
      ],
      'unfilled',
    );
  });
  return { parts, finding: { objected } };
}

export function appointment(scene: Scene): Again {
  const issued = scene.verdicts('documents').map(({ about }) => about);
  const parts = scene.visit.lots.flatMap((lot) => {
    const still = scene.still(lot.people);
    // In the order in which the documents were issued.
    const seated = issued.filter((person) => still.includes(person)).slice(0, lot.vacancies);
    return apart(lot, [['appointed', seated]], 'unfilled');
  });
  return { parts, finding: { appointed: issued } };
}

export function probation(scene: Scene): Again {
  const reviews = scene.verdicts('review');
  const having = (word: string, people: readonly string[]) =>
    people.filter((person) => reviews.some(({ about, says }) => about === person && says === word));
  const words = ['notConfirmed', 'extended', 'confirmed'];
  const parts = scene.visit.lots.flatMap((lot) =>
    apart(
      lot,
      words.map((word) => [word, having(word, lot.people)] as const),
      'notConfirmed',
    ),
  );
  return { parts, finding: Object.fromEntries(reviews.map(({ about, says }) => [about, says])) };
}

export function officeTerm(scene: Scene): Again {
  const years = Array.from({ length: 11 }, (_, index) => index + 1);
  const reviews = years.flatMap((year) =>
    scene.verdicts(`review${year}`).map(({ about, says }) => ({ person: about, year, grade: says as string })),
  );
  const dismissing = scene.says<string[]>('dismissing', []);
  const dismissed = reviews.filter(({ grade }) => dismissing.includes(grade)).map(({ person }) => person);
  const parts = scene.visit.lots.flatMap((lot) => {
    const out = lot.people.filter((person) => dismissed.includes(person));
    return apart(
      lot,
      [
        ['dismissed', out],
        ['served', scene.still(lot.people).filter((person) => !out.includes(person))],
      ],
      'dismissed',
    );
  });
  const of = (who: string) =>
    reviews.filter(({ person }) => person === who).map(({ year, grade }) => ({ year, grade }));
  const people = scene.visit.lots.flatMap((lot) => lot.people);
  return { parts, finding: { reviews: Object.fromEntries(people.map((person) => [person, of(person)])) } };
}

export function task(scene: Scene): Again {
  if (scene.form('report') === 'signing') return signing(scene);
  const done = scene.verdicts('tasks').map(({ about }) => about);
  const parts = scene.visit.lots.flatMap((lot) =>
    lot.people.length === 0 || scene.says<string | undefined>('about', undefined) !== undefined
      ? [whole(lot, 'done', scene.still(lot.people))]
      : apart(lot, [['done', scene.still(lot.people).filter((person) => done.includes(person))]], 'unfilled'),
  );
  return { parts, finding: { done } };
}

/** A paper that anybody does not sign is not signed. */
function signing(scene: Scene): Again {
  const signatures = scene.verdicts('tasks');
  const dissented = [...new Set(signatures.filter(({ says }) => says === 'dissented').map(({ about }) => about))];
  const parts = scene.visit.lots.map((lot) => whole(lot, dissented.includes(lot.post) ? 'dissented' : 'signed'));
  return { parts, finding: { signatures: signatures.length, dissented } };
}

export function subcampaign(scene: Scene): Again {
  const found = scene.given(
    'whom a campaign of its own brought: that one has an export of its own',
    scene.found<{ campaign: string | null; people: Record<string, string[]> }>(),
  );
  const parts = scene.visit.lots.flatMap((lot) => {
    const people = found.people[lot.post] ?? [];
    if (people.length > lot.vacancies) throw new Different(`more people came back for ${lot.post} than it has seats`);
    return apart(lot, [['filled', people]], 'none');
  });
  return { parts, finding: found };
}

interface Turn {
  readonly planned: unknown;
  readonly status: string;
  readonly on: string;
  readonly campaign?: string;
  readonly brought?: object;
}

/** One turn of an item: done or carried, late or not. When its turn is, the calendar and the plan's recurrence say. */
export function item(scene: Scene): Again {
  const [lot] = scene.visit.lots;
  const scheduled = (scene.question('report') ?? scene.question('start'))?.scheduled;
  if (!scheduled) {
    scene.given('that no further turn of an item comes: recurrences are not worked out here', null);
    return { parts: [whole(lot!, 'ended')], finding: null };
  }
  const found = scene.given(
    'when the turn of an item was planned, and the day on which what was not done lapsed',
    scene.found<Turn>(),
  );
  const [given] = scene.verdicts('report');
  // What is attached as evidence is counted after the word.
  const [word, ...attached] = [given?.says ?? 'carried'].flat() as string[];
  // A campaign that was started for it has an export of its own.
  const status = found.campaign === undefined ? word! : found.status;
  const on = given && found.campaign === undefined ? (given.on ?? dayOf(given.at)) : found.on;
  const { from, to } = scheduled;
  const follows = scene.says<string | undefined>('follows', undefined);
  const last = scene.lastTime<Turn>(lot!) ?? (follows === undefined ? undefined : scene.lastTime<Turn>(lot!, follows));
  const carriedOver = last?.status === 'carried';
  return {
    parts: [whole(lot!, status)],
    finding: {
      item: lot!.post,
      planned: found.planned,
      from,
      to,
      carriedOver,
      status,
      on,
      late: on > to,
      ...(attached.length > 0 && { evidence: attached.length }),
      ...(found.campaign !== undefined && { campaign: found.campaign, brought: found.brought }),
    },
  };
}

interface Scan {
  readonly list: Readonly<Record<string, { status: string }>>;
  readonly cases: Readonly<Record<string, string>>;
  readonly waiting?: readonly string[];
}

/** Whose case is a new one: it was not there the last time, or was another. Who is still walked for an earlier one waits. */
export function scan(scene: Scene): Again {
  const [lot] = scene.visit.lots;
  const {
    list,
    cases,
    waiting = [],
  } = scene.given('who is on the list of a scan: that is in their files', scene.found<Scan>());
  const due = Object.keys(list).filter((person) => ['due', 'must', 'conflict'].includes(list[person]!.status));
  const before = scene.lastTime<Scan>(lot!)?.cases ?? {};
  const should = due.filter((person) => !waiting.includes(person) || before[person] !== undefined);
  if ([...should].sort().join() !== Object.keys(cases).sort().join())
    throw new Different('the cases are not those of the list');
  if (waiting.some((person) => !due.includes(person) || before[person] !== cases[person]))
    throw new Different('who waits with a new case has another than before');
  const opened = due.filter((person) => before[person] !== cases[person]);
  const twice = opened.find((person) => scene.isWalked(person)) ?? waiting.find((person) => !scene.isWalked(person));
  if (twice !== undefined) throw new Different(`${twice} has two cases at a time, or waits for none`);
  const again = { ...whole(lot!, 'again', []), vacancies: 1 };
  return {
    parts: opened.length > 0 ? [{ ...whole(lot!, 'found', opened), vacancies: opened.length }, again] : [again],
    finding: { list, cases, opened, ...(waiting.length > 0 && { waiting }) },
  };
}
