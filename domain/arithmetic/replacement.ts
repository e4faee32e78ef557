import { count } from './share';

/** Seats that are empty at a replacement (递补), and what the plan says of them. */
export interface EmptySeats {
  readonly vacancies: number;
  /** How many have left these seats on a ground for which the plan replaces, and on another. */
  readonly listed: number;
  readonly unlisted: number;
  /** How many may be replaced in all, and how many have been. Without a limit any number. */
  readonly most?: number | undefined;
  readonly before: number;
}

/**
 * How many of the seats may be filled from the list, and how many may not. Seats go first to those that were left on a ground that the plan
 * names; a seat that nobody has left is filled. Throws RuleError `notACount`.
 */
export function seatsToReplace({ vacancies, listed, unlisted, most, before }: EmptySeats): {
  readonly open: number;
  readonly barred: number;
} {
  const onGround = vacancies - Math.min(count(unlisted), Math.max(0, count(vacancies) - count(listed)));
  const open = most === undefined ? onGround : Math.min(onGround, Math.max(0, count(most) - count(before)));
  return { open, barred: vacancies - open };
}
