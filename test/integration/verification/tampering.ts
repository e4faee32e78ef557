import { sql } from 'kysely';
import { json, type Tx } from '../../../records/database';
import { randomId } from '../../../records/digest';
import { commitmentOf, linkOf } from '../../../records/process-record';

/** One thing that somebody who holds the database may do to a campaign. Says what was done; undefined: there was nothing to do it to. */
export type Tampering = (tx: Tx, campaign: string, random: () => number) => Promise<string | undefined>;

/** As a database administrator would: no trigger and no foreign key stands in the way of this transaction. */
export const asAdministrator = (tx: Tx) => sql`set local session_replication_role = replica`.execute(tx);

const pick = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
const entriesOf = (tx: Tx, campaign: string) =>
  tx.selectFrom('record_entry').selectAll().where('campaign_id', '=', campaign).orderBy('seq').execute();
const at = (tx: Tx, campaign: string, seq: number) =>
  tx.updateTable('record_entry').where('campaign_id', '=', campaign).where('seq', '=', seq);
const hex = (random: () => number, length: number) =>
  Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');

const columns = [
  'campaign_id',
  'seq',
  'kind',
  'actor',
  'visit_id',
  'subject',
  'purpose',
  'at',
  'finerAt',
  'commitment',
  'previous',
  'digest',
] as const;

const editEntry: Tampering = async (tx, campaign, random) => {
  const { seq, kind } = pick(random, await entriesOf(tx, campaign));
  const column = pick(random, columns);
  const edits = {
    campaign_id: () => ({ campaign_id: 'another' }),
    seq: () => ({ seq: seq + 10_000 }),
    kind: () => ({ kind: kind === 'answered' ? 'applied' : 'answered' }),
    actor: () => ({ actor: sql<string>`coalesce(actor, '') || '某' ` }),
    visit_id: () => ({ visit_id: hex(random, 32) }),
    subject: () => ({ subject: sql<string>`coalesce(subject, '') || '某'` }),
    purpose: () => ({ purpose: sql<string>`coalesce(purpose, '') || '某'` }),
    at: () => ({ at: sql<string>`at - interval '1 second'` }),
    finerAt: () => ({ at: sql<string>`at + interval '3 microseconds'` }),
    commitment: () => ({ commitment: hex(random, 64) }),
    previous: () => ({ previous: hex(random, 64) }),
    digest: () => ({ digest: hex(random, 64) }),
  };
  await at(tx, campaign, seq).set(edits[column]()).execute();
  return `entry ${seq}: ${column}`;
};

const editContent: Tampering = async (tx, campaign, random) => {
  const { seq } = pick(random, await entriesOf(tx, campaign));
  const salt = random() < 0.3;
  await tx
    .updateTable('record_content')
    .set(salt ? { salt: randomId() } : { content: json({ tampered: Math.floor(random() * 1e6) }) })
    .where('campaign_id', '=', campaign)
    .where('seq', '=', seq)
    .execute();
  return `entry ${seq}: ${salt ? 'salt' : 'content'}`;
};

const deleteEntry: Tampering = async (tx, campaign, random) => {
  const { seq } = pick(random, await entriesOf(tx, campaign));
  await tx.deleteFrom('record_entry').where('campaign_id', '=', campaign).where('seq', '=', seq).execute();
  if (random() < 0.5)
    await tx.deleteFrom('record_content').where('campaign_id', '=', campaign).where('seq', '=', seq).execute();
  return `entry ${seq} deleted`;
};

const swapEntries: Tampering = async (tx, campaign, random) => {
  const entries = await entriesOf(tx, campaign);
  const [one, other] = [pick(random, entries).seq, pick(random, entries).seq];
  if (one === other) return undefined;
  const table = random() < 0.5 ? 'record_content' : 'record_entry';
  for (const [from, to] of [
    [one, -1],
    [other, one],
    [-1, other],
  ] as const)
    await tx.updateTable(table).set({ seq: to }).where('campaign_id', '=', campaign).where('seq', '=', from).execute();
  return `${table} ${one} and ${other} swapped`;
};

