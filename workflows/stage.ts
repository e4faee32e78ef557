import type { StageType } from '../domain/plan';

/** What a stage is made of: it asks people, waits for them, and concludes. Each step finds its earlier self by its key. */
export interface Steps {
  /** Opens what the stage asks under this name; ids of the windows, none when there is nothing to ask. */
  readonly ask: (purpose: string) => Promise<readonly string[]>;
  /** Waits until every one of these windows is settled. */
  readonly settled: (windows: readonly string[]) => Promise<void>;
  /** Works out how the lots leave, and leaves the visit. */
  readonly conclude: () => Promise<void>;
}

/** One stage type: straight-line code that may be run again from its top at any moment. */
export type Stage = (steps: Steps) => Promise<void>;

export type Stages = { readonly [T in StageType]: Stage };

/** The visit was left from outside (superseded, cancelled): its stage stops where it is. */
export class VisitOver extends Error {}
