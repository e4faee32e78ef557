import { Different, type Lot, type Sheet } from '../archive';
import { scoresFrom } from '../earlier';
import { exactly, frac, order, over, plus, read, times, total, type Frac } from '../../model/fraction';
import { best, meanOf, scoreOf, shareIn, sharedBy, type Score, type Take } from '../numbers';
import { whole, type Again, type Scene } from '../scene';

interface Trim {
  readonly high: number;
  readonly low: number;
}

interface Group {
  readonly group: string | null;
  readonly weight: number;
  readonly trim: Trim | undefined;
}
type Means = Readonly<Record<string, Readonly<Record<string, Frac>>>>;

export function scoredAssessment(scene: Scene): Again {
  const max = scene.says('max', 100);
  const means = meansOf(scene, max);
  const weights = new Map(groupsOf(scene).map(({ group, weight }) => [group ?? 'all', weight]));
  const raw = Object.fromEntries(
    Object.entries(means).map(([person, its]) => {
      const points = Object.entries(its).map(([group, mean]) => times(mean, read(weights.get(group)!)));
      return [person, over(total(points), total(Object.keys(its).map((group) => read(weights.get(group)!))))];
    }),
  );
  const scaled = scaledBy(scene, raw, means, max);
  const scores = shown(scaled?.values ?? raw);
  const agreed = agreementOf(scene, means);
  const word = agreed && !agreed.met && scene.says<{ gate?: boolean }>('agreement', {}).gate ? 'disagreed' : 'scored';
  const parts = scene.visit.lots.map((lot) => {
    if (scene.isItself(lot)) return whole(lot, scores[lot.post] ? word : 'none');
    const scored = scene.still(lot.people).filter((person) => scores[person]);
    return whole(lot, scored.length > 0 ? word : 'none', scored);
  });
  const people = scene.subjects();
  const inGroups = (['raters', 'divided'] as const).some((key) => scene.says<object | undefined>(key, undefined));
  const { draw } = scene.found<{ draw?: Draw }>();
  return {
    parts,
    finding: {
      max,
      scores,
      absent: people.filter((person) => !scores[person]),
      ...(inGroups && { groups: Object.fromEntries(Object.entries(means).map(([who, its]) => [who, shown(its)])) }),
      ...(agreed && { agreement: agreed }),
      ...(scaled && { scaled: scaled.found }),
      ...(draw && { draw: drawn(scene, draw, people) }),
    },
  };
}

const shown = (values: Readonly<Record<string, Frac>>): Record<string, Score> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, scoreOf(value)]));

/** What each group of raters gave everybody; nobody of whom a group gave too few sheets. Of several panels each scores its own people. */
function meansOf(scene: Scene, max: number): Means {
  const groups = groupsOf(scene);
  const sheets = standing(scene, max);
  const isDivided = scene.says<object | undefined>('divided', undefined) !== undefined;
  const of = (person: string) => {
    const each = groups.map(({ group, trim }) => {
      const its = sheets.filter((sheet) => sheet.about === person && sheet.group === group);
      return { group: group ?? 'all', trim, scores: its.flatMap(({ score }) => score ?? []) };
    });
    const own = isDivided ? each.filter((group) => group.scores.length > 0) : each;
    if (isDivided && own.length > 1) throw new Different(`${person} was scored by more than one panel`);
    return own.map(({ group, trim, scores }) => [group, meanOf(scores, trim)] as const);
  };
  const all = scene.subjects().map((person) => [person, of(person)] as const);
  const scored = all.filter(([, its]) => its.length > 0 && its.every(([, mean]) => mean !== undefined));
  return Object.fromEntries(scored.map(([person, its]) => [person, Object.fromEntries(its) as Record<string, Frac>]));
}

