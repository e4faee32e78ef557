import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { randomInt } from 'node:crypto';
import { pack, sha256, unpack } from '../../../bin/verification/archive';
import type { DocumentName, Documents } from '../../../bin/verification/documents';
import { exportOf } from '../../../bin/verification/exported';
import { verifyExport } from '../../../bin/verification/file';
import { json, type Tx } from '../../../records/database';
import { Break } from '../../../records/verification';
import { fullestScript } from '../../fixtures/scripts';
import { say } from '../../fixtures/seed';
import { recomputed } from '../../recompute/recompute';
import { played, type Played } from './played';
import { asAdministrator } from './tampering';

let carried: Played;
let bytes: Uint8Array;
const exported = (tx: Tx) => exportOf(tx, carried.campaign, carried.publicKey);

beforeAll(async () => {
  carried = await played(fullestScript());
  bytes = await carried.db.transaction().execute(exported);
});
afterAll(() => carried.stop());

it('gives what an outsider can verify, with the key inside or the one that they have', () => {
  const figures = verifyExport(bytes);
  say(`export of ${bytes.length} bytes: ${JSON.stringify(figures)}`);
  expect(figures.key).toBe('inside');
  expect(figures.sheets).toBeGreaterThan(0);
  expect(figures.ballots).toBeGreaterThan(0);
  expect(verifyExport(bytes, { key: carried.publicKey })).toEqual({ ...figures, key: 'given' });
});

it('gives the same bytes for the same rows', async () => {
  const again = await carried.db.transaction().setAccessMode('read only').execute(exported);
  expect(sha256(again)).toBe(sha256(bytes));
});

/** Alters one document as a forger would, who also mends the list of digests. */
function altered<N extends DocumentName>(name: N, alter: (content: Documents[N]) => void): Uint8Array {
  const files = { ...unpack(bytes) };
  const content = JSON.parse(files[name]!) as Documents[N];
  alter(content);
  return pack({ ...files, [name]: JSON.stringify(content) });
}

interface Sheet {
  readonly visit: string;
  readonly about: string;
  readonly replaced: boolean;
  readonly score: string | null;
}
const other = ({ score }: Sheet) => (score === '50' ? '51' : '50');

/** One sheet about everybody in every visit. */
const isFirst = ({ visit, about }: Sheet, index: number, all: readonly Sheet[]): boolean =>
  all.findIndex((each) => each.visit === visit && each.about === about) === index;

it('finds one altered sheet, whichever it is', () => {
  const files = unpack(bytes);
  const sheets = JSON.parse(files['sheets.json']!) as Sheet[];
  for (const sheet of sheets.filter(isFirst)) {
    const index = sheets.indexOf(sheet);
    const forged = sheets.map((each, place) => (place === index ? { ...sheet, score: other(sheet) } : each));
    const packed = unzipSync(bytes);
    packed['sheets.json'] = strToU8(JSON.stringify(forged));
    expect(() => verifyExport(zipSync(packed))).toThrow(/sheets\.json：文件的摘要/);
  }
});

it('finds it by its score too, when the list of digests was mended: unless it is one that the plan drops anyway', () => {
  const sheets = JSON.parse(unpack(bytes)['sheets.json']!) as Sheet[];
  const standing = sheets.filter(({ replaced, score }) => !replaced && score !== null);
  const tried = standing.filter(isFirst);
  const missed = tried.filter((sheet) => {
    const forged = altered('sheets.json', (content) => (content[sheets.indexOf(sheet)]!.score = other(sheet)));
    try {
      verifyExport(forged);
      return true;
    } catch (error) {
      expect(String(error)).toContain('成绩');
      return false;
    }
  });
  say(`altered sheets found by their scores: ${tried.length - missed.length} of ${tried.length}`);
  for (const { visit, about, score } of missed) {
    const given = standing
      .filter((each) => each.visit === visit && each.about === about)
      .map((each) => Number(each.score));
    expect(given.length).toBeGreaterThan(2);
    expect([Math.min(...given), Math.max(...given)]).toContain(Number(score));
  }
});