const insertEntry: Tampering = async (tx, campaign, random) => {
  const last = (await entriesOf(tx, campaign)).at(-1)!;
  const salt = randomId();
  const content = { answer: 'agreed', note: '' };
  const link = {
    ...last,
    seq: last.seq + 1,
    kind: 'answered',
    commitment: commitmentOf(salt, { ...last, content }),
    previous: last.digest,
  };
  const digest = random() < 0.5 ? linkOf(link) : hex(random, 64);
  await tx
    .insertInto('record_entry')
    .values({ ...link, digest })
    .execute();
  await tx
    .insertInto('record_content')
    .values({ campaign_id: campaign, seq: link.seq, salt, content: json(content) })
    .execute();
  return `entry ${link.seq} inserted`;
};

/** The most that a forger without the key can do: everything after the edit is linked again. */
const rewrite: Tampering = async (tx, campaign, random) => {
  const entries = await entriesOf(tx, campaign);
  const { seq: anchored } = await tx
    .selectFrom('anchor')
    .select('seq')
    .where('campaign_id', '=', campaign)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const from = Math.floor(random() * anchored);
  let { previous } = entries[from]!;
  for (const [index, entry] of entries.entries()) {
    if (index < from) continue;
    const link = { ...entry, previous, ...(index === from ? { actor: '某人' } : {}) };
    previous = linkOf(link);
    await at(tx, campaign, entry.seq).set({ actor: link.actor, previous: link.previous, digest: previous }).execute();
  }
  return `rewritten from ${from + 1}`;
};

/** Only whoever kept an anchor outside can tell; so the anchors that lie in the database go too. */
export const truncate: Tampering = async (tx, campaign, random) => {
  const entries = await entriesOf(tx, campaign);
  const keep = 1 + Math.floor(random() * (entries.length - 1));
  for (const table of ['record_entry', 'record_content', 'anchor'] as const)
    await tx.deleteFrom(table).where('campaign_id', '=', campaign).where('seq', '>', keep).execute();
  return `tail after ${keep} truncated`;
};

const editAnchor: Tampering = async (tx, campaign, random) => {
  const anchors = await tx.selectFrom('anchor').selectAll().where('campaign_id', '=', campaign).execute();
  const { visit_id, seq } = pick(random, anchors);
  const mine = tx.updateTable('anchor').where('visit_id', '=', visit_id);
  const ways = {
    seq: () => mine.set({ seq: seq - 1 }).execute(),
    head: () => mine.set({ head: hex(random, 64) }).execute(),
    signature: () => mine.set({ signature: Buffer.from(hex(random, 64)).toString('base64') }).execute(),
    visit_id: () => mine.set({ visit_id: hex(random, 32) }).execute(),
    signed_at: () => mine.set({ signed_at: sql<string>`signed_at - interval '1 day'` }).execute(),
    deleted: () => tx.deleteFrom('anchor').where('visit_id', '=', visit_id).execute(),
  };
  const way = pick(random, Object.keys(ways) as (keyof typeof ways)[]);
  await ways[way]();
  return `anchor at ${seq}: ${way}`;
};

