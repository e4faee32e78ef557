export const roles = [
  'organiser',
  'approver',
  'judge',
  'appraiser',
  'voter',
  'candidate',
  'discipline',
  'archivist',
  'administrator',
] as const;
export type Role = (typeof roles)[number];

/** Who acts: a person as the rows know them, never as a token claims. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly department: string | null;
  readonly roles: readonly Role[];
}
