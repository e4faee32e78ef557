import { drawOrder, drawSome } from '../../domain/arithmetic';
import type { StageOf } from '../../domain/plan';
import { postsIn } from '../../domain/walk';
import type { Tx } from '../../records/database';
import { randomId } from '../../records/digest';
import { cameTo, publishedSeed } from '../../records/draws';
import { panelOf, stillIn, subjectsOf } from '../../records/people';
import { termsOf } from '../../records/reading';
import type { Visit } from '../../records/visits';
import { windowId, type Question } from '../../records/windows';

type Scored = Visit<'scoredAssessment'>;

export interface Raters {
  /** None where a single panel scores. */
  readonly group?: string;
  readonly by?: string | undefined;
  readonly drawn?: { readonly from: string; readonly count: number } | undefined;
  readonly weight: number;
  readonly trim?: { readonly high: number; readonly low: number } | undefined;
}

/** Who scores: one panel, groups of raters, or panels that score some of the people each. */
export function ratersOf({ by, raters, divided, trim }: StageOf<'scoredAssessment'>): readonly Raters[] {
  if (divided) return divided.among.map((each) => ({ group: each, by: each, weight: 100, trim }));
  return raters ? Object.entries(raters).map(([group, each]) => ({ group, ...each })) : [{ by, weight: 100, trim }];
}

export const sheetsAsked = ({ group }: Raters): string => (group === undefined ? 'sheets' : `sheets:${group}`);

/** What the scoring of a stage asks: the questions first, where there are any, and a sheet of each rater. */
export async function scoringAsked(tx: Tx, visit: Scored): Promise<Question[]> {
  const { stage } = visit;
  const subjects = await subjectsOf(tx, visit);
  if (subjects.length === 0) return [];
  const seed = await publishedSeed(tx, visit);
  const order = stage.order && orderOf(seed, visit, subjects);
  const dealt = stage.divided && dealtAmong(seed, visit, stage.divided.among, subjects);
  const common = {
    max: stage.max,
    signed: stage.signed,
    ...(stage.elements && { elements: stage.elements }),
    ...(stage.minutes !== undefined && { minutes: stage.minutes }),
    ...(stage.sealed && { sealed: randomId() }),
    ...(stage.questions && { after: windowId(visit.id, 'questions') }),
    ...(dealt && { dealt, seed }),
  };
  const sheets = await Promise.all(
    ratersOf(stage).map(async (raters): Promise<Question> => {
      const among = raters.drawn && (await poolFor(tx, visit, raters.drawn.from, subjects));
      const mine = dealt?.[raters.group!] ?? subjects;
      const mineInOrder = order?.filter((person) => mine.includes(person));
      const title = visit.plan.panels[raters.by ?? raters.drawn?.from ?? '']?.title ?? raters.group;
      return {
        purpose: sheetsAsked(raters),
        kind: 'sheet',
        title: raters.group === undefined ? `${stage.title}评分` : `${stage.title}评分（${title}）`,
        closes: 'complete',
        // A written paper is marked once, by the marking group; else every judge signs a sheet of his own.
        needs: raters.group === undefined && marked.includes(stage.form) ? 'any' : 'all',
        holders: among ? ratersDrawn(seed, raters, among) : await panelOf(tx, visit, raters.by!),
        subjects: mine,
        terms: {
          ...common,
          ...(mineInOrder && { order: mineInOrder, seed, inOrder: stage.inOrder }),
          ...(among && { seed, drawnFrom: among }),
        },
      };
    }),
  );
  // A panel to which nobody was dealt has nothing to score.
  return [...(await questionsAsked(tx, visit)), ...sheets.filter(({ subjects: mine }) => mine!.length > 0)];
}

/** The people of each post, in an order drawn by lot, are dealt to the panels in turn, so that none has more than one person more than another. */
export function dealtAmong(
  seed: string,
  { lots }: Pick<Scored, 'lots'>,
  panels: readonly string[],
  subjects: readonly string[],
): Record<string, string[]> {
  const drawn = orderOf(`${seed} 分组`, { lots }, subjects);
  return Object.fromEntries(
    panels.map((panel, at) => [panel, drawn.filter((_, index) => index % panels.length === at)]),
  );
}

const marked: readonly string[] = ['writtenExam', 'qualityTest'];

/** The people of each post in an order drawn by lot; who stands for several posts is scored once. */
function orderOf(seed: string, { lots }: Pick<Scored, 'lots'>, among: readonly string[]): string[] {
  const drawn = lots.flatMap(({ post, people }) =>
    drawOrder(
      `${seed} ${post}`,
      people.filter((each) => among.includes(each)),
    ),
  );
  return [...new Set(drawn)];
}

const ratersDrawn = (seed: string, { group, drawn }: Raters, among: readonly string[]): string[] =>
  drawSome(`${seed} ${group}`, among, drawn!.count);

/** A panel, or those who came to an earlier stage; never those who are scored here. */
async function poolFor(tx: Tx, visit: Scored, from: string, subjects: readonly string[]): Promise<string[]> {
  const all = visit.plan.panels[from]
    ? await panelOf(tx, visit, from)
    : await stillIn(tx, visit, await cameTo(tx, visit.campaign, from));
  return all.filter((person) => !subjects.includes(person));
}

async function questionsAsked(tx: Tx, visit: Scored): Promise<Question[]> {
  const { title, questions } = visit.stage;
  if (!questions) return [];
  return [
    {
      purpose: 'questions',
      kind: 'questions',
      title: `${title}试题`,
      closes: 'complete',
      needs: 'any',
      holders: await panelOf(tx, visit, questions.by),
      terms: {
        count: questions.count,
        posts: postsIn(visit.lots.filter(({ people }) => people.length > 0)),
      },
    },
  ];
}

/** What was drawn by lot, worked out again from the seed that was published and those it was drawn among. */
export async function drawsOf(tx: Tx, visit: Scored): Promise<object | undefined> {
  const drawn: Record<string, unknown> = {};
  const entering: string[] = [];
  for (const raters of ratersOf(visit.stage)) {
    const { seed, order, drawnFrom, dealt } = await termsOf(tx, visit, sheetsAsked(raters));
    if (seed === undefined) continue;
    drawn['seed'] = seed;
    if (dealt) drawn['dealt'] = dealtAmong(seed, visit, visit.stage.divided?.among ?? [], Object.values(dealt).flat());
    if (order) {
      // Of several panels each has its own part of the one order.
      entering.push(...order);
      drawn['order'] = orderOf(seed, visit, entering);
    }
    if (drawnFrom)
      drawn['raters'] = {
        ...(drawn['raters'] as object | undefined),
        [raters.group!]: { among: drawnFrom.length, drawn: ratersDrawn(seed, raters, drawnFrom) },
      };
  }
  return Object.keys(drawn).length > 0 ? drawn : undefined;
}
