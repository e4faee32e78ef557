import { sql } from 'kysely';
import { startCampaign } from '../../records/acts/campaign';
import { publishPlan } from '../../records/acts/plan';
import type { Actor } from '../../records/actor';
import type { Records } from '../../records/database';
import { deliverOwed, sendThrough } from '../../api/nudge';
import { up, type Part } from '../../engine/up';
import { demonstration, type Demonstration } from '../demonstration';
import { embeddedParts, type Context } from '../embedded';
import { openClient } from '../processes';
import { department, invite } from '../rehearsal/play';
import { rosterOf } from '../rehearsal/roster';
import { officer } from '../rehearsal/scenario';

/** `xuanxian up` (npm start): every part on this machine, until Ctrl-C. */
export async function startEverything(): Promise<number> {
  process.stdout.write('选贤正在启动…\n');
  await up([...embeddedParts, welcome], { context: {} as Context });
  return 0;
}

/** The first start brings demonstration people and a campaign of 篇4 to try; every start says who they are and where to click. */
const welcome: Part<Context> = {
  name: '演示',
  start: async ({ db, engine, publicUrl }) => {
    const shown = demonstration();
    const campaign = (await startedBefore(db)) ?? (await startFirst(db, shown));
    const { client, close } = await openClient(engine);
    await deliverOwed(db, sendThrough(client));
    await close();
    return { says: greeting(shown, campaign, publicUrl), stop: () => Promise.resolve() };
  },
};

const startedBefore = async (db: Records): Promise<string | undefined> =>
  (
    await db
      .selectFrom('campaign')
      .select('id')
      .where('department_id', '=', department)
      .orderBy('started_at')
      .limit(1)
      .executeTakeFirst()
  )?.id;

async function startFirst(db: Records, { source, plan, people }: Demonstration): Promise<string> {
  await invite(
    db,
    people.filter(({ name }) => name !== officer && name !== '复核人'),
  );
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(7001)`.execute(tx);
    const actor: Actor = { id: officer, name: officer, department, roles: ['organiser', 'administrator'] };
    const { version } = await publishPlan(tx, actor, { source, plan });
    const { id } = await startCampaign(tx, actor, {
      plan: plan.id,
      version,
      roster: rosterOf(plan, people),
      read: () => plan,
    });
    return id;
  });
}

function greeting({ plan, people }: Demonstration, campaign: string, url: string): string[] {
  const panels = Object.entries(plan.panels).map(
    ([id, { title }]) => [title, people.filter((each) => each.in.includes(id)).map(({ name }) => name)] as const,
  );
  const candidates = people
    .filter(({ in: groups, facts }) => groups.length === 0 && Object.keys(facts).length > 0)
    .map(({ name }) => name);
  return [
    '',
    `选贤已就绪：${url}/api/docs （在浏览器中打开，点 Authorize，填入令牌即可试用）`,
    `已按“${plan.title}”启动一项演示工作：${url}/api/campaigns/${campaign}`,
    '演示人员（npx xuanxian token --as 姓名 取得令牌）：',
    `  经办：${officer}    复核：复核人`,
    ...panels.map(([title, names]) => `  ${title}：${names.join('、')}`),
    `  报考人：${candidates.slice(0, 8).join('、')}${candidates.length > 8 ? '……' : ''}`,
    '下一步：领导小组任一成员的待办（GET /api/tasks）里已有“动议”。按 Ctrl-C 停止。',
  ];
}
