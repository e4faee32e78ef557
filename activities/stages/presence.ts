import type { StageOf } from '../../domain/plan';
import type { Tx } from '../../records/database';
import { panelOf } from '../../records/people';
import type { Visit } from '../../records/visits';
import type { Question } from '../../records/windows';

type Supervised = Visit<'scoredAssessment'> | Visit<'collectiveBallot'> | Visit<'election'>;

/** 到场监督: the word of whoever supervises, without which the stage does not close. */
export async function presenceAsked(tx: Tx, visit: Supervised): Promise<Question[]> {
  const { title, supervisor }: Pick<StageOf<'scoredAssessment'>, 'title' | 'supervisor'> = visit.stage;
  if (!supervisor) return [];
  return [
    {
      purpose: 'presence',
      kind: 'presence',
      title: `${title}监督签字`,
      closes: 'complete',
      needs: 'any',
      holders: await panelOf(tx, visit, supervisor),
    },
  ];
}
