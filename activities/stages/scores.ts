import type { Tx } from '../../records/database';
import { findingOf } from '../../records/earlierStages';
import type { Visit } from '../../records/visits';

/** What findings of scored stages and of rankings have in common. */
interface Scored {
  readonly max?: number;
  readonly scores?: Readonly<Record<string, { readonly published: string; readonly inFull: string }>>;
  readonly posts?: Readonly<
    Record<
      string,
      { readonly ranking: readonly { readonly person: string; readonly score: string; readonly inFull: string }[] }
    >
  >;
}

/** What an earlier stage gives each person of a post: the score of a scored stage, or the composite of a ranking; in full and as published. */
export async function scoresFrom(tx: Tx, visit: Pick<Visit, 'campaign'>, stage: string, post: string) {
  const finding = await findingOf<Scored>(tx, visit, stage, post);
  const of = (person: string): { published: string; inFull: string } | undefined => {
    const ranked = finding?.posts?.[post]?.ranking.find((each) => each.person === person);
    return finding?.scores?.[person] ?? (ranked && { published: ranked.score, inFull: ranked.inFull });
  };
  // A composite may have more than its full mark, by bonus points.
  return { maximum: finding?.max ?? 100, beyond: finding?.posts !== undefined, of };
}
