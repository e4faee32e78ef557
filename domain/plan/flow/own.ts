import { isRaw, type Draft, type Raw } from '../draft';
import { shortened } from '../phrases';
import { SUBJECTS } from '../plan';
import { error, type Finding, type Path } from '../problem';

export interface OwnName {
  readonly post: string;
  readonly word: string;
  readonly name: string;
  readonly path: Path;
}

/** Every panel or electorate that a post (unit, item) calls its own. */
export function ownNames({ raw }: Pick<Draft, 'raw'>): OwnName[] {
  return subjectsIn(raw).flatMap(({ raw: { id, own }, path }) =>
    isRaw(own)
      ? Object.entries(own).flatMap(([word, name]) =>
          typeof name === 'string' ? [{ post: String(id), word, name, path: [...path, 'own', word] }] : [],
        )
      : [],
  );
}

/** Posts, units or items, as far as they are groups of keys. */
export const subjectsIn = (raw: Raw): { raw: Raw; path: Path }[] =>
  SUBJECTS.flatMap((name) =>
    (Array.isArray(raw[name]) ? (raw[name] as unknown[]) : []).flatMap((each, index) =>
      isRaw(each) ? [{ raw: each, path: [name, index] }] : [],
    ),
  );

/** Who uses a word of its own takes each post by itself; a word that one post has, all have, and no panel is called so. */
export function checkOwn(draft: Draft, used: ReadonlyMap<string, readonly Path[]>): Finding[] {
  const own = ownNames(draft);
  const words = [...new Set(own.map(({ word }) => word))];
  const apartFaults = draft.stages
    .filter(({ raw, definition }) => !(raw['apart'] ?? definition?.alone))
    .flatMap((stage) =>
      words
        .filter((word) => used.get(word)?.some((path) => path[0] === 'stages' && path[1] === stage.path[1]))
        .map((word) =>
          error(
            'notApart',
            stage.path,
            `“${stage.title}”用了各单位自己的名单 ${shortened(word)}，须各走各的；请写 apart: true。`,
            `"${stage.title}" uses ${shortened(word)}, which is different for each; say apart: true.`,
          ),
        ),
    );
  const missing = subjectsIn(draft.raw).flatMap(({ raw, path }) =>
    words
      .filter((word) => !(isRaw(raw['own']) && word in raw['own']))
      .map((word) =>
        error(
          'ownMissing',
          path,
          `${shortened(String(raw['title'] ?? raw['id']))} 没有写明自己的 ${shortened(word)}（own）。`,
          `${shortened(String(raw['id']))} does not say which is its own ${shortened(word)}.`,
        ),
      ),
  );
  const taken = own
    .filter(({ word }) => draft.panels.has(word) || draft.electorates.has(word))
    .map(({ word, path }) =>
      error(
        'ownTaken',
        path,
        `已有名单叫 ${shortened(word)}；请给 own 换一个词。`,
        `There is a panel or an electorate called ${shortened(word)}; use another word in own.`,
        { key: true },
      ),
    );
  return [...apartFaults, ...missing, ...taken];
}
