import { arriving } from './arriving';
import { dayOf, endOf, lastDay } from './days';
import type { Ask, Kind, Kinds, Lot, Part, PlanText, Roster, Visit, Window } from './words';

/** How a campaign goes from stage to stage by itself, and where everybody then stands; what people do is told in `Model`. */
export abstract class Walking {
  readonly visits: Visit[] = [];
  readonly lots: Lot[] = [];
  status: 'running' | 'suspended' | 'cancelled' | 'ended' = 'running';
  /** As what number somebody left of their own will, by person; undefined: takes part. */
  readonly participants = new Map<string, number | undefined>();
  /** Who withdrew and registered again, as what numbers. */
  protected readonly absences: { readonly person: string; readonly left: number; readonly back: number }[] = [];
  /** What happens is numbered: at one instant one thing is before another. */
  protected happened = 0;

  constructor(
    readonly plan: PlanText,
    readonly roster: Roster,
    private readonly kinds: Kinds,
    public now: number,
  ) {
    for (const { id, vacancies } of plan.posts)
      this.lots.push({
        n: this.lots.length,
        post: id,
        vacancies,
        people: [],
        from: null,
        part: null,
        outcome: null,
        to: plan.stages[0]!.id,
        gone: false,
      });
    this.settle();
  }

  /** Of the people those who had not left before what happened as this number. */
  still = (people: readonly string[], before = Infinity): string[] =>
    people.filter(
      (person) =>
        !((this.participants.get(person) ?? Infinity) < before) &&
        !this.absences.some((each) => each.person === person && each.left < before && before <= each.back),
    );

  /** Who left after this and registered again stands where that has led, no longer where they stood. */
  returned = (person: string, since: number, before = Infinity): boolean =>
    this.absences.some((each) => each.person === person && since < each.left && each.back < before);

  /** The next instant at which something closes by itself. */
  nextDue(): number | null {
    if (this.status === 'suspended') return null;
    const dues = this.openWindows().flatMap(({ closes, due }) => (closes === 'deadline' && due !== null ? [due] : []));
    return dues.length === 0 ? null : Math.min(...dues);
  }

  openWindows = (): Window[] =>
    this.visits.flatMap((visit) => [...visit.windows.values()].filter((window) => window.closed === null));

  /** The visit that last found something about a post at a stage. */
  finder = (stage: string, post: string): Visit | undefined =>
    this.visits.findLast(
      (each) =>
        each.stage.id === stage &&
        each.status !== 'superseded' &&
        each.found !== undefined &&
        each.lots.some((lot) => lot.post === post && !lot.gone),
    );

  cameOut = (stage: string, post: string, before: number): Visit | undefined =>
    this.visits.findLast(
      (each) =>
        each.stage.id === stage &&
        each.status !== 'superseded' &&
        (each.leftAs ?? Infinity) < before &&
        this.lots.some((lot) => lot.from === each && lot.post === post && !lot.gone),
    );

  over = (): boolean => this.underWay().length === 0 && this.waiting().length === 0;

  isAppointed = (person: string): boolean =>
    this.lots.some(({ outcome, gone, people }) => outcome === 'appointed' && !gone && people.includes(person));

  advance(to: number): void {
    this.now = Math.max(this.now, to);
    this.settle();
  }

  /** Until nothing but time or an act can change anything. */
  protected settle(): void {
    for (let rounds = 0, moved = true; moved && this.status !== 'suspended'; rounds++) {
      if (rounds > 500) throw new Error('the model walks in a circle');
      moved = this.enter();
      const walked = this.walkable();
      for (const visit of this.underWay()) if (!walked.includes(visit)) [visit.step, visit.asked] = [0, []];
      for (const visit of walked)
        if (visit.status === 'open' || visit.status === 'stale') moved = this.walk(visit) || moved;
    }
    if (this.status === 'running' && this.over()) this.status = 'ended';
  }

  private walk(visit: Visit): boolean {
    for (const window of visit.asked) {
      if (window.closed !== null) continue;
      if (window.closes === 'deadline' && window.due !== null && window.due <= this.now) window.closed = 'deadline';
      else if (window.closes === 'complete' && window.owed.length === 0) window.closed = 'complete';
      else return false;
    }
    const kind = this.kinds[visit.stage.stage]!;
    const ask = kind.asks[visit.step];
    if (ask) {
      visit.asked = ask(this.seenFrom(visit)).map((each) => this.open(visit, each));
      visit.step++;
    } else if (visit.status === 'open' && this.blocked().includes(visit)) return false;
    else this.leave(visit, kind);
    return true;
  }

  private open(visit: Visit, ask: Ask): Window {
    const known = visit.windows.get(ask.purpose);
    if (known) return known;
    const { holders = [], subjects = [''], within } = ask;
    const { pairs = holders.flatMap((by) => subjects.map((about) => [by, about] as const)) } = ask;
    const window: Window = {
      terms: {},
      ...ask,
      visit,
      subjects,
      owed: pairs.map(([by, about]) => ({ by, about })),
      period: within,
      due: within ? endOf(lastDay(dayOf(this.now), within)) : null,
      answers: [],
      voted: new Set(),
      ballots: [],
      closed: null,
    };
    visit.windows.set(ask.purpose, window);
    return window;
  }

