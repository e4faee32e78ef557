import { createPublicKey, type KeyObject } from 'node:crypto';
import { sheetScore, type AnswerOf } from '../../domain/answers';
import type { Tx } from '../../records/database';
import { anchorsIn, answersIn, chainIn, findingsIn, visitsIn } from '../../records/verificationRows';
import { pack, type Files } from './archive';
import { written, type Documents } from './documents';
import { pseudonymsFor, type Pseudonyms } from './pseudonyms';
import { readme } from './readme';

/** A campaign as outsiders may have it, packed. The transaction should be `repeatable read`. @throws when there is none of this id */
export async function exportOf(tx: Tx, campaign: string, publicKey?: KeyObject): Promise<Uint8Array> {
  const nameOf = await pseudonymsFor(tx, campaign);
  const plans = await tx
    .selectFrom('campaign_plan')
    .select(['version', 'source', 'plan'])
    .where('campaign_id', '=', campaign)
    .orderBy('version')
    .execute();
  const lots = await lotsOf(tx, campaign, nameOf);
  const { sheets, resolutions } = await answersOf(tx, campaign, nameOf);
  const documents: Documents = {
    'campaign.json': await campaignOf(tx, campaign),
    'record.json': await recordOf(
      tx,
      campaign,
      nameOf,
      new Set(plans.flatMap(({ plan }) => [...plan.stages, ...plan.posts].map(({ id }) => id))),
    ),
    'anchors.json': await anchorsIn(tx, campaign),
    'visits.json': await visitsOf(tx, campaign, nameOf, lots),
    'sheets.json': sheets,
    'ballots.json': await ballotsOf(tx, campaign, nameOf),
    'resolutions.json': resolutions,
  };
  const files: Files = {
    'README.md': readme(documents['campaign.json']),
    ...Object.fromEntries(Object.entries(documents).map(([name, content]) => [name, written(content)])),
    ...Object.fromEntries(plans.map(({ version, source }) => [`plans/${version}.yaml`, source])),
    ...(publicKey ? { 'public-key.pem': pem(publicKey) } : {}),
  };
  return pack(files);
}

const pem = (key: KeyObject): string =>
  (key.type === 'private' ? createPublicKey(key) : key).export({ type: 'spki', format: 'pem' }).toString();

async function campaignOf(tx: Tx, id: string): Promise<Documents['campaign.json']> {
  const { title, plan_id, status, started_at } = await tx
    .selectFrom('campaign')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const panels = await tx
    .selectFrom('panel_member')
    .select('panel as of')
    .where('campaign_id', '=', id)
    .orderBy('panel')
    .execute();
  const electors = await tx
    .selectFrom('elector')
    .select('electorate as of')
    .where('campaign_id', '=', id)
    .orderBy('electorate')
    .execute();
  return {
    id,
    title,
    plan: plan_id,
    status,
    startedAt: started_at,
    panels: counted(panels),
    electorates: counted(electors),
  };
}

function counted(rows: readonly { readonly of: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { of } of rows) counts[of] = (counts[of] ?? 0) + 1;
  return counts;
}

/** What a subject says is kept only when it is a word of the plan or of the house; anything else may be a person. */
async function recordOf(
  tx: Tx,
  campaign: string,
  nameOf: Pseudonyms,
  named: ReadonlySet<string>,
): Promise<Documents['record.json']> {
  const windows = await tx.selectFrom('window').select(['id', 'purpose']).where('campaign_id', '=', campaign).execute();
  const words = new Set(['', ...named, ...windows.flatMap(({ id, purpose }) => [id, purpose])]);
  return (await chainIn(tx, campaign)).map(({ campaign_id: _, opened: __, purpose: ___, ...entry }) => {
    const plain = entry.subject === null || (words.has(entry.subject) && !nameOf.has(entry.subject));
    const subject = plain ? entry.subject : nameOf(entry.subject!);
    const actor = entry.actor === null ? null : nameOf(entry.actor);
    return { ...entry, actor, subject };
  });
}

