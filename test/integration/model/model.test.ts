import { stageWorks } from '../../../activities/stages';
import type { StageWork } from '../../../activities/stages/stageWork';
import { apart } from '../../fixtures/apart';
import { say } from '../../fixtures/seed';
import { groundsHere } from '../../model/grounds';
import { compareMany, type Compared } from '../../model/many';

/** The same thousand in every run, so that a failure is somebody's change; `npm run fuzz` looks for new ones. */
const seed = Number(process.env['SEED'] ?? 20_261_123);
const runs = 1000;

it(`carries ${runs} random campaigns as the model says`, async () => {
  say(`random campaigns, seeds ${seed} to ${seed + runs - 1}`);
  const { acts, seconds, divergences } = await apart<Compared>('model/walkingMany.ts', String(seed), String(runs));
  say(`${runs} campaigns, ${acts} acts, ${divergences.length} divergences, ${seconds.toFixed(1)} s`);
  expect(divergences.join('\n\n')).toBe('');
}, 600_000);

/** One deliberate fault each. */
const faults: Readonly<Record<string, () => () => void>> = {
  'a ranking that takes one too many': () =>
    planted('ranking', (work) => ({
      ...work,
      conclude: (tx, visit) => {
        const { stage } = visit;
        if (stage.form !== 'composite' || !('perVacancy' in stage.take)) return work.conclude(tx, visit);
        return work.conclude(tx, { ...visit, stage: { ...stage, take: { perVacancy: stage.take.perVacancy + 1 } } });
      },
    })),
  'a mean that drops one highest too few': () =>
    planted('scoredAssessment', (work) => ({
      ...work,
      conclude: (tx, visit) => {
        const { trim } = visit.stage;
        if (!trim || trim.high === 0) return work.conclude(tx, visit);
        return work.conclude(tx, { ...visit, stage: { ...visit.stage, trim: { ...trim, high: trim.high - 1 } } });
      },
    })),
  'a notice that forgets objections': () =>
    planted('publicNotice', (work) => ({
      ...work,
      conclude: async (tx, visit) => {
        const { parts, ...more } = await work.conclude(tx, visit);
        return {
          ...more,
          parts: parts.map((part) => (part.outcome === 'objected' ? { ...part, outcome: 'clear' } : part)),
        };
      },
    })),
  'an election that forgets its share': () =>
    planted('election', (work) => ({
      ...work,
      conclude: (tx, visit) => {
        const { share: _, ...win } = visit.stage.win;
        return work.conclude(tx, { ...visit, stage: { ...visit.stage, win } });
      },
    })),
  'a join that is content with one strand': () =>
    planted('join', (work) => ({
      ...work,
      conclude: (tx, visit) => work.conclude(tx, { ...visit, stage: { ...visit.stage, counts: 'any' } }),
    })),
};

/** Puts a faulty work in the place of a stage's own; the answer takes it away again. */
function planted<T extends keyof typeof stageWorks>(type: T, fault: (work: StageWork<T>) => StageWork<T>): () => void {
  const works = stageWorks as { [K in T]: StageWork<T> };
  const own = works[type];
  works[type] = fault(own);
  return () => void (works[type] = own);
}

it.each(Object.keys(faults))(
  'finds %s',
  async (what) => {
    const undo = faults[what]!();
    try {
      const { divergences } = await compareMany({
        grounds: groundsHere,
        first: 1,
        count: 300,
        hands: 2,
        enough: 1,
        asFound: true,
      });
      say(`${what}: ${divergences[0]?.split('\n').at(-1) ?? 'not found'}`);
      expect(divergences.length).toBeGreaterThan(0);
    } finally {
      undo();
    }
  },
  180_000,
);
