import type { DraftOf } from '../draft';
import { nodeOf, type DraftGraph } from '../graph';
import { shortened } from '../phrases';
import { error, type Finding, type Path } from '../problem';
import { COUNTS } from '../stages/join';

/** One of the tracks between a branch and the join of its strands: where it begins, and its stages. */
export interface Strand {
  readonly entry: string;
  readonly stages: ReadonlySet<string>;
  /** It holds the seats. */
  readonly seated: boolean;
}
/** A join with what lies between it and its branch. */
export interface Between {
  readonly join: DraftOf<'join'>;
  readonly branch: string;
  readonly strands: readonly Strand[];
}

/** Each strand has one name, which says by which of its outcomes one has passed it; such an outcome leads to the join. */
export function checkNames({ join, strands }: Between, { table, stages }: DraftGraph): Finding[] {
  const named = Object.entries(join.values.strands ?? {});
  if (join.broken.has('strands')) return [];
  const at = [...join.path, 'strands'];
  const end = nodeOf(join);
  const outcomes = named.flatMap(([name, its]) =>
    Object.entries(its).flatMap(([stage, words]) => {
      const on = strands.some((strand) => strand.stages.has(stage));
      const leads = [...(table.get(stage) ?? [])].filter(([, to]) => to === end).map(([word]) => word);
      if (!on) return [notOfStrand([...at, name, stage], `没有叫 ${shortened(stage)} 的环节在这几道上。`, `No stage ${shortened(stage)} is on these strands.`, true)]; // prettier-ignore
      return words
        .map((word, index) => ({ word, index }))
        .filter(({ word }) => !leads.includes(word))
        .map(({ word, index }) =>
          notOfStrand(
            [...at, name, stage, index],
            `${stage} 的结果 ${shortened(word)} 不通到“${join.title}”${leads.length > 0 ? `；通到它的有 ${leads.join('、')}` : ''}。`,
            `The outcome ${shortened(word)} of ${stage} does not lead to "${join.title}"${leads.length > 0 ? `; there are ${leads.join(', ')}` : ''}.`,
          ),
        );
    }),
  );
  const namesOf = ({ stages: its }: Strand) =>
    named.filter(([, words]) => Object.keys(words).some((stage) => its.has(stage))).map(([name]) => name);
  const wrong = strands.filter((strand) => namesOf(strand).length !== 1);
  const mixed = named.filter(([name]) => strands.filter((strand) => namesOf(strand).includes(name)).length > 1);
  if (outcomes.length > 0) return outcomes;
  return [
    ...wrong.map((strand) =>
      error(
        'strandUnclear',
        at,
        `从“${stages.get(strand.entry)?.title ?? strand.entry}”起的一道应有且只有一个名称，说明以哪些结果为通过。`,
        `The strand that begins at "${stages.get(strand.entry)?.title ?? strand.entry}" needs one name, with the outcomes by which it is passed.`,
      ),
    ),
    ...mixed.map(([name]) =>
      error(
        'strandUnclear',
        [...at, name],
        `${name} 写了不止一道的环节；请每一道各写一个名称。`,
        `${name} has stages of more than one strand; give each strand a name of its own.`,
        { key: true },
      ),
    ),
  ];
}

const notOfStrand = (path: Path, zh: string, en: string, key = false): Finding =>
  error('unknownReference', path, zh, en, { key });

export function checkCounts({ join }: Between): Finding[] {
  const { strands = {}, counts } = join.values;
  const names = Object.keys(strands);
  const reserved = names
    .filter((name) => COUNTS.some((word) => word === name))
    .map((name) =>
      error(
        'reservedId',
        [...join.path, 'strands', name],
        `${name} 另有含义，不能作一道的名称；请改名。`,
        `${name} means something else and cannot be the name of a strand.`,
        { key: true },
      ),
    );
  if (counts === undefined || [...COUNTS, ...names].includes(counts)) return reserved;
  const can = [...COUNTS, ...names].join('、');
  return [
    ...reserved,
    error(
      'unknownReference',
      [...join.path, 'counts'],
      `没有叫 ${shortened(counts)} 的一道；可以写 ${can}。`,
      `There is no strand called ${shortened(counts)}; it may be ${can.replaceAll('、', ', ')}.`,
    ),
  ];
}