interface LeftLot {
  readonly id: string;
  readonly post: string;
  readonly vacancies: number;
  readonly people: string[];
  readonly from: string | null;
  readonly outcome: string | null;
  readonly to: string;
  readonly superseded: boolean;
}

/** Lots under numbers of their own: their ids are made of who is in them. */
async function lotsOf(tx: Tx, campaign: string, nameOf: Pseudonyms): Promise<ReadonlyMap<string, LeftLot>> {
  const rows = await tx
    .selectFrom('lot')
    .leftJoin('visit', 'visit.id', 'lot.from_visit')
    .selectAll('lot')
    .where('lot.campaign_id', '=', campaign)
    .orderBy('visit.ordinal', (order) => order.asc().nullsFirst())
    .orderBy('lot.post')
    .orderBy('lot.outcome')
    .orderBy('lot.id')
    .execute();
  return new Map(
    rows.map(({ id, post, vacancies, people, from_visit, outcome, stage, result, superseded }, index) => [
      id,
      {
        id: `lot-${index + 1}`,
        post,
        vacancies,
        people: people.map(nameOf).sort(),
        from: from_visit,
        outcome,
        to: stage ?? result ?? '',
        superseded,
      },
    ]),
  );
}

async function visitsOf(
  tx: Tx,
  campaign: string,
  nameOf: Pseudonyms,
  lots: ReadonlyMap<string, LeftLot>,
): Promise<Documents['visits.json']> {
  const findings = await findingsIn(tx, campaign);
  const shown = ({ id, post, vacancies, people }: LeftLot) => ({ id, post, vacancies, people });
  return (await visitsIn(tx, campaign)).map(
    ({ id, stage, plan_version, status, entered_at, left_at, lots: inside }) => {
      const its = findings.filter(({ visit_id }) => visit_id === id);
      const found = ({ content }: { content: unknown }) => withoutPeople(content, nameOf);
      return {
        id,
        stage,
        plan: plan_version,
        status,
        enteredAt: entered_at,
        leftAt: left_at,
        lots: (inside ?? []).map((each) => shown(lots.get(each)!)).sort(byId),
        left: [...lots.values()]
          .filter((each) => each.from === id && !each.superseded)
          .map((each) => ({ ...shown(each), outcome: each.outcome ?? '', to: each.to })),
        finding: its.filter(({ replaced }) => !replaced).map(found)[0] ?? null,
        earlierFindings: its.filter(({ replaced }) => replaced).map(found),
      };
    },
  );
}

const byId = (a: { id: string }, b: { id: string }): number => a.id.localeCompare(b.id, 'en', { numeric: true });

