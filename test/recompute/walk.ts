import { Different, type Export, type Visit } from './archive';

/** Nobody is lost, nobody is twice, everybody is in exactly one place: each lot leads where the plan says, and nowhere else. */
export function walked(all: Export): void {
  const standing = all.visits.filter(({ status }) => status !== 'superseded');
  const left = standing.flatMap((visit) => visit.left.map((lot) => ({ ...lot, visit })));
  for (const visit of standing) {
    for (const lot of visit.lots) {
      const from = left.find(({ id }) => id === lot.id);
      const isFirst = from === undefined && lot.people.length === 0;
      if (from ? from.to !== visit.stage : !isFirst)
        throw new Different(`${lot.id} came to ${visit.stage} from nowhere`);
      if (
        from &&
        (from.post !== lot.post || from.vacancies !== lot.vacancies || from.people.join() !== lot.people.join())
      )
        throw new Different(`${lot.id} came to ${visit.stage} as another than it left`);
    }
    once(
      visit.lots.flatMap(({ id }) => id),
      `a lot came to ${visit.stage} twice`,
    );
    seats(visit, all);
  }
  once(
    standing.flatMap(({ lots }) => lots.map(({ id }) => id)),
    'a lot has gone two ways',
  );
  for (const { id, to, visit } of left) {
    const { stages } = all.plans.get(visit.plan)!;
    const waits =
      stages.some((stage) => stage.id === to) && !standing.some(({ lots }) => lots.some((lot) => lot.id === id));
    if (waits && all.campaign.status === 'ended') throw new Different(`${id} waits before ${to}, and all is over`);
  }
  first(all, standing);
}

function once(names: readonly string[], fault: string): void {
  if (new Set(names).size < names.length) throw new Different(fault);
}

/** The lots that no visit has left are the posts of the plan. */
function first(all: Export, standing: readonly Visit[]): void {
  const made = new Set(all.visits.flatMap(({ left }) => left.map(({ id }) => id)));
  const begun = standing.flatMap(({ lots }) => lots.filter(({ id }) => !made.has(id)));
  const text = (posts: readonly { post: string; vacancies: number }[]) =>
    posts
      .map(({ post, vacancies }) => `${post} ${vacancies}`)
      .sort()
      .join();
  const posts = all.plans.get(1)!.posts.map(({ id, vacancies }) => ({ post: id, vacancies }));
  if (text(begun) !== text(posts)) throw new Different(`it began with ${text(begun)} instead of ${text(posts)}`);
}

/** Types whose lots have as many seats as people found for them. */
const bySize: readonly string[] = ['scan', 'grading'];

/** Types that decide once about all tracks of a post that have come to them: one of the lots leaves with the seats of all. */
const decidesOnce: readonly string[] = ['join', 'election'];

/** Seats neither come nor go in a stage, and of one post nobody leaves by two ways. */
function seats(visit: Visit, all: Export): void {
  if (visit.status !== 'left') return;
  const stage = all.plans.get(visit.plan)!.stages.find(({ id }) => id === visit.stage)!;
  for (const lot of visit.lots) {
    const parts = visit.left.filter(({ of }) => of === lot.id);
    const number = parts.reduce((sum, { vacancies }) => sum + vacancies, 0);
    if (number !== lot.vacancies && !bySize.includes(stage.stage) && !decidesOnce.includes(stage.stage))
      throw new Different(`${lot.vacancies} seats of ${lot.id} came to ${stage.id}, and ${number} left`);
    // Strands for the same people: each has all of them.
    const all = (stage as { with?: string }).with === 'people' ? [lot, ...parts] : [];
    if (all.some(({ people }) => people.join() !== lot.people.join()))
      throw new Different(`not everybody is on each strand of ${stage.id}`);
    if (all.length > 0) continue;
    once(
      parts.flatMap(({ people }) => people),
      `somebody left ${stage.id} by two ways`,
    );
  }
  if (decidesOnce.includes(stage.stage)) together(visit);
  for (const { outcome, to } of visit.left)
    if (stage.outcomes[outcome] !== to && to !== 'cancelled')
      throw new Different(`${outcome} of ${stage.id} leads to ${to}`);
}

/** Tracks that come together leave as one: the post has as many seats as before, and nobody goes on twice. */
function together({ stage, lots, left }: Visit): void {
  const sum = (all: readonly { readonly vacancies: number }[]) => all.reduce((n, { vacancies }) => n + vacancies, 0);
  if (sum(lots) !== sum(left)) throw new Different(`${sum(lots)} seats came to ${stage}, and ${sum(left)} left`);
  once(
    left.flatMap(({ post, people }) => people.map((person) => `${post} ${person}`)),
    `somebody left ${stage} twice`,
  );
}
