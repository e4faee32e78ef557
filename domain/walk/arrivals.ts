import type { StageType } from '../plan/stages';

/** A lot that waits at a stage, and the visit that it comes from. */
export interface Waiting {
  readonly lot: string;
  readonly stage: string;
  readonly from: string | null;
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
 * marked `apart` takes each lot by itself; one that comes `after` others waits while another track is at them, or can reach them.
 *
 * @param waiting lots at a stage that they have not entered, in the order of the plan
 * @param busy the stages of the visits under way
 * @param canReach whether a track at one stage may still come to another
 */
export function arrivals(
  waiting: readonly Waiting[],
  busy: readonly string[],
  together: (stage: string) => boolean,
  apart: (stage: string) => boolean,
  after: (stage: string) => readonly string[],
  canReach: (from: string, to: string) => boolean,
): Arrival[] {
  const groups = new Map<string, { stage: string; lots: string[] }>();
  for (const { lot, stage, from } of waiting) {
    const key = together(stage) ? stage : `${stage}\n${apart(stage) ? lot : from}`;
    const group = groups.get(key) ?? { stage, lots: [] };
    group.lots.push(lot);
    groups.set(key, group);
  }
  const elsewhere = (stage: string) => [...busy, ...waiting.map((each) => each.stage).filter((each) => each !== stage)];
  const all = [...groups.values()].map(({ stage, lots }) => ({ stage, lots: lots.sort() }));
  const ready = all.filter(
    ({ stage }) =>
      (!together(stage) || !elsewhere(stage).some((other) => canReach(other, stage))) &&
      !after(stage).some((before) => elsewhere(stage).some((other) => other === before || canReach(other, before))),
  );
  // Two stages that could each still be reached from the other would wait for ever: when nothing else moves, the earlier goes first.
  return ready.length === 0 && busy.length === 0 ? all.slice(0, 1) : ready;
}
