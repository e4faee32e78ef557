import { zipSync } from 'fflate';
import { NotAnExport, pack, unpack } from '../../../bin/verification/archive';
import { keptAnchors } from '../../../bin/verification/keptAnchors';

const head = 'ab'.repeat(32);

it('packs the same bytes in every order of the files, and reads them back', () => {
  const one = pack({ 'a.json': '[]', 'b.json': '{"名":"值"}' });
  expect(pack({ 'b.json': '{"名":"值"}', 'a.json': '[]' })).toEqual(one);
  expect(unpack(one)).toEqual({ 'a.json': '[]', 'b.json': '{"名":"值"}' });
});

it('refuses what unpacks to more than it may, whatever the archive says of itself', () => {
  const large = zipSync({ 'manifest.json': new Uint8Array(65 * 1024 * 1024) });
  expect(() => unpack(large)).toThrow(NotAnExport);
  // The size in the central directory, made small: the content is then cut there, and is no manifest.
  const lying = Buffer.from(zipSync({ 'manifest.json': new Uint8Array(1024 * 1024) }));
  lying.writeUInt32LE(10, lying.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1')) + 24);
  expect(() => unpack(lying)).toThrow(NotAnExport);
  expect(() =>
    unpack(zipSync(Object.fromEntries(Array.from({ length: 1001 }, (_, n) => [`${n}`, new Uint8Array()])))),
  ).toThrow(NotAnExport);
});

it.each([
  ['a letter', `纪实条数：12\n纪实摘要：${head}\n签名：abc=`],
  ['a table of a letter', `<td>纪实条数</td><td>12</td></tr><tr><td>纪实摘要</td><td>${head}</td>`],
  ['a notice', JSON.stringify({ title: '公示', anchor: { seq: 12, head, signature: '' } })],
  ['lines', `12 ${head}\n`],
])('reads anchors from %s', (_what, text) => {
  expect(keptAnchors(text)).toContainEqual({ seq: 12, head });
});
