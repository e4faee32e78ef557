import { exactly, isShare, mean, order, printed, read, type Frac } from '../fraction';
import { asOne } from '../parts';
import type { Content, Kind, Seen } from '../words';
import { period } from './asking';

const written = (value: Frac) => ({ published: printed(value), inFull: exactly(value) });

/** The mean of what is left when the so many highest and lowest are struck out; nothing when nothing is left. */
export function strikeOut(scores: readonly Frac[], high: number, low: number): Frac | undefined {
  const left = [...scores].sort(order).slice(low);
  const kept = left.slice(0, Math.max(0, left.length - high));
  return kept.length === 0 ? undefined : mean(kept);
}

export const scoredAssessment: Kind = {
  make: ({ chance, panel }) => {
    const high = chance.from(0, 1);
    const low = chance.from(0, 1);
    const trimmed = chance.happens(0.5);
    return {
      text: {
        form: trimmed ? 'interview' : chance.one(['writtenExam', 'interview', 'qualityTest', 'activity']),
        by: panel(trimmed ? high + low + 1 : 1),
        max: chance.one([100, 100, 60]),
        ...(trimmed ? { trim: { high, low } } : {}),
        ...(chance.happens(0.2) ? { supervisor: panel() } : {}),
      },
      outcomes: ['scored', 'none'],
    };
  },
  asks: [
    ({ stage, still, panel }) =>
      still().length === 0
        ? []
        : [
            {
              purpose: 'sheets',
              kind: 'sheet',
              closes: 'complete',
              needs: ['writtenExam', 'qualityTest'].includes(String(stage['form'])) ? 'any' : 'all',
              holders: panel(stage['by']),
              subjects: still(),
              terms: stage,
            },
          ],
    ({ stage, panel }) =>
      stage['supervisor']
        ? [
            {
              purpose: 'presence',
              kind: 'presence',
              closes: 'complete',
              needs: 'any',
              holders: panel(stage['supervisor']),
            },
          ]
        : [],
  ],
  conclude(seen) {
    const { high = 0, low = 0 } = (seen.stage['trim'] ?? {}) as { high?: number; low?: number };
    const people = seen.lots.flatMap((lot) => lot.people);
    const scores: Record<string, unknown> = {};
    for (const person of people) {
      const sheets = seen
        .answers('sheets')
        .filter(({ about, content }) => about === person && content['score'] !== undefined);
      const score = strikeOut(sheets.map(({ content }) => read(String(content['score']))), high, low); // prettier-ignore
      if (score) scores[person] = written(score);
    }
    const parts = seen.lots.map((lot) => {
      const scored = seen.still(lot.people).filter((person) => scores[person]);
      return asOne(lot, scored.length > 0 ? 'scored' : 'none', scored);
    });
    return {
      parts,
      found: { max: Number(seen.stage['max']), scores, absent: people.filter((person) => !scores[person]) },
    };
  },
};

export const collectiveBallot: Kind = {
  make: (making) => ({
    text: {
      form: 'score',
      electorate: making.electorate(),
      grades: making.chance.one([
        { 好: 100, 中: 70, 差: 0 },
        { 同意: 10, 不同意: 1 },
      ] as Content[]),
      within: period(making),
      ...(making.chance.happens(0.6) ? { turnout: making.chance.one(['80%', '2/3', '>1/2', '0.5']) } : {}),
    },
    outcomes: ['valid', 'turnoutNotMet'],
  }),
  asks: [
    ({ stage, still }) =>
      still().length === 0
        ? []
        : [
            {
              purpose: 'ballots',
              kind: 'ballot',
              closes: 'deadline',
              subjects: still(),
              within: stage['within'] as never,
              terms: stage,
            },
          ],
  ],
  conclude(seen) {
    const box = seen.window('ballots');
    const entitled = box ? electorsOf(seen).length : 0;
    const [cast, ballots] = [box?.ballots.length ?? 0, box?.ballots ?? []];
    const floorOf = seen.stage['turnout'] as string | undefined;
    // Where nobody is left to be graded there is no ballot, and none that could fail.
    const valid = floorOf === undefined || box === undefined || isShare(cast, entitled, floorOf);
    const grades = seen.stage['grades'] as Record<string, number>;
    const scores: Record<string, unknown> = {};
    for (const person of valid ? seen.lots.flatMap((lot) => lot.people) : []) {
      const points = ballots.flatMap((choices) => grades[String(choices[person])] ?? []);
      if (points.length > 0) scores[person] = written(mean(points.map(read)));
    }
    return {
      parts: seen.lots.map((lot) => asOne(lot, valid ? 'valid' : 'turnoutNotMet', seen.still(lot.people))),
      found: { max: Math.max(...Object.values(grades)), scores, entitled, cast, valid },
    };
  },
};

export const electorsOf = ({ model, stage }: Seen): string[] =>
  Object.values(model.roster.electorates[String(stage['electorate'])] ?? {}).flat();