/** The scores of several panels on one scale, by the means of the panels. */
function scaledBy(scene: Scene, raw: Readonly<Record<string, Frac>>, means: Means, max: number) {
  const scale = scene.says<{ scale?: string }>('divided', {}).scale;
  if (scale === undefined) return undefined;
  const panelOf = (person: string) => Object.keys(means[person]!)[0]!;
  const people = Object.keys(raw);
  const meanBy = (its: readonly string[]) =>
    over(total(its.map((person) => raw[person]!)), frac(Math.max(1, its.length)));
  const all = meanBy(people);
  const panels = Object.fromEntries(
    [...new Set(people.map(panelOf))].map((panel) => [panel, meanBy(people.filter((each) => panelOf(each) === panel))]),
  );
  const on = (person: string): Frac => {
    const [score, own] = [raw[person]!, panels[panelOf(person)]!];
    if (scale === 'difference') return plus(plus(score, all), frac(-own.n, own.d));
    return own.n === 0n ? score : times(score, over(all, own));
  };
  const within = (value: Frac): Frac =>
    order(value, read(0)) < 0 ? read(0) : order(value, read(max)) > 0 ? read(max) : value;
  const { formula } = scene.found<{ scaled: { formula: string } }>().scaled;
  return {
    values: Object.fromEntries(people.map((person) => [person, within(on(person))])),
    found: { formula, mean: scoreOf(all), panels: shown(panels), raw: shown(raw) },
  };
}

function groupsOf(scene: Scene): readonly Group[] {
  const trim = scene.says<Trim | undefined>('trim', undefined);
  const { among } = scene.says<{ among?: readonly string[] }>('divided', {});
  if (among) return among.map((group) => ({ group, weight: 100, trim }));
  const raters = scene.says<Record<string, { weight: number; trim?: Trim }> | undefined>('raters', undefined);
  if (!raters) return [{ group: null, weight: 100, trim }];
  return Object.entries(raters).map(([group, each]) => ({ group, weight: each.weight, trim: each.trim }));
}

/** The sheets that count: each in the place of those that it replaces, its elements adding up, within the full mark, one a judge. */
function standing(scene: Scene, max: number): readonly Sheet[] {
  const all = scene.sheets();
  const elements = scene.says<{ name: string; max: number }[]>('elements', []);
  for (const { id, score, elements: its, replaced } of all) {
    if (replaced !== all.some(({ replaces }) => replaces === id))
      throw new Different(`${id} is ${replaced ? '' : 'not '}replaced`);
    if (its && score !== exactly(total(Object.values(its).map(read))))
      throw new Different(`the elements of ${id} are not its score`);
    if (its && elements.some((each) => order(read(its[each.name] ?? '-1'), read(each.max)) > 0))
      throw new Different(`${id} is beyond an element's full mark`);
    if (score !== null && order(read(score), read(max)) > 0) throw new Different(`${id} is beyond the full mark`);
  }
  const sheets = all.filter(({ replaced, recused }) => !replaced && !recused);
  const places = sheets.map(({ judge, about, group }) => `${judge} ${about} ${group}`);
  if (new Set(places).size < places.length) throw new Different('a judge has scored somebody twice');
  return sheets;
}

interface Draw {
  readonly seed: string;
  readonly order?: readonly string[];
  readonly raters?: Readonly<Record<string, { among: number; drawn: readonly string[] }>>;
  readonly dealt?: Readonly<Record<string, readonly string[]>>;
}

function drawn(scene: Scene, draw: Draw, people: readonly string[]): Draw {
  const strange = draw.order?.find((person) => !people.includes(person));
  if (strange) throw new Different(`${strange} has a place in the order of a stage that they are not in`);
  const raters = scene.says<Record<string, { drawn?: { count: number } }>>('raters', {});
  for (const [group, { among, drawn: its }] of Object.entries(draw.raters ?? {}))
    if (its.length !== Math.min(among, raters[group]!.drawn!.count))
      throw new Different(`${its.length} raters of ${group} were drawn`);
  const sizes = Object.values(draw.dealt ?? {}).map((its) => its.length);
  if (sizes.length > 0 && Math.max(...sizes) - Math.min(...sizes) > 1)
    throw new Different(`${sizes.join(' and ')} people were dealt to the panels`);
  return scene.given(
    'who was drawn by lot: the seed is published, but the lots are made of ids, for which pseudonyms stand',
    draw,
  );
}

