import { verifyCampaign } from '../../../activities/verification';
import { openRecords } from '../../../records/database';
import { scriptCalled } from '../../fixtures/scripts';
import { played, type Played } from './played';

let carried: Played;
beforeAll(async () => void (carried = await played(scriptCalled('skeleton'))));
afterAll(() => carried.stop());

it('changes nothing, on a connection that has carried out the same statements on the tables themselves', async () => {
  const { campaign, publicKey, url } = carried;
  const db = openRecords(url, { connections: 1 });
  const rows = () => db.selectFrom('visit').select(['id', 'status']).orderBy('id').execute();
  const before = await rows();
  const figures = [];
  for (let times = 0; times < 3; times++) {
    await db.updateTable('visit').set({ status: 'superseded' }).where('id', '=', 'none').execute();
    await db.updateTable('lot').set({ superseded: true }).where('from_visit', '=', 'none').execute();
    const reading = db.transaction().setIsolationLevel('repeatable read');
    figures.push(await reading.execute((tx) => verifyCampaign(tx, campaign, { publicKey })));
  }
  expect(await rows()).toEqual(before);
  expect(new Set(figures.map(({ visits }) => visits))).toEqual(new Set([before.length]));
  await db.destroy();
});
