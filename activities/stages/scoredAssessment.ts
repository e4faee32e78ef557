import {
  agreement,
  ratersMean,
  share,
  toOneScale,
  type Agreement,
  type ComputedScore,
  type Scaled,
} from '../../domain/arithmetic';
import { sheetScore } from '../../domain/answers';
import { whole } from '../../domain/walk';
import type { Tx } from '../../records/database';
import { answersTo, type Answered } from '../../records/reading';
import { itself, stillIn } from '../../records/people';
import { recusedIn } from '../../records/recusal';
import type { Visit } from '../../records/visits';
import { keptBy } from './keptScore';
import { presenceAsked } from './presence';
import { drawsOf, ratersOf, scoringAsked, sheetsAsked } from './scoring';
import type { StageWork } from './stageWork';

/** What a scored stage finds: for each person the score, by groups of raters where there are any, and who was absent. */
export interface ScoreFinding {
  readonly max: number;
  readonly scores: Readonly<Record<string, ComputedScore>>;
  readonly absent: readonly string[];
  readonly groups?: Readonly<Record<string, Readonly<Record<string, ComputedScore>>>>;
  readonly agreement?: Agreement;
  /** How the scores of several panels came to one scale, and what everybody had before. */
  readonly scaled?: Omit<Scaled, 'scores'> & { readonly raw: Readonly<Record<string, ComputedScore>> };
  /** Order and raters that were drawn by lot, with the seed. */
  readonly draw?: object;
}

export const scoredAssessment: StageWork<'scoredAssessment'> = {
  asks: {
    sheets: scoringAsked,
    presence: presenceAsked,
  },
  async conclude(tx, visit) {
    const { max, raters, divided } = visit.stage;
    const given = await sheetsOf(tx, visit);
    const people = visit.lots.flatMap((lot) => lot.people);
    const subjects = visit.lots.flatMap((lot) => (itself(visit, lot) ? [lot.post] : lot.people));
    const results = subjects.map((person) => ({ person, mean: ratersMean(given(person)) }));
    const met = results.flatMap(({ person, mean }) => (mean.met ? [{ person, mean }] : []));
    const raw = Object.fromEntries(
      met.map(({ person, mean: { published, inFull } }) => [person, { published, inFull }]),
    );
    const scaled = scaledOf(visit, met);
    const scores = scaled?.scores ?? raw;
    const absent = subjects.filter((each) => !scores[each]);
    const groups = Object.fromEntries(met.map(({ person, mean }) => [person, mean.groups]));
    const agreed = agreementOf(visit, groups);
    const word = agreed && !agreed.met && visit.stage.agreement!.gate ? 'disagreed' : 'scored';
    const parts = await Promise.all(
      visit.lots.map(async (lot) => {
        if (itself(visit, lot)) return whole(lot, scores[lot.post] ? word : 'none');
        const scored = (await stillIn(tx, visit, lot.people)).filter((person) => scores[person]);
        return whole(lot, scored.length > 0 ? word : 'none', scored);
      }),
    );
    const draw = await drawsOf(tx, visit);
    const own = Object.fromEntries(people.flatMap((person) => (scores[person] ? [[person, scores[person]]] : [])));
    const facts = await keptBy(tx, visit, visit.stage.keep, own, max);
    return {
      parts: parts.flat(),
      finding: {
        max,
        scores,
        absent,
        ...((raters ?? divided) && { groups }),
        ...(agreed && { agreement: agreed }),
        ...(scaled && {
          scaled: { formula: scaled.formula, mean: scaled.mean, panels: scaled.panels, raw },
        }),
        ...(draw && { draw }),
      } satisfies ScoreFinding,
      ...(facts && { facts }),
      letters: people.flatMap((person) => {
        const score = scores[person]?.published;
        if (score === undefined) return [];
        return [{ purpose: `score:${score}`, letter: 'score' as const, to: [person], terms: { score, max } }];
      }),
    };
  },
};

/** How far the groups of raters agree about those whom they all scored. */
function agreementOf(
  { stage, lots }: Visit<'scoredAssessment'>,
  groups: NonNullable<ScoreFinding['groups']>,
): Agreement | undefined {
  if (!stage.agreement) return undefined;
  const { cut, atLeast } = stage.agreement;
  const posts = lots.map(({ vacancies, people }) => ({
    vacancies,
    scores: Object.fromEntries(
      people.flatMap((person) => {
        const means = groups[person];
        return means
          ? [[person, Object.fromEntries(Object.entries(means).map(([group, { inFull }]) => [group, inFull]))]]
          : [];
      }),
    ),
  }));
  return agreement(posts, cut, share(atLeast));
}

/** The scores of several panels on one scale, by what each panel gave to those whom it scored. */
function scaledOf(
  { stage: { divided, max } }: Visit<'scoredAssessment'>,
  met: readonly { person: string; mean: { inFull: string; groups: Readonly<Record<string, unknown>> } }[],
): Scaled | undefined {
  if (!divided?.scale) return undefined;
  const scored = met.map(({ person, mean }) => ({
    id: person,
    panel: Object.keys(mean.groups)[0]!,
    score: mean.inFull,
  }));
  return toOneScale(scored, divided.scale, max);
}

/** What each group of raters gave a person; of several panels only the one to which the person was dealt. */
async function sheetsOf(tx: Tx, visit: Visit<'scoredAssessment'>) {
  const groups = ratersOf(visit.stage).map(async (raters) => {
    const sheets = await withoutKin(tx, visit, await answersTo(tx, visit, sheetsAsked(raters), 'sheet'));
    return (person: string) => ({
      id: raters.group ?? 'all',
      weight: raters.weight,
      trim: raters.trim,
      scores: scoresOf(sheets, person),
    });
  });
  const all = await Promise.all(groups);
  return (person: string) => {
    const each = all.map((group) => group(person));
    const own = visit.stage.divided ? each.filter(({ scores }) => scores.length > 0) : each;
    return own.length > 0 ? own : each.slice(0, 1);
  };
}

/** A judge who declares kin after having scored withdraws all the same: the sheets for that post do not count (回避). */
async function withoutKin(tx: Tx, visit: Visit<'scoredAssessment'>, sheets: readonly Answered<'sheet'>[]) {
  const judges = [...new Set(sheets.flatMap(({ by }) => by ?? []))];
  const recused = await recusedIn(tx, visit, judges);
  return sheets.filter(({ by, subject }) => !(by !== null && recused[by]?.has(subject)));
}

const scoresOf = (sheets: readonly Answered<'sheet'>[], person: string): string[] =>
  sheets.flatMap(({ subject, content }) => (subject === person ? (sheetScore(content) ?? []) : []));
