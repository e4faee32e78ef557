import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { opened, sha256, type Box, type PaperCount, type Resolution, type Sheet, type Verdict } from './archive';

/** An export in which one thing was altered. */
export interface Altered {
  readonly what: string;
  readonly bytes: Uint8Array;
  /** A sheet that the plan may drop as the highest or lowest: altered so, it is dropped again, and nobody can tell by the numbers. */
  readonly mayBeDropped?: boolean;
}

/** As a forger would, who also mends the list of digests. */
function mended(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const { 'manifest.json': _, ...rest } = files;
  const digests = Object.entries(rest).map(([name, content]) => [name, sha256(strFromU8(content))]);
  const manifest = JSON.stringify({ format: 'xuanxian-export/1', files: Object.fromEntries(digests) as unknown });
  return zipSync({ ...rest, 'manifest.json': strToU8(manifest) }, { level: 0 });
}

/**
 * Of each kind of document: three sheets a visit, one ballot a box, one vote a resolution, one line a paper, one verdict of each question.
 * Of a visit that was undone nothing decides any more.
 */
export function altered(bytes: Uint8Array): Altered[] {
  const files = unzipSync(bytes);
  const read = <T>(name: string): T[] => JSON.parse(strFromU8(files[name]!)) as T[];
  const all = opened(bytes);
  const undone = new Set(all.visits.filter(({ status }) => status === 'superseded').map(({ id }) => id));
  const put = (name: string, all: readonly unknown[], what: string): Altered => ({
    what: `${name}: ${what}`,
    bytes: mended({ ...files, [name]: strToU8(JSON.stringify(all)) }),
  });
  const each = <T extends { readonly visit: string }>(
    name: string,
    alter: (item: T, all: readonly T[]) => T | undefined,
    of: (item: T) => string,
  ): Altered[] => {
    const items = read<T>(name);
    const done = new Set<string>();
    return items.flatMap((item, index) => {
      const other = undone.has(item.visit) || done.has(of(item)) ? undefined : alter(item, items);
      if (other === undefined) return [];
      done.add(of(item));
      return [put(name, items.with(index, other), `${of(item)}, ${JSON.stringify(item).slice(0, 160)}`)];
    });
  };
  const drops = (visit: string) => {
    const { plan, stage } = all.visits.find(({ id }) => id === visit)!;
    return JSON.stringify(all.plans.get(plan)!.stages.find(({ id }) => id === stage)).includes('"trim"');
  };
  return [
    ...all.sheets.filter(isOneOfFew).flatMap(({ id, visit }) =>
      each<Sheet>(
        'sheets.json',
        (one) => (one.id === id ? sheet(one) : undefined),
        (one) => one.id,
      ).map((one) => ({ ...one, mayBeDropped: drops(visit) })),
    ),
    ...each<Box>('ballots.json', ballot, ({ visit }) => visit),
    ...each<PaperCount>('papers.json', paper, ({ visit }) => visit),
    ...each<Resolution>('resolutions.json', resolution, ({ visit }) => visit),
    ...each<Verdict>('verdicts.json', verdict, ({ visit, purpose }) => `${visit} ${purpose}`),
  ];
}

/** The first three of each visit: there are hundreds, and each is worked out again. */
const isOneOfFew = ({ visit }: Sheet, index: number, all: readonly Sheet[]): boolean =>
  all.slice(0, index).filter((other) => other.visit === visit).length < 3;

const sheet = (one: Sheet): Sheet | undefined =>
  one.replaced || one.recused || one.score === null ? undefined : { ...one, score: one.score === '1' ? '2' : '1' };

/** One line of one ballot says something else. */
function ballot(box: Box): Box | undefined {
  const { marks, lines } = box.paper;
  const [line] = Object.keys(lines);
  const [first, ...rest] = box.ballots;
  if (!first || line === undefined) return undefined;
  const { [line]: said, ...others } = first.choices;
  const other =
    marks.length > 1
      ? marks.find((mark) => mark !== (said ?? marks.at(-1)))
      : said === undefined
        ? marks[0]
        : undefined;
  const choices: Record<string, string> = other === undefined ? others : { ...others, [line]: other };
  return { ...box, ballots: [{ ...first, choices }, ...rest] };
}

const paper = (one: PaperCount): PaperCount | undefined => {
  const [line] = Object.keys(one.tallies);
  if (one.replaced || line === undefined) return undefined;
  const [mark] = Object.keys(one.tallies[line]!);
  return {
    ...one,
    tallies: { ...one.tallies, [line]: { ...one.tallies[line], [mark!]: one.tallies[line]![mark!]! + 1 } },
  };
};

const resolution = (one: Resolution): Resolution | undefined => {
  const [first, ...rest] = one.votes;
  if (one.replaced || !first) return undefined;
  const agree = first.agree > 0 ? first.agree - 1 : first.agree + 1;
  return { ...one, votes: [{ ...first, agree, disagree: first.disagree + first.agree - agree }, ...rest] };
};

/** The opposite of what was said, where what was said decides. */
const opposites: Readonly<Record<string, string>> = {
  agreed: 'dropped',
  dropped: 'agreed',
  refused: 'eligible',
  eligible: 'refused',
  notUpheld: 'upheld',
  upheld: 'notUpheld',
  noObjection: 'objection',
  objection: 'noObjection',
  suitable: 'unsuitable',
  unsuitable: 'suitable',
  confirmed: 'notConfirmed',
  notConfirmed: 'confirmed',
  done: 'carried',
  carried: 'done',
};
const deciding: readonly string[] = [
  'motion',
  'approval',
  'inquiry',
  'review',
  'recheck',
  'opinion',
  'report',
  'probationReview',
  'itemReport',
];

const verdict = (one: Verdict, all: readonly Verdict[]): Verdict | undefined =>
  one.replaced || !deciding.includes(one.kind) || isReviewedAgain(one) || isObjectedToByAnother(one, all)
    ? undefined
    : { ...one, says: opposites[one.says as string] ?? 'another' };

/** Who was refused may have been found eligible after all, whatever was said at first. */
const isReviewedAgain = ({ kind, says }: Verdict): boolean => kind === 'review' && says === 'refused';

/** Where several must agree, one objection is enough: what the others say decides nothing any more. */
const isObjectedToByAnother = (one: Verdict, all: readonly Verdict[]): boolean =>
  all.some(
    (other) =>
      other !== one &&
      !other.replaced &&
      other.says === 'objection' &&
      [other.visit, other.purpose, other.about].join() === [one.visit, one.purpose, one.about].join(),
  );
