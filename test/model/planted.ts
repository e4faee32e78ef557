// Random campaigns walked with one deliberate fault each, in this process.
import { stageWorks } from '../../activities/stages';
import type { StageWork } from '../../activities/stages/stageWork';
import { tell } from '../fixtures/apart';
import { groundsHere } from './grounds';
import { compareMany } from './many';

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

/** What was found of each fault, by its name; undefined: nothing. */
export type FoundFaults = Readonly<Record<string, string | undefined>>;

tell(async ([first, most]): Promise<FoundFaults> => {
  const found: Record<string, string | undefined> = {};
  for (const [name, plant] of Object.entries(faults)) {
    const undo = plant();
    const walked = { first: Number(first), count: Number(most), hands: 3, enough: 1, asFound: true };
    const { divergences } = await compareMany({ grounds: groundsHere, ...walked });
    found[name] = divergences[0]?.split('\n').at(-1);
    undo();
  }
  return found;
});
