import { isRaw, type Draft, type Raw } from '../draft';
import { didYouMean } from '../nearest';
import { shortened } from '../phrases';
import { error, warning, type Finding, type Path } from '../problem';
import { checkOwn, ownNames, subjectsIn, type OwnName } from './own';

interface Reference {
  readonly name: string;
  readonly path: Path;
}

/** The panels, electorates and posts that are named exist; what is defined is used. */
export function checkReferences(draft: Draft): Finding[] {
  const own = ownNames(draft);
  const written = {
    panels: [
      ...draft.stages.flatMap(({ raw, path }) => panelsOf(raw, path)),
      ...subjectsIn(draft.raw).flatMap(({ raw, path }) => [...names(raw, path, ['by']), ...listed(raw, path, 'with')]),
      ...conditionsOf(draft.raw).flatMap(({ condition, path }) => grantersOf(condition, path)),
    ],
    electorates: draft.stages.flatMap(({ raw, path }) => names(raw, path, ['electorate'])),
  };
  const [panels, electorates] = [asMeant(written.panels, own), asMeant(written.electorates, own)];
  const posts = conditionsOf(draft.raw).flatMap(({ condition, path }) => postsOf(condition, path));
  return [
    ...missing(panels, draft.panels.keys(), 'unknownPanel', '名单（panels）', 'panel'),
    ...missing(electorates, draft.electorates, 'unknownElectorate', '投票人员（electorates）', 'electorate'),
    ...missing(posts, postIds(draft.raw), 'unknownPost', '职位（posts）', 'post'),
    ...unused(
      [...panels, ...draft.stages.flatMap(({ raw, path }) => drawnFrom(raw, path))],
      draft.panels.keys(),
      'panels',
      '名单',
      'panel',
    ),
    ...unused(electorates, draft.electorates, 'electorates', '投票人员', 'electorate'),
    ...checkOwn(draft, pathsOf([...written.panels, ...written.electorates])),
  ];
}

/** The panels that words of each post's own stand for, in the place of the words. */
const asMeant = (references: readonly Reference[], own: readonly OwnName[]): Reference[] =>
  references.flatMap((reference) => {
    const its = own.filter(({ word }) => word === reference.name);
    return its.length > 0 ? its : [reference];
  });

function pathsOf(references: readonly Reference[]): ReadonlyMap<string, readonly Path[]> {
  const paths = new Map<string, Path[]>();
  for (const { name, path } of references) paths.set(name, [...(paths.get(name) ?? []), path]);
  return paths;
}

// The keys by which the stages of every type name the people who act.
const panelsOf = (raw: Raw, path: Path): Reference[] => [
  ...names(raw, path, ['by', 'answeredBy', 'supervisor', 'talk', 'officers']),
  ...groupsOf(raw).flatMap(([name, group]) => names(group, [...path, 'raters', name], ['by'])),
  ...dividedAmong(raw, path),
  ...within(raw, path, 'questions'),
  ...within(raw, path, 'recheck'),
];

const within = (raw: Raw, path: Path, key: string): Reference[] => {
  const inner = raw[key];
  return isRaw(inner) ? names(inner, [...path, key], ['by']) : [];
};

const dividedAmong = ({ divided }: Raw, path: Path): Reference[] =>
  isRaw(divided) && Array.isArray(divided['among'])
    ? divided['among'].flatMap((name: unknown, index): Reference[] =>
        typeof name === 'string' ? [{ name, path: [...path, 'divided', 'among', index] }] : [],
      )
    : [];

/** Panels from which raters are drawn; a name may be that of a stage too, so that it is used but need not be there. */
const drawnFrom = (raw: Raw, path: Path): Reference[] =>
  groupsOf(raw).flatMap(([name, { drawn }]) =>
    isRaw(drawn) ? names(drawn, [...path, 'raters', name, 'drawn'], ['from']) : [],
  );

const groupsOf = ({ raters }: Raw): [string, Raw][] =>
  isRaw(raters)
    ? Object.entries(raters).flatMap(([name, group]): [string, Raw][] => (isRaw(group) ? [[name, group]] : []))
    : [];

const names = (raw: Raw, path: Path, keys: readonly string[]): Reference[] =>
  keys.flatMap((key) => {
    const name = raw[key];
    return typeof name === 'string' ? [{ name, path: [...path, key] }] : [];
  });

const listed = (raw: Raw, path: Path, key: string): Reference[] =>
  (Array.isArray(raw[key]) ? (raw[key] as unknown[]) : []).flatMap((name, index): Reference[] =>
    typeof name === 'string' ? [{ name, path: [...path, key, index] }] : [],
  );

function missing(
  references: readonly Reference[],
  known: Iterable<string>,
  code: 'unknownPanel' | 'unknownElectorate' | 'unknownPost',
  zh: string,
  en: string,
): Finding[] {
  const there = new Set(known);
  return references
    .filter(({ name }) => !there.has(name))
    .map(({ name, path }) => {
      const hint = didYouMean(name, there);
      return error(
        code,
        path,
        `没有叫 ${shortened(name)} 的${zh}${hint.zh || '；请先写明它。'}`,
        `There is no ${en} called ${shortened(name)}${hint.en || '; define it first.'}`,
      );
    });
}

function unused(
  references: readonly Reference[],
  known: Iterable<string>,
  key: string,
  zh: string,
  en: string,
): Finding[] {
  const used = new Set(references.map(({ name }) => name));
  return [...known]
    .filter((name) => !used.has(name))
    .map((name) =>
      warning(
        'unused',
        [key, name],
        `${zh} ${shortened(name)} 没有环节用到。`,
        `No stage uses the ${en} ${shortened(name)}.`,
        { key: true },
      ),
    );
}

const conditionsOf = (raw: Raw): { condition: unknown; path: Path }[] =>
  Array.isArray(raw['conditions'])
    ? raw['conditions'].map((condition: unknown, index) => ({ condition, path: ['conditions', index] }))
    : [];

function postsOf(condition: unknown, path: Path): Reference[] {
  if (!isRaw(condition)) return [];
  const { of } = condition;
  const here = listed(condition, path, 'posts');
  const parts = Array.isArray(of)
    ? of.map((part: unknown, index) => ({ part, at: [...path, 'of', index] }))
    : [{ part: of, at: [...path, 'of'] }];
  return [...here, ...parts.flatMap(({ part, at }) => postsOf(part, at))];
}

/** Who consents to what is relaxed. */
const grantersOf = (condition: unknown, path: Path): Reference[] =>
  isRaw(condition) ? names(condition, path, ['relaxedBy']) : [];

const postIds = (raw: Raw): string[] =>
  subjectsIn(raw).flatMap(({ raw: { id } }) => (typeof id === 'string' ? [id] : []));
