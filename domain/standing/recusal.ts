/** Somebody in the house: the duty of the post, and whether the person leads. Temporary staff are in it like everybody else. */
export interface Holder {
  readonly id: string;
  readonly duty: string | null;
  readonly leads: boolean;
}

export interface Kinship {
  readonly person: string;
  readonly kin: string;
  readonly relation: string;
}

/** Somebody who may not hold the post, and why. */
export interface Conflict {
  readonly person: string;
  readonly kin: string;
  readonly reason: string;
}

/**
 * Who must give up a post by reason of kin (任职回避): whoever is related to a leader holds no post of these duties (personnel, finance
 * …). Kinship counts both ways, whoever declared it.
 */
export function recusalConflicts(
  duties: Readonly<Record<string, string>>,
  holders: readonly Holder[],
  kinships: readonly Kinship[],
): Conflict[] {
  const byId = new Map(holders.map((holder) => [holder.id, holder]));
  const found = kinships.flatMap(({ person, kin, relation }) =>
    [
      [person, kin],
      [kin, person],
    ].flatMap(([one, other]): Conflict[] => {
      const [holder, leader] = [byId.get(one!), byId.get(other!)];
      const duty = holder?.duty && Object.hasOwn(duties, holder.duty) ? duties[holder.duty] : undefined;
      if (duty === undefined || !leader?.leads) return [];
      return [
        { person: one!, kin: other!, reason: `任${duty}岗位，与领导人员${other}有亲属关系（${relation}），应当回避` },
      ];
    }),
  );
  const once = new Map(found.map((conflict) => [`${conflict.person} ${conflict.kin}`, conflict]));
  return [...once.values()].sort((a, b) => a.person.localeCompare(b.person) || a.kin.localeCompare(b.kin));
}
