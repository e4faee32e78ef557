import { drawOrder, drawSome } from '../../domain/arithmetic';
import type { StageOf } from '../../domain/plan';
import type { Tx } from '../../records/database';
import { randomId } from '../../records/digest';
import { cameTo, publishedSeed } from '../../records/draws';
import { everybody, panelOf, stillIn, termsOf } from '../../records/reading';
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

/** Who scores: one panel, or groups of raters. */
export const ratersOf = ({ by, raters, trim }: StageOf<'scoredAssessment'>): readonly Raters[] =>
  raters ? Object.entries(raters).map(([group, each]) => ({ group, ...each })) : [{ by, weight: 100, trim }];

export const sheetsAsked = ({ group }: Raters): string => (group === undefined ? 'sheets' : `sheets:${group}`);

/** What the scoring of a stage asks: the questions first, where there are any, and a sheet of each rater. */
export async function scoringAsked(tx: Tx, visit: Scored): Promise<Question[]> {
  const { stage } = visit;
  const subjects = await everybody(tx, visit);
  if (subjects.length === 0) return [];
  const seed = await publishedSeed(tx, visit);
  const order =
    stage.order &&
    visit.lots.flatMap((lot) =>
      orderOf(
        seed,
        lot.post,
        lot.people.filter((each) => subjects.includes(each)),
      ),
    );
  const common = {
    max: stage.max,
    signed: stage.signed,
    ...(stage.elements && { elements: stage.elements }),
    ...(stage.minutes !== undefined && { minutes: stage.minutes }),
    ...(stage.sealed && { sealed: randomId() }),
    ...(stage.questions && { after: windowId(visit.id, 'questions') }),
    ...(order && { order, seed, inOrder: stage.inOrder }),
  };
  const sheets = await Promise.all(
    ratersOf(stage).map(async (raters): Promise<Question> => {
      const among = raters.drawn && (await poolFor(tx, visit, raters.drawn.from, subjects));
      const title = visit.plan.panels[raters.by ?? raters.drawn?.from ?? '']?.title ?? raters.group;
      return {
        purpose: sheetsAsked(raters),
        kind: 'sheet',
        title: raters.group === undefined ? `${stage.title}评分` : `${stage.title}评分（${title}）`,
        closes: 'complete',
        // A written paper is marked once, by the marking group; else every judge signs a sheet of his own.
        needs: raters.group === undefined && marked.includes(stage.form) ? 'any' : 'all',
        holders: among ? ratersDrawn(seed, raters, among) : await panelOf(tx, visit, raters.by!),
        subjects,
        terms: { ...common, ...(among && { seed, drawnFrom: among }) },
      };
    }),
  );
  return [...(await questionsAsked(tx, visit)), ...sheets];
}

const marked: readonly string[] = ['writtenExam', 'qualityTest'];

const orderOf = (seed: string, post: string, people: readonly string[]): string[] =>
  drawOrder(`${seed} ${post}`, people);

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
        posts: visit.lots.filter(({ people }) => people.length > 0).map(({ post }) => post),
      },
    },
  ];
}

/** What was drawn by lot, worked out again from the seed that was published and those it was drawn among. */
export async function drawsOf(tx: Tx, visit: Scored): Promise<object | undefined> {
  const drawn: Record<string, unknown> = {};
  for (const raters of ratersOf(visit.stage)) {
    const { seed, order, drawnFrom } = await termsOf(tx, visit, sheetsAsked(raters));
    if (seed === undefined) continue;
    drawn['seed'] = seed;
    if (order)
      drawn['order'] = visit.lots.flatMap(({ post, people }) =>
        orderOf(
          seed,
          post,
          people.filter((each) => order.includes(each)),
        ),
      );
    if (drawnFrom)
      drawn['raters'] = {
        ...(drawn['raters'] as object | undefined),
        [raters.group!]: { among: drawnFrom.length, drawn: ratersDrawn(seed, raters, drawnFrom) },
      };
  }
  return Object.keys(drawn).length > 0 ? drawn : undefined;
}
