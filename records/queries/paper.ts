import type { Records } from '../database';
import { digest } from '../digest';
import { Refusal } from '../refusal';
import { namesOf } from './names';

/** What a voter chooses from. An unspent credential is all that is asked for. */
export async function paperFor(db: Records, ballot: string, credential: string) {
  const known = await db
    .selectFrom('credential')
    .innerJoin('window', 'window.id', 'credential.window_id')
    .select(['window.title', 'window.terms', 'window.due_at as dueAt'])
    .where('credential.digest', '=', digest(credential))
    .where('credential.window_id', '=', ballot)
    .executeTakeFirst();
  if (!known) throw new Refusal('badCredential');
  const { paper, subjects = [], earlier = {} } = known.terms;
  const nameOf = await namesOf(db, subjects);
  return {
    title: known.title,
    dueAt: known.dueAt,
    grades: [...(paper?.marks ?? [])],
    subjects: subjects.map(nameOf),
    lines: Object.entries(paper?.lines ?? {}).map(([line, { person, post, text, marks }]) => ({
      line,
      post,
      ...(text === undefined ? nameOf(person) : { id: line, name: text }),
      ...(marks && { marks: [...marks] }),
      ...(earlier[line] === undefined ? {} : { earlier: earlier[line] }),
    })),
    voids: [...(paper?.voids ?? [])],
    comments: paper?.comments ?? false,
    posts: Object.entries(paper?.posts ?? {}).map(([post, { most, writeIns }]) => ({ post, most, writeIns })),
  };
}
