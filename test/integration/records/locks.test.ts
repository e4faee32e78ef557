import { sql } from 'kysely';
import { holdCampaign } from '../../../records/acts/campaign';
import { atClock } from '../../../records/database';
import { append } from '../../../records/process-record';
import { giveBackRecords, newRecords } from '../../fixtures/servers';

const campaign = 'campaign';
const person = 'person';
const department = 'department';

// An answer holds its window and then adds to the record; whoever holds the campaign waits for that window. If the campaign's row held
// up the record, the two would wait for each other until the database ends one of them, a second later.
it('holding a campaign holds up nobody who adds to its record', async () => {
  const db = await newRecords('2026-01-05T01:00:00.000Z');
  try {
    await db.insertInto('department').values({ id: department, name: department }).execute();
    const named = { id: person, name: person, email: null, department_id: department, roles: [] };
    await db.insertInto('person').values(named).execute();
    await db
      .insertInto('campaign')
      .values({
        id: campaign,
        department_id: department,
        title: campaign,
        plan_id: campaign,
        plan_version: 1,
        status: 'running',
        started_by: person,
        started_at: atClock,
      })
      .execute();
    await db.transaction().execute(async (tx) => {
      await holdCampaign(tx, { id: person, name: person, department, roles: [] }, campaign);
      await db.transaction().execute(async (other) => {
        await sql`set local lock_timeout = '2s'`.execute(other);
        await append(other, campaign, [{ kind: 'answered', actor: person, content: {} }]);
      });
    });
    expect(await db.selectFrom('record_entry').select('kind').execute()).toEqual([{ kind: 'answered' }]);
  } finally {
    await giveBackRecords(db);
  }
});
