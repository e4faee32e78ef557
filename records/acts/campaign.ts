import type { Plan } from '../../domain/plan';
import type { Actor } from '../actor';
import { atClock, json, type Tx } from '../database';
import { keyOf, randomId } from '../digest';
import { oweLook } from '../owed';
import { append } from '../process-record';
import { Refusal } from '../refusal';

/** Who does what in this campaign: person ids by panel, and by class of an electorate. */
export interface Roster {
  readonly panels: Readonly<Record<string, readonly string[]>>;
  readonly electorates: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** Who of all these comes from outside the unit (外单位). */
  readonly outside?: readonly string[];
  /** Those among whom a campaign without open registration looks, with what their files say. */
  readonly pool?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Starts a campaign of the actor's department from a published plan; the workflow's start is owed in the same transaction. */
export async function startCampaign(
  tx: Tx,
  actor: Actor,
  input: { plan: string; version: number; title?: string; roster: Roster; read: (source: string) => Plan },
): Promise<{ id: string }> {
  const published = await tx
    .selectFrom('plan_version')
    .selectAll()
    .where('department_id', '=', actor.department)
    .where('plan_id', '=', input.plan)
    .where('version', '=', input.version)
    .executeTakeFirst();
  if (!published) throw new Refusal('notFound', { zh: '没有这个方案或版本', en: 'There is no such plan or version' });
  const plan = input.read(published.source);
  await checkRoster(tx, plan, input.roster, actor.department);
  const id = randomId();
  await tx
    .insertInto('campaign')
    .values({
      id,
      department_id: published.department_id,
      title: input.title ?? plan.title,
      plan_id: plan.id,
      plan_version: 1,
      status: 'running',
      started_by: actor.id,
      started_at: atClock,
    })
    .execute();
  await tx
    .insertInto('campaign_plan')
    .values({ campaign_id: id, version: 1, source: published.source, plan: json(plan) })
    .execute();
  const members = Object.entries(input.roster.panels).flatMap(([panel, people]) =>
    people.map((person_id) => ({ campaign_id: id, panel, person_id })),
  );
  if (members.length > 0) await tx.insertInto('panel_member').values(members).execute();
  const electors = Object.entries(input.roster.electorates).flatMap(([electorate, classes]) =>
    Object.entries(classes).flatMap(([name, people]) =>
      people.map((person_id) => ({ campaign_id: id, electorate, class: name, person_id })),
    ),
  );
  if (electors.length > 0) await tx.insertInto('elector').values(electors).execute();
  const pool = Object.entries(input.roster.pool ?? {});
  if (pool.length > 0)
    await tx
      .insertInto('pool_member')
      .values(
        pool.map(([person_id, facts]) => ({ campaign_id: id, person_id, facts: json(facts), entered_at: atClock })),
      )
      .execute();
  await tx
    .insertInto('lot')
    .values(
      plan.posts.map((post) => ({
        id: keyOf('lot', id, post.id),
        campaign_id: id,
        post: post.id,
        vacancies: post.vacancies,
        people: [],
        stage: plan.stages[0]!.id,
      })),
    )
    .execute();
  await append(tx, id, [
    {
      kind: 'campaignStarted',
      actor: actor.id,
      content: { plan: plan.id, version: input.version, digest: published.digest, roster: input.roster },
    },
  ]);
  await oweLook(tx, id, true);
  return { id };
}

async function checkRoster(
  tx: Tx,
  plan: Plan,
  { panels, electorates, pool = {}, outside = [] }: Roster,
  department: string | null,
): Promise<void> {
  const errors = [
    ...Object.entries(plan.panels).flatMap(([name, { title, min = 1, max, winnersOf }]) => {
      if (winnersOf) return [];
      const size = new Set(panels[name] ?? []).size;
      if (size >= min && (max === undefined || size <= max)) return [];
      const range = max === undefined ? `不少于 ${min} 人` : `${min}—${max} 人`;
      return [
        {
          pointer: `/roster/panels/${name}`,
          zh: `“${title}”应为${range}，现有 ${size} 人`,
          en: `${name} needs ${min} to ${max ?? 'any'}, has ${size}`,
        },
      ];
    }),
    ...Object.entries(plan.panels).flatMap(([name, { title, outside: least = 0 }]) => {
      const there = (panels[name] ?? []).filter((person) => outside.includes(person)).length;
      return there >= least
        ? []
        : [
            {
              pointer: `/roster/panels/${name}`,
              zh: `“${title}”应有不少于 ${least} 人来自单位以外，现有 ${there} 人`,
              en: `${name} needs ${least} people from outside, has ${there}`,
            },
          ];
    }),
    ...Object.keys(panels).flatMap((name) => {
      const panel = plan.panels[name];
      const pointer = `/roster/panels/${name}`;
      if (!panel) return [{ pointer, zh: `方案中没有“${name}”`, en: `the plan has no panel ${name}` }];
      if (!panel.winnersOf || panels[name]!.length === 0) return [];
      const zh = `“${panel.title}”由选出的人担任，现在还没有人，请留空`;
      return [{ pointer, zh, en: `whoever is elected will be ${name}; leave it empty` }];
    }),
    ...Object.entries(plan.electorates).flatMap(([name, { title, classes }]) => {
      const people = Object.values(electorates[name] ?? {}).flat();
      const unknown = Object.keys(electorates[name] ?? {}).filter((each) => !classes[each]);
      return [
        ...(people.length > 0
          ? []
          : [{ pointer: `/roster/electorates/${name}`, zh: `“${title}”还没有人`, en: `${name} is empty` }]),
        ...(new Set(people).size === people.length
          ? []
          : [
              {
                pointer: `/roster/electorates/${name}`,
                zh: `“${title}”中有人重复`,
                en: `somebody is in ${name} twice`,
              },
            ]),
        ...unknown.map((each) => ({
          pointer: `/roster/electorates/${name}/${each}`,
          zh: `“${title}”没有“${each}”这一类`,
          en: `${name} has no class ${each}`,
        })),
      ];
    }),
  ];
  const named = [
    ...new Set([
      ...Object.values(panels).flat(),
      ...Object.values(electorates).flatMap((classes) => Object.values(classes).flat()),
      ...Object.keys(pool),
    ]),
  ];
  const known =
    named.length === 0
      ? []
      : await tx.selectFrom('person').select(['id', 'department_id']).where('id', 'in', named).execute();
  const strangers = named.filter(
    (id) => !known.some((each) => each.id === id && (each.department_id === department || each.department_id === null)),
  );
  errors.push(
    ...strangers.map((id) => ({ pointer: '/roster', zh: `没有这个人：${id}`, en: `there is no person ${id}` })),
  );
  if (errors.length > 0) throw new Refusal('invalid', { errors });
}

/** Locks a campaign of the department for an act on the whole of it. Another department's is not found. */
export async function holdCampaign(tx: Tx, actor: Actor, id: string) {
  const campaign = await tx
    .selectFrom('campaign')
    .selectAll()
    .where('id', '=', id)
    .where('department_id', '=', actor.department)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!campaign) throw new Refusal('notFound', { zh: '没有这项工作', en: 'There is no such campaign' });
  return campaign;
}
