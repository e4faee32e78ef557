import { isDeepStrictEqual } from 'node:util';
import { stringify } from 'yaml';
import { find, tell, type Act } from './acts';
import { chanceOf } from './chance';
import { chooseActs, endingActs } from './choice';
import { Model } from './model';
import { randomSetting, type Setting } from './plans';
import { Real, type Found, type Ground } from './real';
import { kinds } from './stages';
import type { Lot, Visit } from './words';

/** Where model and product differ, after which acts. */
export interface Divergence {
  readonly seed: number;
  readonly setting: Setting;
  readonly acts: readonly Act[];
  readonly what: string;
}

/** How many times people choose what to do before the campaign is brought to its end. */
const choices = 16;
/** What moves people without the walker. */
const steering = ['cancel', 'close', 'correct', 'suspend', 'resume'];
let campaigns = 0;

export interface Walked {
  readonly divergence: Divergence | null;
  readonly setting: Setting;
  readonly acts: readonly Act[];
}

/**
 * Walks one random campaign, in the model and by the product side by side. After every act both must have taken or refused it for
 * the same reason, and everybody must stand at the same place; at the end everything that was found must be the same.
 *
 * @param given acts to be done instead of those that the seed chooses; what cannot be done is left out
 */
export async function walkSequence(
  ground: Ground,
  seed: number,
  starts: number,
  given?: readonly Act[],
): Promise<Walked> {
  const chance = chanceOf(seed);
  const name = `m${seed}x${++campaigns}`;
  const setting = randomSetting(chance, kinds, 'n');
  const named = renamed(setting, name);
  const model = new Model(setting.plan, setting.roster, kinds, starts);
  const acts: Act[] = [];
  const diverged = (what: string): Walked => ({ divergence: { seed, setting, acts, what }, setting, acts });
  const real = await Real.start(ground, named.setting, name);
  const look = async () => JSON.parse(named.plain(JSON.stringify(await real.visits()))) as Found[];
  let visits = await look();
  let difference = differenceOf(model, visits);
  if (difference) return diverged(difference);

  const queue: Act[] = [...(given ?? [])];
  for (let left = given ? 0 : choices; !model.over();) {
    if (queue.length === 0) {
      queue.push(...(left > 0 ? chooseActs(model, setting, chance) : endingActs(model)));
      left--;
      if (left < -300) return diverged('it does not come to an end');
    }
    const act = queue.shift()!;
    const before = placed(model, visits, act);
    const expected = tell(model, act);
    if (expected === undefined) continue;
    acts.push(act);
    const doing = act.does === 'wait' ? real.waitUntil(model.now) : real.do(named.act(act), before ?? '');
    const got = await doing.catch((error: unknown) => String(error));
    if (got !== expected) return diverged(`${act.does}: ${got ?? 'taken'} instead of ${expected ?? 'taken'}`);
    if (!real.looked && !steering.includes(act.does)) continue;
    real.looked = false;
    visits = await look();
    difference = differenceOf(model, visits);
    if (difference) return diverged(difference);
  }
  const status = await real.status();
  return status === model.status
    ? { divergence: null, setting, acts }
    : diverged(`the campaign is ${status} instead of ${model.status}`);
}

/** The id of the window that an act goes to. */
function placed(model: Model, visits: readonly Found[], act: Act): string | undefined {
  if (!('visit' in act)) return undefined;
  const [visit] = find(model, act);
  const found = visit && visits[pairs(model, visits).get(visit)!];
  return found?.windows?.find(({ purpose }) => purpose === act.purpose)?.id;
}

const lotText = ({ post, vacancies, people }: Pick<Lot, 'post' | 'vacancies' | 'people'>): string =>
  `${post}×${vacancies}(${[...people].sort().join(' ')})`;

/** Which visit of the rows is which of the model: by stage and people, the same ones by the order of entering. */
function pairs(model: Model, visits: readonly Found[]): Map<Visit, number> {
  const named = (stage: string, lots: readonly Pick<Lot, 'post' | 'vacancies' | 'people'>[]) =>
    `${stage} ${lots.map(lotText).sort().join(' ')}`;
  const places = new Map<string, number[]>();
  visits.forEach(({ stage, lots }, index) => {
    const key = named(stage, lots);
    places.set(key, [...(places.get(key) ?? []), index]);
  });
  return new Map(model.visits.map((visit) => [visit, places.get(named(visit.stage.id, visit.lots))?.shift() ?? -1]));
}