/** The share of people whom every group, ranking by its own means, puts on the same side of the cut. */
function agreementOf(scene: Scene, means: Means) {
  const rule = scene.says<{ cut: Take; atLeast: string } | undefined>('agreement', undefined);
  if (!rule) return undefined;
  const apartIn = ({ people, vacancies }: Lot) => {
    const judged = people.filter((person) => means[person]);
    const groups = [...new Set(judged.flatMap((person) => Object.keys(means[person]!)))];
    const within = groups.map(
      (group) =>
        best(
          judged.map((person) => ({ person, score: exactly(means[person]![group]!) })),
          rule.cut,
          vacancies,
        ).taken,
    );
    return judged.filter((person) => new Set(within.map((taken) => taken.includes(person))).size > 1);
  };
  const people = scene.visit.lots.flatMap((lot) => lot.people.filter((person) => means[person]));
  const differing = scene.visit.lots.flatMap(apartIn);
  const { formula } = scene.found<{ agreement: { formula: string } }>().agreement;
  return { formula, apart: differing, ...sharedBy(people.length - differing.length, people.length, rule.atLeast) };
}

export function grading(scene: Scene): Again {
  const bands = scene.says<Record<string, number>>('bands', {});
  const caps = scene.says<Record<string, string>>('caps', {});
  const unfit = scene.says<string[]>('unfit', []);
  const scores: Record<string, { published: string }> = {};
  for (const { post, people } of scene.visit.lots)
    for (const person of scene.still(people)) {
      const score = scoresFrom(scene, scene.says('from', ''), post).of(person);
      if (score) scores[person] = { published: score.published };
    }
  const words = Object.keys(bands).sort((a, b) => bands[b]! - bands[a]!);
  const value = (person: string) => read(scores[person]!.published);
  const grades: Record<string, string> = {};
  for (const person of Object.keys(scores))
    grades[person] = words.find((word) => order(value(person), read(bands[word]!)) >= 0) ?? words.at(-1)!;
  // So many at most have a grade; of more, the lowest fall to the next, equal ones together.
  for (const [index, word] of words.slice(0, -1).entries()) {
    const cap = caps[word];
    if (cap === undefined) continue;
    const { strict, line } = shareIn(cap);
    const fits = (number: number) => {
      const side = order(frac(number), times(line, frac(Object.keys(scores).length)));
      return strict ? side < 0 : side <= 0;
    };
    const held = Object.keys(grades)
      .filter((person) => grades[person] === word)
      .sort((a, b) => order(value(b), value(a)));
    const over = held.find((_, at) => !fits(at + 1));
    if (over) for (const person of held) if (order(value(person), value(over)) <= 0) grades[person] = words[index + 1]!;
  }
  const parts = scene.visit.lots.flatMap((lot) => {
    const here = scene.still(lot.people).filter((person) => grades[person]);
    const out = here.filter((person) => unfit.includes(grades[person]!));
    const rest = here.filter((person) => !out.includes(person));
    // The fit come first: an unfit person has a seat where there is one too many for them.
    const seats = lot.vacancies > rest.length ? Math.min(out.length, lot.vacancies - rest.length) : 0;
    const others = { ...whole(lot, rest.length > 0 ? 'graded' : 'none', rest), vacancies: lot.vacancies - seats };
    if (out.length === 0) return [others];
    const unfitOnes = { ...whole(lot, 'unfit', out), vacancies: seats };
    return rest.length > 0 || others.vacancies > 0 ? [unfitOnes, others] : [unfitOnes];
  });
  return { parts, finding: { grades, scores } };
}

export function scoreCheck(scene: Scene): Again {
  const checks = scene.verdicts('scoreChecks').map(({ about, says }) => [about, says]);
  return {
    parts: scene.visit.lots.map((lot) => whole(lot, 'checked', scene.still(lot.people))),
    finding: { checked: Object.fromEntries(checks) as unknown },
  };
}