const editAnswer =
  (kind: 'sheet' | 'any'): Tampering =>
  async (tx, campaign, random) => {
    const answers = await tx
      .selectFrom('answer as a')
      .innerJoin('window as w', 'w.id', 'a.window_id')
      .selectAll('a')
      .select('w.kind')
      .where('w.campaign_id', '=', campaign)
      .$if(kind === 'sheet', (query) => query.where('w.kind', '=', 'sheet'))
      .orderBy('a.answered_at')
      .orderBy('w.id')
      .orderBy('a.subject')
      .orderBy('a.person_id')
      .execute();
    if (answers.length === 0) return undefined;
    const { kind: kindOf, ...answer } = pick(random, answers);
    const mine = tx.updateTable('answer').where('id', '=', answer.id);
    const other = pick(random, answers).window_id;
    // The database itself refuses a second standing answer in one place.
    const isTaken = (window: string) =>
      answers.some(
        (each) =>
          !each.replaced &&
          each.window_id === window &&
          each.person_id === answer.person_id &&
          each.subject === answer.subject,
      );
    const score = `${Math.floor(random() * 99)}.${1 + Math.floor(random() * 9)}7`;
    const ways = {
      content: () =>
        mine
          .set({ content: json(kindOf === 'sheet' ? { score } : { ...(answer.content as object), note: '改过' }) })
          .execute(),
      person: () => mine.set({ person_id: '某人' }).execute(),
      subject: () => mine.set({ subject: '某人' }).execute(),
      window: () =>
        isTaken(other) || answer.replaced || other === answer.window_id
          ? undefined
          : mine.set({ window_id: other }).execute(),
      replaced: () =>
        answer.replaced && isTaken(answer.window_id) ? undefined : mine.set({ replaced: !answer.replaced }).execute(),
      answered_at: () => mine.set({ answered_at: sql<string>`answered_at + interval '400 days'` }).execute(),
      deleted: () => tx.deleteFrom('answer').where('id', '=', answer.id).execute(),
      inserted: () =>
        tx
          .insertInto('answer')
          .values({ ...answer, id: randomId(), person_id: '某人', content: json(answer.content) })
          .execute(),
    };
    const way = pick(random, Object.keys(ways) as (keyof typeof ways)[]);
    return (await ways[way]()) && `${kindOf} of ${answer.person_id} about ${answer.subject}: ${way}`;
  };

