import type {
  Box,
  Export,
  Left,
  Lot,
  PaperCount,
  Plan,
  Question,
  Resolution,
  Sheet,
  Stage,
  Verdict,
  Visit,
} from './archive';

/** How a lot, or a part of it, should have left. */
export type Part = Pick<Left, 'of' | 'post' | 'outcome' | 'vacancies' | 'people'>;

/** What a stage should have come to. */
export interface Again {
  readonly parts: readonly Part[];
  readonly finding: unknown;
}

/** One visit as the export shows it, with what was before it. Nothing that was recorded after it was left counts. */
export class Scene {
  readonly plan: Plan;
  readonly stage: Stage;
  readonly visit: Visit;
  private readonly seq: number;
  constructor(
    private readonly all: Export,
    visit: Visit,
    /** Told what is taken as the export gives it, and why. */
    private readonly note: (why: string) => void,
  ) {
    this.plan = all.plans.get(visit.plan)!;
    this.stage = this.plan.stages.find(({ id }) => id === visit.stage)!;
    this.seq = leftAt(all, visit);
    const stayed = (lot: Lot) => lot.people.filter((person) => !this.hasReturned(person, this.visitBefore(lot)));
    this.visit = { ...visit, lots: visit.lots.map((lot) => ({ ...lot, people: stayed(lot) })) };
  }

  /** A setting of the stage, or what it is where the plan does not say. */
  says<T>(key: string, otherwise: T): T {
    return (this.stage as unknown as Record<string, T | undefined>)[key] ?? otherwise;
  }
  form(byDefault = 'standard'): string {
    return this.stage.form ?? byDefault;
  }
  /** What no outsider can work out, as the export gives it. */
  given<T>(why: string, value: T): T {
    this.note(why);
    return value;
  }
  found<T>(): T {
    return this.visit.finding as T;
  }

  still = (people: readonly string[]): string[] => [...new Set(people)].filter((person) => !this.whyOut(person));
  whyOut(person: string): 'exclusion' | 'withdrawal' | undefined {
    const before = this.all.record.filter(({ seq }) => seq < this.seq);
    if (before.some(({ kind, subject }) => kind === 'excluded' && subject === person)) return 'exclusion';
    const own = before.filter(({ kind, actor }) => (kind === 'applied' || kind === 'withdrew') && actor === person);
    return own.at(-1)?.kind === 'withdrew' ? 'withdrawal' : undefined;
  }
  /** Who withdrew after a visit had been left and registered again stands where that has led. */
  hasReturned(person: string, since: Visit | undefined): boolean {
    if (!since) return false;
    const own = this.all.record.filter(
      ({ seq, actor }) => actor === person && leftAt(this.all, since) < seq && seq < this.seq,
    );
    const left = own.findIndex(({ kind }) => kind === 'withdrew');
    return left >= 0 && own.slice(left).some(({ kind }) => kind === 'applied');
  }
  /** The visit out of which a lot came. */
  visitBefore = ({ id }: Lot): Visit | undefined =>
    this.all.visits.find(({ left }) => left.some((each) => each.id === id));
  /** Whether somebody declined at the talk of the stage that the lot came to. */
  hasDeclined = (lot: Lot, person: string): boolean =>
    this.all.verdicts.some(
      ({ kind, about, says, replaced, visit }) =>
        kind === 'talk' &&
        about === person &&
        says === 'declined' &&
        !replaced &&
        this.all.visits.some(({ id, lots }) => id === visit && lots.some((each) => each.id === lot.id)),
    );
  /** A unit or an item in which nobody is, is its own subject. */
  isItself = (lot: Lot): boolean =>
    lot.people.length === 0 && this.plan.posts.some(({ id, itself }) => id === lot.post && itself === true);
  subjects = (): string[] => this.visit.lots.flatMap((lot) => (this.isItself(lot) ? [lot.post] : lot.people));
  /** Who answers for items, by panel. */
  answering = (panel: string | undefined): string[] =>
    panel === undefined ? [] : [...(this.all.campaign.answering[panel] ?? [])];
  everybody = (): string[] => this.still(this.visit.lots.flatMap(({ people }) => people));

  verdicts = (purpose: string): readonly Verdict[] =>
    this.of(this.all.verdicts).filter((each) => each.purpose === purpose);
  /** Answers to questions of which each body has its own (`purpose:body`). */
  verdictsBy = (purpose: string): readonly Verdict[] =>
    this.of(this.all.verdicts).filter((each) => each.purpose.startsWith(`${purpose}:`));
  sheets = (): readonly Sheet[] => this.all.sheets.filter(({ visit }) => visit === this.visit.id);
  box = (): Box | undefined => this.all.ballots.find(({ visit }) => visit === this.visit.id);
  paper = (): readonly PaperCount[] => this.of(this.all.papers);
  resolution = (): Resolution | undefined => this.of(this.all.resolutions)[0];
  question = (purpose: string): Question | undefined =>
    this.all.questions.find((each) => each.visit === this.visit.id && each.purpose === purpose);
  bearers = (name: string): readonly string[] => this.all.names[name] ?? [];
  electors = (electorate: string): number => this.all.campaign.electorates[electorate] ?? 0;

