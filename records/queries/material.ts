import type { AnswerKind, AnswerOf } from '../../domain/answers';
import type { Records } from '../database';

/** A paper that whoever answers has before them. */
export interface Paper {
  readonly kind: AnswerKind;
  readonly content: unknown;
  readonly at: string;
}

/** Which earlier answers are needed to give an answer of a kind. Nobody sees more of a person than the task asks for. */
const needed: Partial<Record<AnswerKind, readonly AnswerKind[]>> = {
  review: ['application'],
  relaxation: ['application', 'review'],
  recheck: ['application', 'review', 'recheckRequest'],
  points: ['application'],
  inquiry: ['objection'],
  scoreCheck: ['recheckRequest', 'sheet'],
  assignment: ['application'],
  signature: ['report'],
  resolution: ['report', 'opinion'],
};

/** The papers about each subject of a task, in the order in which they came. Who objected is not shown with the objection's contact. */
export async function materialFor(
  db: Records,
  { kind, campaign_id, visit_id }: { kind: AnswerKind; campaign_id: string; visit_id: string },
  subjects: readonly string[],
): Promise<ReadonlyMap<string, readonly Paper[]>> {
  if (kind === 'sheet') return questionsFor(db, visit_id);
  const kinds = needed[kind] ?? [];
  const about = subjects.filter(Boolean);
  if (kinds.length === 0 || about.length === 0) return new Map();
  const rows = await db
    .selectFrom('answer as a')
    .innerJoin('window as w', 'w.id', 'a.window_id')
    .select(['a.person_id', 'a.subject', 'a.content', 'a.answered_at', 'w.kind'])
    .where('w.campaign_id', '=', campaign_id)
    .where('w.kind', 'in', kinds)
    .where('a.replaced', '=', false)
    .where((eb) =>
      eb.or([eb('a.subject', 'in', about), eb.and([eb('w.kind', '=', 'application'), eb('a.person_id', 'in', about)])]),
    )
    .orderBy('a.answered_at')
    .orderBy('a.id')
    .execute();
  const papers = new Map<string, Paper[]>();
  for (const row of rows) {
    const subject = row.kind === 'application' ? row.person_id! : row.subject;
    papers.set(subject, [
      ...(papers.get(subject) ?? []),
      { kind: row.kind, content: row.content, at: row.answered_at },
    ]);
  }
  return papers;
}

/** The questions of each person's post, as they were set for this scoring. */
async function questionsFor(db: Records, visit: string): Promise<ReadonlyMap<string, readonly Paper[]>> {
  const set = await db
    .selectFrom('answer as a')
    .innerJoin('window as w', 'w.id', 'a.window_id')
    .select(['a.content', 'a.answered_at as at'])
    .where('w.visit_id', '=', visit)
    .where('w.kind', '=', 'questions')
    .where('a.replaced', '=', false)
    .executeTakeFirst();
  if (!set) return new Map();
  const lots = await db
    .selectFrom('visit_lot as vl')
    .innerJoin('lot', 'lot.id', 'vl.lot_id')
    .select(['lot.post', 'lot.people'])
    .where('vl.visit_id', '=', visit)
    .execute();
  const { posts } = set.content as AnswerOf<'questions'>;
  const paper = (post: string): Paper[] => [
    { kind: 'questions', content: { questions: posts[post] ?? [] }, at: set.at },
  ];
  return new Map(lots.flatMap(({ post, people }) => people.map((person) => [person, paper(post)] as const)));
}