const alterations: Readonly<Record<string, () => Uint8Array>> = {
  'a ballot': () => altered('ballots.json', ([box]) => void box!.ballots.pop()),
  'a finding': () =>
    altered('visits.json', (visits) => {
      const scored = visits.find(({ finding }) => finding !== null && Object.hasOwn(finding as object, 'scores'))!;
      scored.finding = { ...(scored.finding as object), scores: {} };
    }),
  'a resolution': () => altered('resolutions.json', ([given]) => void (given!.present -= 1)),
  'an entry': () => altered('record.json', (entries) => void (entries[0]!.kind = 'found')),
  'the tail': () => altered('record.json', (entries) => void entries.splice(-3)),
  'an anchor': () => altered('anchors.json', (anchors) => void (anchors[0]!.head = anchors[1]!.head)),
};

it.each(Object.keys(alterations))('finds %s that was altered', (what) => {
  expect(() => verifyExport(alterations[what]!())).toThrow(Break);
});

it('is worked out again by a script of its own, which passes over no stage type', () => {
  expect(recomputed(bytes).visits).toBeGreaterThan(10);
  const files = unpack(bytes);
  const strange = files['plans/1.yaml']!.replace('stage: publicNotice', 'stage: privateNotice');
  expect(() => recomputed(pack({ ...files, 'plans/1.yaml': strange }))).toThrow(/privateNotice/);
  const packed = unzipSync(bytes);
  packed['sheets.json'] = strToU8(strFromU8(packed['sheets.json']!).replace(/"score":"\d+/, '"score":"1'));
  expect(() => recomputed(zipSync(packed))).toThrow(/sheets\.json/);
});

it('finds a file that is not the one of the list, and bytes that are no export', () => {
  const damaged = Uint8Array.from(bytes);
  expect(() => verifyExport(damaged.subarray(0, bytes.length - 30))).toThrow(/ZIP/);
  expect(() => verifyExport(Buffer.from('no zip'))).toThrow(/ZIP/);
  expect(() => verifyExport(pack({ 'README.md': '' }))).toThrow(/包里没有这个文件/);
});

it('says nothing of anybody: no name, fact, number, reason or minute', async () => {
  const canary = `金丝雀${randomInt(1e9)}`;
  const planted = await carried.db
    .transaction()
    .execute(async (tx) => {
      await asAdministrator(tx);
      await tx
        .updateTable('person')
        .set({ name: canary, email: `${canary}@example.invalid`, sealed_identity: Buffer.from(canary) })
        .execute();
      await tx
        .updateTable('participant')
        .set({ facts: json({ identity: '110101199003078515', [canary]: canary }) })
        .execute();
      await tx.updateTable('correction').set({ reason: canary }).execute();
      await tx
        .updateTable('letter')
        .set({ terms: json({ note: canary }) })
        .execute();
      const answers = await tx
        .selectFrom('answer')
        .innerJoin('window', 'window.id', 'window_id')
        .selectAll('answer')
        .select('kind')
        .execute();
      for (const { id, kind, content } of answers) {
        if (kind === 'sheet') continue;
        await tx
          .updateTable('answer')
          .set({
            content: json({
              ...(content as object),
              note: canary,
              minutes: canary,
              facts: { [canary]: canary },
              contact: canary,
            }),
          })
          .where('id', '=', id)
          .execute();
      }
      const people = await tx.selectFrom('person').select('id').execute();
      throw Object.assign(new Error('undone'), { bytes: await exported(tx), people: people.map(({ id }) => id) });
    })
    .catch((error: unknown) => error as { bytes: Uint8Array; people: string[] });
  const text = Object.entries(unzipSync(planted.bytes))
    .map(([name, content]) => `${name}\n${strFromU8(content)}`)
    .join('\n');
  const raw = Buffer.from(planted.bytes).toString('latin1');
  for (const secret of [canary, '110101199003078515', ...planted.people]) {
    expect(text.includes(secret) ? secret : '').toBe('');
    expect(raw.includes(Buffer.from(secret).toString('latin1')) ? secret : '').toBe('');
  }
  expect(planted.people.length).toBeGreaterThan(20);
});
