import type { StageType } from '../plan/stages';

/** A lot that waits at a stage, its post, and the visit that it comes from. */
export interface Waiting {
  readonly lot: string;
  readonly post: string;
  readonly stage: string;
  readonly from: string | null;
}

/** A visit under way, with the posts of its lots. */
export interface Busy {
  readonly stage: string;
  readonly posts: readonly string[];
}

/** A visit to be walked: its stage's type, and its title for people. */
export interface OpenVisit {
  readonly id: string;
  readonly type: StageType;
  readonly title: string;
}

/** One track about to enter one stage. */
export interface Arrival {
  readonly stage: string;
  readonly lots: readonly string[];
}

/**
 * Which tracks may enter now. Lots that left one visit for the same stage go together. A stage marked `together` (one exam, one
 * meeting for all posts) takes everybody at once, and waits while another track that has not ended can still reach it; one
 * marked `apart` takes each lot by itself; one that comes `after` others waits while another track is at them, or can reach them. A
 * join takes all lots of a post, and waits while another of its strands can still come, without beginning anew at their branch.
 *
 * @param waiting lots at a stage that they have not entered, in the order of the plan
 * @param busy the visits under way
 * @param canReach whether a track at one stage may still come to another, by ways that do not pass a third
 * @param joins the branch whose strands come together at a stage, when it is a join
 */
export function arrivals(
  waiting: readonly Waiting[],
  busy: readonly Busy[],
  together: (stage: string) => boolean,
  apart: (stage: string) => boolean,
  after: (stage: string) => readonly string[],
  canReach: (from: string, to: string, without?: string) => boolean,
  joins: (stage: string) => string | undefined,
): Arrival[] {
  const isJoin = (stage: string) => joins(stage) !== undefined;
  const groups = new Map<string, { stage: string; post: string; lots: string[] }>();
  for (const { lot, stage, post, from } of waiting) {
    const key = together(stage) ? stage : `${stage}\n${isJoin(stage) ? post : apart(stage) ? lot : from}`;
    const group = groups.get(key) ?? { stage, post, lots: [] };
    group.lots.push(lot);
    groups.set(key, group);
  }
  const tracks = [...busy, ...waiting.map(({ stage, post }) => ({ stage, posts: [post] }))];
  const under = busy.map(({ stage }) => stage);
  const elsewhere = (stage: string) => [
    ...under,
    ...waiting.map((each) => each.stage).filter((each) => each !== stage),
  ];
  /** Of a join: whether a strand of the post is still to come. */
  const lacks = (stage: string, post: string) =>
    isJoin(stage) &&
    tracks.some(
      (other) => other.stage !== stage && other.posts.includes(post) && canReach(other.stage, stage, joins(stage)),
    );
  const all = [...groups.values()].map(({ lots, ...group }) => ({ ...group, lots: lots.sort() }));
  const ready = all.filter(
    ({ stage, post }) =>
      !lacks(stage, post) &&
      (!together(stage) || !elsewhere(stage).some((other) => canReach(other, stage))) &&
      !after(stage).some((before) => elsewhere(stage).some((other) => other === before || canReach(other, before))),
  );
  // Two stages that could each still be reached from the other would wait for ever: when nothing else moves, the earlier goes first, a
  // join last, for it counts what has come to it.
  const stuck = ready.length === 0 && busy.length === 0;
  const first = all.find(({ stage }) => !isJoin(stage)) ?? all[0];
  return (stuck && first ? [first] : ready).map(({ stage, lots }) => ({ stage, lots }));
}
