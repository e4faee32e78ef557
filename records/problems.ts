import type { AnswerOf, FoundProblem } from '../domain/answers';
import type { Tx } from './database';
import type { Visit } from './visits';

/** The problems that reports of these stages have stated about a post and its people, in the order of the stages; numbered. */
export async function problemsOf(
  tx: Tx,
  { campaign, asOf }: Pick<Visit, 'campaign' | 'asOf'>,
  stages: readonly string[],
  post: string,
): Promise<FoundProblem[]> {
  const rows = await tx
    .selectFrom('answer')
    .innerJoin('window', 'window.id', 'answer.window_id')
    .innerJoin('visit', 'visit.id', 'window.visit_id')
    .select(['visit.stage', 'visit.ordinal', 'answer.subject', 'answer.content'])
    .where('visit.campaign_id', '=', campaign)
    .where('visit.stage', 'in', stages)
    .where('visit.status', '<>', 'superseded')
    .where('visit.left_at', '<=', asOf)
    .where('window.kind', '=', 'taskReport')
    .where('answer.replaced', '=', false)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('visit_lot')
          .innerJoin('lot', 'lot.id', 'visit_lot.lot_id')
          .select('lot.id')
          .whereRef('visit_lot.visit_id', '=', 'visit.id')
          .where('lot.post', '=', post),
      ),
    )
    .orderBy('visit.ordinal')
    .orderBy('answer.subject')
    .execute();
  return stages
    .flatMap((stage) => rows.filter((row) => row.stage === stage))
    .flatMap(({ stage, subject, content }) =>
      ((content as AnswerOf<'taskReport'>).problems ?? []).map((text) => ({ stage, about: subject || post, text })),
    )
    .map((problem, index) => ({ id: `${post}-${index + 1}`, ...problem }));
}