  /** How many are in a panel; of those elected or appointed, as many as are still in. */
  members(panel: string): number {
    const stages = this.plan.panels[panel]?.winnersOf;
    if (!stages) return this.all.campaign.panels[panel] ?? 0;
    const won = this.before().filter(({ stage }) => stages.includes(stage));
    const people = won.flatMap(({ left }) =>
      left.filter(({ outcome }) => outcome === 'elected' || outcome === 'appointed'),
    );
    return this.still(people.flatMap((lot) => lot.people)).length;
  }

  /** Visits that had been left when this one was, in the order in which they were entered. */
  before = (): Visit[] =>
    this.all.visits.filter((each) => each.status !== 'superseded' && leftAt(this.all, each) < this.seq);
  /** Whether another track walked somebody when this visit was left: inside a visit that was not over, or before one. */
  isWalked(person: string): boolean {
    const until = (visit: string, kinds: readonly string[]) =>
      this.all.record.some(({ seq, kind, visit_id }) => seq < this.seq && visit_id === visit && kinds.includes(kind));
    const its = this.all.visits.filter(({ id }) => until(id, ['visitEntered']));
    const isIn = ({ lots }: Visit) => lots.some(({ people }) => people.includes(person));
    const inside = its.some((visit) => isIn(visit) && !until(visit.id, ['visitLeft', 'visitSuperseded']));
    // What a correction has changed since tells nothing of how it was.
    const isAsThen = ({ id }: Visit) =>
      !this.all.record.some(({ seq, kind, visit_id }) => seq > this.seq && kind === 'visitLeft' && visit_id === id);
    const waits = this.before()
      .filter(isAsThen)
      .flatMap(({ left }) => left)
      .some(
        ({ id, to, people }) =>
          people.includes(person) &&
          this.plan.stages.some((stage) => stage.id === to) &&
          !its.some(({ lots }) => lots.some((lot) => lot.id === id)),
      );
    return inside || waits;
  }
  /** What another stage had found about a post. */
  earlier = <F>(stage: string, post: string): F | undefined => this.finder(stage, post)?.finding as F | undefined;
  /** The visit that did. */
  finder(stage: string, post: string): Visit | undefined {
    const its = this.before().filter((each) => each.stage === stage && each.lots.some((lot) => lot.post === post));
    return its.findLast(({ finding }) => finding !== null);
  }
  /** What the stage had found when this lot last came out of it. */
  lastTime<F>(lot: Lot, stage = this.stage.id): F | undefined {
    for (let id = lot.id; ;) {
      const from = this.all.visits.find(({ left }) => left.some((each) => each.id === id));
      if (!from) return undefined;
      if (from.stage === stage && from.finding !== null) return from.finding as F;
      id = from.left.find((each) => each.id === id)!.of;
    }
  }
  /** The outcome by which a lot came. */
  arrivedBy = (lot: Lot): string | undefined => this.visitBefore(lot)?.left.find(({ id }) => id === lot.id)?.outcome;
  /** The stage from which a lot came. */
  cameFrom = (lot: Lot): string | undefined => this.visitBefore(lot)?.stage;
  /** The posts that people named when they registered, the dearest first. */
  wishes(person: string): readonly string[] {
    const standing = this.all.visits.filter(({ status }) => status !== 'superseded').map(({ id }) => id);
    const its = this.all.verdicts.filter(
      (each) => each.kind === 'application' && each.about === person && !each.replaced && standing.includes(each.visit),
    );
    return (its.at(-1)?.says ?? []) as string[];
  }
  /** Of the people here those whom an objection names in the visits that these lots come from. */
  objectedTo(): string[] {
    const from = this.visit.lots.map((lot) => this.visitBefore(lot)?.id);
    const named = this.all.verdicts.filter(
      ({ kind, visit, replaced }) => kind === 'objection' && !replaced && from.includes(visit),
    );
    return named.map(({ about }) => about).filter((person) => this.everybody().includes(person));
  }

  private of = <T extends { readonly visit: string; readonly replaced: boolean }>(all: readonly T[]): T[] =>
    all.filter(({ visit, replaced }) => visit === this.visit.id && !replaced);
}

export const leftAt = ({ record }: Export, { id }: Visit): number =>
  record.find(({ kind, visit_id }) => kind === 'visitLeft' && visit_id === id)?.seq ?? Infinity;

/** A lot leaves whole, with those who go on. */
export const whole = (lot: Lot, outcome: string, people: readonly string[] = lot.people): Part => ({
  of: lot.id,
  post: lot.post,
  outcome,
  vacancies: lot.vacancies,
  people,
});

/**
 * People of a lot who met different fates, the gravest first. Those who compete for fewer seats than they are leave together by the
 * gravest; once everybody has a seat, each goes with the own one. Seats for which nobody is left leave empty. Who is on a strand without
 * seats competes with nobody there.
 */
export function apart(lot: Lot, fates: readonly (readonly [string, readonly string[]])[], empty: string): Part[] {
  const met = fates.filter(([, people]) => people.length > 0);
  const people = met.flatMap(([, its]) => its);
  if (lot.vacancies === 0)
    return people.length === 0 ? [whole(lot, empty, [])] : met.map(([outcome, its]) => whole(lot, outcome, its));
  const left = lot.vacancies - people.length;
  if (left < 0) return [whole(lot, met[0]![0], people)];
  const seated = met.map(([outcome, its]) => ({ ...whole(lot, outcome, its), vacancies: its.length }));
  return left > 0 ? [...seated, { ...whole(lot, empty, []), vacancies: left }] : seated;
}

/** The day in Beijing. */
export const dayOf = (at: string): string => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10);
