import { isDeepStrictEqual } from 'node:util';
import type { ComputedScore } from '../../domain/arithmetic';
import type { Stage } from '../../domain/plan';
import { canonical } from '../../records/digest';
import { Break } from '../../records/verification';
import type { Documents } from './documents';

/** A visit that is worked out again from an export. */
export interface Worked {
  readonly documents: Documents;
  readonly visit: Documents['visits.json'][number];
  readonly where: string;
  /** What an earlier stage found about a post, as it stood when this visit was left. */
  readonly earlier: (stage: string, post: string) => EarlierFinding | undefined;
}
export type Of<S extends Stage['stage']> = Extract<Stage, { stage: S }>;
export type Named = Readonly<Record<string, unknown>>;

/** What findings of scored stages, rankings and elections have in common. */
export interface EarlierFinding {
  readonly max?: number;
  readonly scores?: Readonly<Record<string, ComputedScore>>;
  readonly posts?: Readonly<Record<string, { readonly ranking: readonly Placed[] }>>;
}
interface Placed {
  readonly person: string;
  readonly score: string;
  readonly inFull: string;
}

/** @throws {Break} when what was found is not what comes out again */
export const same = (where: string, what: string, found: unknown, again: unknown): void => {
  if (!isDeepStrictEqual(JSON.parse(canonical(found ?? null)), JSON.parse(canonical(again ?? null))))
    throw new Break(
      where,
      `${what}为 ${canonical(found ?? null).slice(0, 160)}`,
      canonical(again ?? null).slice(0, 160),
    );
};

/** What an earlier stage gives a person of a post. */
export function scoresFrom({ earlier }: Worked, stage: string, post: string) {
  const finding = earlier(stage, post);
  const of = (person: string): ComputedScore | undefined => {
    const placed = finding?.posts?.[post]?.ranking.find((each) => each.person === person);
    return finding?.scores?.[person] ?? (placed && { published: placed.score, inFull: placed.inFull });
  };
  return { maximum: finding?.max ?? 100, beyond: finding?.posts !== undefined, of };
}

export const sorted = (people: readonly string[]): string[] => [...people].sort();
export const byPerson = <T extends { readonly person: string }>(all: readonly T[]): T[] =>
  [...all].sort((a, b) => (a.person < b.person ? -1 : 1));
