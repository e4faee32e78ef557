import { conclusionOf } from '../../../activities/campaign';
import type { Tx } from '../../../records/database';
import { loadVisit } from '../../../records/visits';
import { fullestScript } from '../../fixtures/scripts';
import { played, type Played } from './played';
import { asAdministrator } from './tampering';

let carried: Played;
beforeAll(async () => void (carried = await played(fullestScript())));
afterAll(() => carried.stop());

/** What the interview comes to, had one of its judges declared kin with this entry of the record. */
async function scoredWith(seq: number): Promise<{ before: unknown; after: unknown }> {
  const { db, campaign } = carried;
  const attempt = async (tx: Tx) => {
    await asAdministrator(tx);
    const sheet = await tx
      .selectFrom('answer as a')
      .innerJoin('window as w', 'w.id', 'a.window_id')
      .innerJoin('visit as v', 'v.id', 'w.visit_id')
      .select(['a.person_id', 'a.subject', 'v.id'])
      .where('w.campaign_id', '=', campaign)
      .where('v.stage', '=', 'interview')
      .where('v.status', '=', 'left')
      .where('a.replaced', '=', false)
      .where('w.kind', '=', 'sheet')
      .orderBy('a.subject')
      .orderBy('a.person_id')
      .executeTakeFirstOrThrow();
    const scores = async () => {
      const visit = await loadVisit(tx, sheet.id);
      return ((await conclusionOf(tx, visit)).finding as { scores: object }).scores;
    };
    const before = await scores();
    const kin = { campaign_id: campaign, person_id: sheet.person_id!, kin_id: sheet.subject };
    const at = '2026-01-01T00:00:00.000Z';
    await tx
      .insertInto('kinship')
      .values({ ...kin, relation: '配偶', declared_at: at })
      .execute();
    const entry = { campaign_id: campaign, seq, kind: 'kinDeclared', actor: kin.person_id, subject: kin.kin_id, at };
    await tx
      .insertInto('record_entry')
      .values({ ...entry, commitment: '', previous: '', digest: '' })
      .execute();
    throw Object.assign(new Error('undone'), { before, after: await scores() });
  };
  return db
    .transaction()
    .execute(attempt)
    .catch((error: unknown) => {
      if (!(error instanceof Error) || !('after' in error)) throw error;
      return error as unknown as { before: unknown; after: unknown };
    });
}

it('does not count the sheets of a judge who declared kin before the stage was left, whenever they scored', async () => {
  const { before, after } = await scoredWith(0);
  expect(after).not.toEqual(before);
});

it('lets a published score stand when kin are declared later', async () => {
  const { before, after } = await scoredWith(1_000_000);
  expect(after).toEqual(before);
});