/** In what the rows and the model differ, in words; null: in nothing. */
function differenceOf(model: Model, visits: readonly Found[]): string | null {
  const paired = pairs(model, visits);
  const told = (visit: Visit) => `${visit.stage.stage} ${visit.stage.id} ${visit.lots.map(lotText).join(' ')}`;
  for (const [visit, index] of paired) {
    const its = visits[index];
    if (!its)
      return `nobody has entered ${told(visit)}; the visits are ${visits.map(({ stage, lots }) => `${stage} ${lots.map(lotText).join(' ')}`).join(', ')}`;
    if (its.status !== visit.status) return `${told(visit)} is ${its.status} instead of ${visit.status}`;
    const asks = (its.windows ?? []).filter(({ open }) => open).map(({ purpose }) => purpose).sort(); // prettier-ignore
    const should = [...visit.windows.values()].filter(({ closed }) => closed === null).map(({ purpose }) => purpose).sort(); // prettier-ignore
    if (asks.join() !== should.join())
      return `${told(visit)} asks ${asks.join() || 'nothing'} instead of ${should.join() || 'nothing'}`;
    const left = (its.left ?? []).map((lot) => `${lotText(lot)} ${lot.outcome} → ${lot.to}`).sort();
    const leaves = model.lots.filter(({ from, gone }) => from === visit && !gone).map((lot) => `${lotText(lot)} ${lot.outcome} → ${lot.to}`).sort(); // prettier-ignore
    if (left.join() !== leaves.join())
      return `${told(visit)} leaves as ${left.join() || 'nothing'} instead of ${leaves.join() || 'nothing'}`;
    const wrong = visit.found && visit.status !== 'superseded' ? unlike(visit.found, its.finding) : null;
    if (wrong) return `${told(visit)} found ${wrong}`;
  }
  return visits.length === model.visits.length ? null : `${visits.length} visits instead of ${model.visits.length}`;
}

/** Where the rows say otherwise than the model; what only the rows say is not held against them. Names in a list have no order. */
function unlike(model: unknown, rows: unknown, path = ''): string | null {
  if (model === null || typeof model !== 'object')
    return isDeepStrictEqual(model, rows)
      ? null
      : `${path} ${JSON.stringify(rows)} instead of ${JSON.stringify(model)}`;
  if (Array.isArray(model)) {
    const [should, is] = [inOrder(model), Array.isArray(rows) ? inOrder(rows) : []];
    if (should.length !== is.length) return `${path} ${JSON.stringify(rows)} instead of ${JSON.stringify(model)}`;
    return should.map((each, index) => unlike(each, is[index], `${path}.${index}`)).find(Boolean) ?? null;
  }
  const entries = Object.entries(model).filter(([key]) => key !== 'full');
  const deeper = entries.map(([key, value]) =>
    unlike(value, (rows as Record<string, unknown> | null)?.[key], `${path}.${key}`),
  );
  const more = ['.scores', '.gates', '.votes'].includes(path) && Object.keys(rows ?? {}).length !== entries.length;
  return deeper.find(Boolean) ?? (more ? `${path} ${JSON.stringify(rows)} instead of ${JSON.stringify(model)}` : null);
}

const keyOf = (each: unknown): string => (typeof each === 'string' ? each : (each as { person: string }).person);
const inOrder = (list: readonly unknown[]) => [...list].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

/** In the rows people of different campaigns have names of their own. */
function renamed(setting: Setting, name: string) {
  const change = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll('"n-', `"${name}-`)) as T;
  return { setting: change(setting), act: change<Act>, plain: (text: string) => text.replaceAll(`${name}-`, 'n-') };
}

/** Leaves out one act after the other for as long as what remains still diverges. */
export async function shrink(
  ground: () => Promise<Ground>,
  starts: number,
  divergence: Divergence,
): Promise<Divergence> {
  let least = divergence;
  for (let place = 0; place < least.acts.length;) {
    const fewer = least.acts.filter((_, index) => index !== place);
    const { divergence: still } = await walkSequence(await ground(), divergence.seed, starts, fewer);
    if (still && still.acts.length < least.acts.length) least = still;
    else place++;
  }
  return least;
}

/** For the person who has to find out why. */
export const told = ({ seed, setting, acts, what }: Divergence): string =>
  [
    `seed ${seed}: ${what}`,
    stringify(setting.plan),
    JSON.stringify({ roster: setting.roster, applicants: setting.applicants }),
    ...acts.map((act) => JSON.stringify(act)),
    `→ ${what}`,
  ].join('\n');
