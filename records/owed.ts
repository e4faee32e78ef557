import { sql } from 'kysely';
import { atClock, type Tx } from './database';

const owing = new WeakSet<Tx>();

/** Whether a look became owed in this transaction, so that whoever commits it need not ask the rows. */
export const owesLook = (tx: Tx): boolean => owing.has(tx);

/** Notes, in the act's transaction, that the campaign's workflow is owed a look (or its start). A relay repeats the lost ones. */
export async function oweLook(tx: Tx, campaign: string, starts = false): Promise<void> {
  owing.add(tx);
  await tx
    .insertInto('owed_look')
    .values({ campaign_id: campaign, starts, since: atClock })
    .onConflict((conflict) =>
      conflict
        .column('campaign_id')
        .doUpdateSet({ times: sql`owed_look.times + 1`, starts: sql`owed_look.starts or ${starts}`, since: atClock }),
    )
    .execute();
}
