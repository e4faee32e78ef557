import fc from 'fast-check';
import { keyOfRoute } from '../../../api/route';
import { routes } from '../../../api/routes';
import { seedPeople, startService, type Service, type Speaker } from './service';

/** Whatever comes in, what goes out is a problem document below 500. Seeds are printed by fast-check when one is found. */
let service: Service;
let speakers: Speaker[];

beforeAll(async () => {
  service = await startService();
  await seedPeople(service);
  speakers = [
    ...(await Promise.all(['org', 'admin', 'discipline', 'c1'].map((person) => service.as(person)))),
    service.nobody,
  ];
});
afterAll(() => service.stop());

const nasty = fc.constantFrom(
  '',
  ' ',
  '\u0000',
  '\ud800',
  "' or 1=1 --",
  '=1+1',
  '../../x',
  '%00',
  '１２',
  '👍'.repeat(70),
  'x'.repeat(5000),
  '{{7*7}}',
  '<script>',
);
const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    nasty,
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(nasty, fc.string()), tie('value'), { maxKeys: 4 }),
  ),
})).value;
const names = [
  'source',
  'reason',
  'content',
  'subject',
  'facts',
  'post',
  'channel',
  'roster',
  'panels',
  'plan',
  'version',
  'credential',
  'choices',
  'token',
  'about',
  'to',
  'answer',
  'period',
  'approvedBy',
  'anew',
  'year',
  'off',
  'work',
  'sheet',
  'score',
];
const body = fc.oneof(
  fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 6 }).map((each) => JSON.stringify(each)),
  fc.string({ unit: 'binary' }),
  value.map((each) => JSON.stringify(each) ?? 'undefined'),
);
const segment = fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 80 })).map((text) => {
  try {
    return encodeURIComponent(text) || '%20';
  } catch {
    return '%ed%a0%80';
  }
});

it('is never answered with a failure of ours', async () => {
  const tried = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...routes),
      fc.nat(4),
      body,
      segment,
      fc.boolean(),
      fc.string({ maxLength: 300 }),
      async (route, who, text, odd, known, query) => {
        const speaker = speakers[who]!;
        const path = `/api${route.path.replace(/:(\w+)/g, () => (known ? '0'.repeat(32) : odd))}`;
        const answer =
          route.method === 'get'
            ? await speaker.get(`${path}?cursor=${encodeURIComponent(query)}&limit=${odd}`)
            : await speaker.post(path, text || '{}');
        tried.add(keyOfRoute(route));
        expect(answer.status).toBeLessThan(500);
        if (answer.status >= 400)
          expect(answer.body).toMatchObject({
            type: expect.stringMatching(/^urn:xuanxian:problem:/),
            next: expect.stringMatching(/[一-鿿]/),
          });
      },
    ),
    { numRuns: 1500 },
  );
  expect(tried.size).toBe(routes.length);
});
