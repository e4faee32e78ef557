import type { Records, Tx } from '../database';
import { Refusal } from '../refusal';

const noNotice = () => new Refusal('notFound', { zh: '没有这份公示', en: 'There is no such notice' });

/** The window that takes objections to a notice; a notice is the visit of its stage. @throws Refusal `notFound` */
export async function objectionsTo(db: Records | Tx, notice: string): Promise<string> {
  const window = await db.selectFrom('window').select('id').where('visit_id', '=', notice).where('kind', '=', 'objection').orderBy('opened_at').executeTakeFirst();
  if (!window) throw noNotice();
  return window.id;
}