const editFinding: Tampering = async (tx, campaign, random) => {
  const findings = await tx
    .selectFrom('finding as f')
    .innerJoin('visit as v', 'v.id', 'f.visit_id')
    .selectAll('f')
    .select('v.stage')
    .where('v.campaign_id', '=', campaign)
    .orderBy('v.ordinal')
    .orderBy('f.replaced')
    .execute();
  const { stage, ...finding } = pick(random, findings);
  const mine = tx
    .updateTable('finding')
    .where('visit_id', '=', finding.visit_id)
    .where('replaced', '=', finding.replaced);
  const text = json(finding.content);
  const digits = [...text.matchAll(/\d/g)].map(({ index }) => index);
  const place = pick(random, digits);
  const ways = {
    digit: () =>
      digits.length === 0
        ? undefined
        : mine
            .set({
              content: `${text.slice(0, place)}${(Number(text[place]) % 9) + 1}${text.slice(place + 1)}`.replace(
                /([[:,])0+(?=\d)/g,
                '$1',
              ),
            })
            .execute(),
    content: () => mine.set({ content: json({ taken: [] }) }).execute(),
    replaced: () => (finding.replaced ? undefined : mine.set({ replaced: true }).execute()),
    visit: () => mine.set({ visit_id: hex(random, 32) }).execute(),
    deleted: () =>
      tx
        .deleteFrom('finding')
        .where('visit_id', '=', finding.visit_id)
        .where('replaced', '=', finding.replaced)
        .execute(),
    inserted: () =>
      tx
        .insertInto('finding')
        .values({ ...finding, replaced: true, content: json({ taken: [] }) })
        .execute(),
    found_at: () => mine.set({ found_at: sql<string>`found_at + interval '400 days'` }).execute(),
  };
  const way = pick(random, Object.keys(ways) as (keyof typeof ways)[]);
  return (await ways[way]()) && `finding of ${stage}: ${way} ${way === 'digit' ? `at ${place}` : ''}`;
};

const editBallot: Tampering = async (tx, campaign, random) => {
  const ballots = await tx
    .selectFrom('ballot as b')
    .innerJoin('window as w', 'w.id', 'b.window_id')
    .selectAll('b')
    .select('w.terms')
    .where('w.campaign_id', '=', campaign)
    .orderBy('b.serial')
    .execute();
  if (ballots.length === 0) return undefined;
  const { terms, ...ballot } = pick(random, ballots);
  const mine = tx.updateTable('ballot').where('serial', '=', ballot.serial);
  const person = pick(random, Object.keys(ballot.choices));
  const grade = pick(
    random,
    Object.keys(terms.grades ?? {}).filter((each) => each !== ballot.choices[person]),
  );
  const ways = {
    choice: () => mine.set({ choices: json({ ...ballot.choices, [person]: grade }) }).execute(),
    serial: () => mine.set({ serial: hex(random, 32) }).execute(),
    class: () => mine.set({ class: 'another' }).execute(),
    deleted: () => tx.deleteFrom('ballot').where('serial', '=', ballot.serial).execute(),
    inserted: () =>
      tx
        .insertInto('ballot')
        .values({ ...ballot, serial: hex(random, 32), choices: json(ballot.choices) })
        .execute(),
  };
  const way = pick(random, Object.keys(ways) as (keyof typeof ways)[]);
  await ways[way]();
  return `a ballot: ${way}`;
};

const editLot: Tampering = async (tx, campaign, random) => {
  const lot = pick(
    random,
    await tx
      .selectFrom('lot')
      .selectAll()
      .where('campaign_id', '=', campaign)
      .orderBy('post')
      .orderBy('stage')
      .orderBy('outcome')
      .orderBy('people')
      .execute(),
  );
  const mine = tx.updateTable('lot').where('id', '=', lot.id);
  const ways = {
    people: () => mine.set({ people: [...lot.people, '某人'] }).execute(),
    vacancies: () => mine.set({ vacancies: lot.vacancies + 1 }).execute(),
    outcome: () => mine.set({ outcome: 'another' }).execute(),
    stage: () => mine.set({ stage: 'another', result: null }).execute(),
    superseded: () => mine.set({ superseded: !lot.superseded }).execute(),
  };
  const way = pick(random, Object.keys(ways) as (keyof typeof ways)[]);
  if (lot.superseded && way !== 'superseded') return undefined;
  if (lot.from_visit === null && (way === 'outcome' || way === 'stage')) return undefined;
  await ways[way]();
  return `lot of ${lot.post} from ${lot.from_visit} as ${lot.outcome}: ${way}`;
};

const editKin: Tampering = async (tx, campaign, random) => {
  const kin = await tx.selectFrom('kinship').selectAll().where('campaign_id', '=', campaign).execute();
  const people = await tx.selectFrom('panel_member').select('person_id').where('campaign_id', '=', campaign).execute();
  const ways = {
    deleted: (row: (typeof kin)[number]) =>
      tx.deleteFrom('kinship').where('person_id', '=', row.person_id).where('kin_id', '=', row.kin_id).execute(),
    relation: (row: (typeof kin)[number]) =>
      tx
        .updateTable('kinship')
        .set({ relation: '同事' })
        .where('person_id', '=', row.person_id)
        .where('kin_id', '=', row.kin_id)
        .execute(),
  };
  const way = pick(random, ['deleted', 'relation', 'inserted'] as const);
  if (way !== 'inserted' && kin.length > 0) {
    await ways[way](pick(random, kin));
    return `kinship: ${way}`;
  }
  const [one, other] = [pick(random, people).person_id, pick(random, people).person_id];
  if (one === other || kin.some((row) => row.person_id === one && row.kin_id === other)) return undefined;
  await tx
    .insertInto('kinship')
    .values({ campaign_id: campaign, person_id: one, kin_id: other, relation: '配偶', declared_at: sql`now()` })
    .execute();
  return 'kinship: inserted';
};

/** How often each is tried: 1,020 times in all by TAMPERINGS=1, a part of them otherwise. */
export const share = Number(process.env['TAMPERINGS'] ?? 0.2);

export const tamperings: readonly (readonly [what: string, times: number, tampering: Tampering])[] = [
  ['an entry edited', 200, editEntry],
  ['a content edited', 100, editContent],
  ['an entry deleted', 50, deleteEntry],
  ['entries swapped', 50, swapEntries],
  ['an entry inserted', 40, insertEntry],
  ['the chain rewritten', 30, rewrite],
  ['the tail truncated', 50, truncate],
  ['an anchor edited', 80, editAnchor],
  ['a sheet edited', 100, editAnswer('sheet')],
  ['any answer edited', 80, editAnswer('any')],
  ['a finding edited', 100, editFinding],
  ['a ballot edited', 80, editBallot],
  ['a lot edited', 40, editLot],
  ['kin edited', 20, editKin],
];
