import { z } from 'zod';
import { mustBeClean } from '../../../api/clean';
import { explain } from '../../../domain/explain';
import { nameFailure } from '../../../api/failure';
import { Gate } from '../../../api/gate';
import { allowanceOf } from '../../../api/allowance';
import { Problem, problemOf, statuses } from '../../../api/problems';
import { Refusal, refusals, type RefusalCode } from '../../../records/refusal';

describe('a problem document', () => {
  it.each(Object.keys(refusals) as RefusalCode[])(
    'says %s in both languages, with a status below 500 and what to do',
    (code) => {
      const { document } = problemOf(new Refusal(code), 'r-1');
      expect(document).toMatchObject({
        type: `urn:xuanxian:problem:${code}`,
        code,
        requestId: 'r-1',
        status: statuses[code],
      });
      expect(document.status).toBeLessThan(500);
      for (const text of [document.title, document.detail, document.next]) expect(text).toMatch(/[一-鿿]/);
      expect(document.en).toMatch(/^[ -~]+$/);
    },
  );

  it('says nothing of what nobody foresaw', () => {
    const { document } = problemOf(new Error('password=secret at db.internal'), 'r-2');
    expect(document.status).toBe(500);
    expect(JSON.stringify(document)).not.toMatch(/secret|internal/);
  });

  it('says when to come back', () => {
    expect(problemOf(new Problem('busy', { retryAfter: 2 }), 'r').headers).toEqual({ 'Retry-After': '2' });
  });
});

describe('what a schema found wrong', () => {
  const schema = z.strictObject({
    name: z.string().min(2).max(3),
    n: z.int().min(1).max(9),
    kind: z.enum(['a', 'b']),
    day: z.iso.date(),
    list: z.array(z.strictObject({ 'a/b': z.boolean() })).min(1),
    needed: z.string(),
    either: z.union([z.string(), z.number()]),
    own: z.string().refine(() => false, '须写明理由 · say why'),
  });
  const wrong = {
    name: 'x',
    n: 10.5,
    kind: 'c',
    day: 'yesterday',
    list: [{ 'a/b': 'no' }],
    either: {},
    own: '',
    extra: 1,
    额外: 2,
  };
  const pointed = explain(schema.safeParse(wrong).error!);

  it('is said all at once, each with its place', () => {
    expect(pointed.map(({ pointer }) => pointer).sort()).toEqual(
      ['/day', '/either', '/extra', '/kind', '/list/0/a~1b', '/n', '/name', '/needed', '/own', '/额外'].sort(),
    );
  });

  it('is said in Chinese and in English, never in the library’s words', () => {
    for (const { zh, en } of pointed) {
      expect(zh).toMatch(/[一-鿿]/);
      expect(`${zh} ${en}`).not.toMatch(/Invalid|expected|received|Too (small|big)|Unrecognized/i);
      expect(en).toMatch(/^[ -~]+$/);
    }
    expect(pointed.find(({ pointer }) => pointer === '/own')).toMatchObject({ zh: '须写明理由', en: 'say why' });
    expect(pointed.find(({ pointer }) => pointer === '/needed')).toMatchObject({ zh: '此项必须填写' });
  });
});

describe('content that nobody can keep', () => {
  const deep = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as unknown;
  it.each([
    ['NUL', { a: 'x\0' }],
    ['half a character', { a: ['\ud83d'] }],
    ['a poisoned key', JSON.parse('{"__proto__":{"admin":true}}')],
    ['a key with NUL', { 'a\0': 1 }],
    ['a number beyond all', JSON.parse('{"a":1e400}')],
    ['deep nesting', deep(50_000)],
  ])('%s is refused', (_name, value) => expect(() => mustBeClean(value)).toThrow(Problem));

  it('everything else is taken', () =>
    expect(() => mustBeClean({ 名: '张三 👍', list: [1, null, true, { x: 'é' }] })).not.toThrow());
});

describe('what goes wrong below', () => {
  const coded = (code: string) => Object.assign(new Error('x'), { code });
  it.each([
    ['ECONNREFUSED', 503],
    ['57P01', 503],
    ['53300', 503],
    ['53100', 503],
    ['55P03', 503],
    ['57014', 503],
    ['23505', 409],
    ['23503', 422],
    ['22021', 400],
    ['22003', 422],
    ['42P01', 500],
  ])('%s is answered with %i', (code, status) =>
    expect(problemOf(nameFailure(coded(code)), 'r').document.status).toBe(status),
  );
});

describe('the gate', () => {
  const tick = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  it('lets in so many, lets so many wait, and sends the rest away at once', async () => {
    const gate = new Gate(2, 3);
    let inside = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++inside);
      await tick(5);
      inside--;
    };
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => gate.through(work)));
    expect(most).toBe(2);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    await expect(gate.through(async () => 'free again')).resolves.toBe('free again');
  });

  it('lets nobody wait for ever, and loses no place over it', async () => {
    const gate = new Gate(1, 5, 10);
    const slow = gate.through(() => tick(40));
    await expect(gate.through(async () => 1)).rejects.toMatchObject({ code: 'busy' });
    await slow;
    await expect(gate.through(async () => 2)).resolves.toBe(2);
  });

  it('is left also by work that fails', async () => {
    const gate = new Gate(1);
    await expect(gate.through(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(gate.through(async () => 3)).resolves.toBe(3);
  });
});

it('counts each account for itself', () => {
  const allowance = allowanceOf(2);
  allowance.take('a');
  allowance.take('a');
  allowance.take('b');
  expect(() => allowance.take('a')).toThrow(Problem);
  expect(() => allowance.take('b')).not.toThrow();
});
