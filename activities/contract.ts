import type { OpenVisit } from '../domain/walk';

/** What a look at the rows tells the walker. */
export interface Seen {
  /** The visits to walk now. */
  readonly visits: readonly OpenVisit[];
  /** Of the windows asked about, those that are settled, and of the visits, those that are not being worked out again. */
  readonly settled: readonly string[];
  /** Milliseconds until something falls due; null when only an act can change anything. */
  readonly wait: number | null;
  readonly over: boolean;
}

/**
 * The activities of a campaign. `ask` and `conclude` look as well before they commit, at the windows they are given and those they
 * open; they answer `null` when the visit was left from outside. `windows` are all that is waited for, visits among them: `conclude` leaves
 * a visit as it is while one before it is being worked out again, and `awaits` that one (histories from before version 0.2 have none).
 */
export interface CampaignActivities {
  look(request: { campaign: string; windows: readonly string[] }): Promise<Seen>;
  ask(request: {
    visit: string;
    purpose: string;
    windows: readonly string[];
  }): Promise<{ asked: readonly string[]; seen: Seen } | null>;
  conclude(request: {
    visit: string;
    windows: readonly string[];
  }): Promise<{ awaits?: readonly string[]; seen: Seen } | null>;
}