  private seenFrom(visit: Visit) {
    const lots = visit.lots
      .filter(({ gone }) => !gone)
      .map((lot) => {
        const since = lot.from?.leftAs ?? Infinity;
        return {
          ...lot,
          people: lot.people.filter((person) => !this.returned(person, since, visit.leftAs ?? Infinity)),
        };
      });
    const everybody = [...new Set(lots.flatMap(({ people }) => people))];
    return {
      model: this,
      visit,
      stage: visit.stage,
      lots,
      asOf: visit.leftAt ?? this.now,
      still: (people: readonly string[] = everybody) => this.still(people, visit.leftAs ?? Infinity),
      panel: (name: unknown) => this.roster.panels[String(name)] ?? [],
      window: (purpose: string) => visit.windows.get(purpose),
      answers: (purpose: string) =>
        (visit.windows.get(purpose)?.answers ?? [])
          .filter(({ stands }) => stands)
          .sort((a, b) => a.at - b.at || compareText(a.about, b.about) || compareText(a.by ?? '', b.by ?? '')),
    };
  }

  private leave(visit: Visit, kind: Kind): void {
    const { parts, found, entering = [] } = kind.conclude(this.seenFrom(visit));
    for (const person of entering) if (!this.participants.has(person)) this.participants.set(person, undefined);
    for (const window of visit.windows.values()) window.closed ??= 'withdrawn';
    const standing = this.lots.filter((lot) => lot.from === visit && !lot.gone);
    const [kept, fresh] = [new Set<Lot>(), [] as Part[]];
    for (const each of parts) {
      const part = { ...each, lot: this.lots[each.lot.n]! };
      const same = standing.find((lot) => !kept.has(lot) && isSame(lot, part));
      if (same) kept.add(same);
      else fresh.push(part);
    }
    this.undo(standing.filter((lot) => !kept.has(lot)));
    for (const { lot: part, outcome, vacancies, people } of fresh) {
      const to = visit.stage.outcomes[outcome];
      if (to === undefined) throw new Error(`the model leaves ${visit.stage.id} by ${outcome}`);
      const n = this.lots.length;
      this.lots.push({
        n,
        post: part.post,
        vacancies,
        people: [...people].sort(),
        from: visit,
        part,
        outcome,
        to,
        gone: false,
      });
    }
    const leftAs = visit.leftAs ?? ++this.happened;
    Object.assign(visit, { status: 'left', found, step: 0, asked: [], leftAs, leftAt: visit.leftAt ?? this.now });
  }

  private undo(lots: readonly Lot[]): void {
    for (const lot of lots) lot.gone = true;
    if (lots.length === 0) return;
    for (const visit of this.visits.filter(
      (each) => each.status !== 'superseded' && each.lots.some((lot) => lots.includes(lot)),
    ))
      if (visit.status === 'open' || visit.lots.every(({ gone }) => gone) || decidesOnce(visit, lots))
        this.supersede(visit);
      else this.undo(this.lots.filter((lot) => lot.from === visit && lot.part && lots.includes(lot.part) && !lot.gone));
  }

  protected supersede(visit: Visit): void {
    visit.status = 'superseded';
    for (const window of visit.windows.values()) window.closed ??= 'withdrawn';
    this.undo(this.lots.filter((lot) => lot.from === visit && !lot.gone));
  }

  protected underWay = (): Visit[] => this.visits.filter(({ status }) => status === 'open' || status === 'stale');

  private stale = (): Visit[] => this.visits.filter(({ status }) => status === 'stale');
  /** What follows from something that is to be concluded again: nothing comes of it before that is. */
  private blocked = (): Visit[] => this.following(this.stale());

  /** One that is to be concluded again waits for those before it, and for those of its own stage that were left earlier. */
  private walkable(): Visit[] {
    const [stale, blocked] = [this.stale(), this.blocked()];
    const left = (visit: Visit) => this.lots.find(({ from }) => from === visit)?.n ?? 0;
    const isNext = (visit: Visit) =>
      !stale.some((other) => other.stage.id === visit.stage.id && left(other) < left(visit));
    return this.underWay().filter((visit) => visit.status === 'open' || (!blocked.includes(visit) && isNext(visit)));
  }

  protected following(visits: readonly Visit[]): Visit[] {
    const next = this.visits.filter(
      (each) =>
        each.status !== 'superseded' &&
        each.lots.some(({ from, gone }) => !gone && from !== null && visits.includes(from)),
    );
    return next.length === 0 ? [] : [...new Set([...next, ...this.following(next)])];
  }

  /** Lots that stand before a stage. */
  protected waiting = (): Lot[] =>
    this.lots.filter(
      (lot) =>
        !lot.gone &&
        this.stageCalled(lot.to) !== undefined &&
        !this.visits.some(({ status, lots }) => status !== 'superseded' && lots.includes(lot)),
    );

  private stageCalled = (id: string) => this.plan.stages.find((stage) => stage.id === id);

  private enter(): boolean {
    const groups = arriving(this.plan, this.waiting(), this.underWay());
    for (const lots of groups)
      this.visits.push({
        n: this.visits.length,
        stage: this.stageCalled(lots[0]!.to)!,
        lots: [...lots].sort((a, b) => compareText(a.post, b.post) || a.n - b.n),
        status: 'open',
        leftAs: null,
        leftAt: null,
        windows: new Map(),
        step: 0,
        asked: [],
        found: undefined,
      });
    return groups.length > 0;
  }
}

/** A join, an election or a nomination decides once about all tracks of a post: those that stand wait at it again. */
const decidesOnce = ({ stage, lots }: Visit, undone: readonly Lot[]): boolean =>
  ['join', 'election', 'nomination'].includes(stage.stage) &&
  lots.some(({ gone, post }) => !gone && undone.some((lot) => lots.includes(lot) && lot.post === post));

const isSame = (lot: Lot, { lot: part, outcome, vacancies, people }: Part): boolean =>
  lot.part === part &&
  lot.outcome === outcome &&
  lot.vacancies === vacancies &&
  lot.people.join() === [...people].sort().join();

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