/** A finding with everybody under their pseudonym. Of an appointment document its number and date stay in the house. */
function withoutPeople(content: unknown, nameOf: Pseudonyms): unknown {
  if (typeof content === 'string') return nameOf.has(content) ? nameOf(content) : content;
  if (Array.isArray(content)) return content.map((each) => withoutPeople(each, nameOf));
  if (content === null || typeof content !== 'object') return content;
  return Object.fromEntries(
    Object.entries(content)
      .map(([key, value]) =>
        key === 'documents' && value !== null && typeof value === 'object'
          ? ([
              'appointed',
              Object.keys(value as object)
                .map(nameOf)
                .sort(),
            ] as const)
          : key === 'comments' && Array.isArray(value)
            ? ([key, value.length] as const)
            : ([nameOf.has(key) ? nameOf(key) : key, withoutPeople(value, nameOf)] as const),
      )
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Of the answers only scores and counts leave the house: no reason, fact, objection or minute. */
async function answersOf(
  tx: Tx,
  campaign: string,
  nameOf: Pseudonyms,
): Promise<{ sheets: Documents['sheets.json']; resolutions: Documents['resolutions.json'] }> {
  const answers = await answersIn(tx, campaign);
  const panels = await tx
    .selectFrom('window as w')
    .innerJoin('visit as v', 'v.id', 'w.visit_id')
    .select(['w.visit_id', 'w.terms'])
    .where('w.campaign_id', '=', campaign)
    .where('w.kind', '=', 'resolution')
    .execute();
  const sheets = answers
    .filter(({ kind }) => kind === 'sheet')
    .map((answer) => ({
      ...answer,
      judge: nameOf(answer.person_id!),
      about: nameOf.has(answer.subject) ? nameOf(answer.subject) : answer.subject,
    }))
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  const ids = new Map(sheets.map(({ id }, index) => [id, `sheet-${index + 1}`]));
  return {
    sheets: sheets.map(({ id, visit_id, purpose, judge, about, content, replaces, replaced }) => {
      const sheet = content as AnswerOf<'sheet'>;
      return {
        id: ids.get(id)!,
        visit: visit_id,
        judge,
        about,
        group: purpose.split(':')[1] ?? null,
        elements: 'elements' in sheet ? sheet.elements : null,
        score: sheetScore(sheet) ?? null,
        replaces: replaces && ids.get(replaces)!,
        replaced,
      };
    }),
    resolutions: answers
      .filter(({ kind }) => kind === 'resolution')
      .map(({ visit_id, content, replaced }) => {
        const { present, votes } = content as AnswerOf<'resolution'>;
        const entitled = panels.find((each) => each.visit_id === visit_id)?.terms.entitled?.length ?? 0;
        const shown = votes
          .map(({ person, ...counts }) => ({ person: nameOf(person), ...counts }))
          .sort((a, b) => (a.person < b.person ? -1 : 1));
        return { visit: visit_id, entitled, present: present.length, replaced, votes: shown };
      }),
  };
}

const orderOf = (sheet: {
  visit_id: string;
  about: string;
  judge: string;
  replaced: boolean;
  answered_at: string;
  id: string;
}): string => [sheet.visit_id, sheet.about, sheet.judge, sheet.answered_at, sheet.id].join('\n');

/** A line of a ballot without names: who is on it, for which post; a name that was written in is left out. */
function shownLine(line: string, choice: string, nameOf: Pseudonyms): readonly [line: string, choice: string] {
  if (nameOf.has(line)) return [nameOf(line), choice];
  const at = line.indexOf('/') + 1;
  const person = line.slice(at);
  return nameOf.has(person) ? [line.slice(0, at) + nameOf(person), choice] : [line, '另选他人'];
}

/** Ballots in the order of their serials, without their class: a class may be one person. Before the close they stay sealed. */
async function ballotsOf(tx: Tx, campaign: string, nameOf: Pseudonyms): Promise<Documents['ballots.json']> {
  const windows = await tx
    .selectFrom('window as w')
    .innerJoin('visit as v', 'v.id', 'w.visit_id')
    .select(['w.id', 'w.visit_id', 'w.terms'])
    .where('w.campaign_id', '=', campaign)
    .where('w.kind', '=', 'ballot')
    .where('w.closed_at', 'is not', null)
    .where('w.closed_by', '<>', 'withdrawn')
    .orderBy('v.ordinal')
    .execute();
  const boxes: Documents['ballots.json'] = [];
  for (const { id, visit_id, terms } of windows) {
    const slips = await tx.selectFrom('entitlement').select('window_id').where('window_id', '=', id).execute();
    const ballots = await tx
      .selectFrom('ballot')
      .select(['serial', 'choices'])
      .where('window_id', '=', id)
      .orderBy('serial')
      .execute();
    const shown = ballots.map(({ serial, choices }) => ({
      serial,
      choices: Object.fromEntries(
        Object.entries(choices)
          .map(([line, choice]) =>
            terms.paper?.lines[line]?.text ? ([line, choice] as const) : shownLine(line, choice, nameOf),
          )
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
    }));
    boxes.push({ visit: visit_id, entitled: slips.length, ballots: shown });
  }
  return boxes;
}
