import { createHmac, generateKeyPairSync, createPublicKey } from 'node:crypto';
import { exportJWK, exportSPKI, SignJWT, UnsecuredJWT, type JWK } from 'jose';
import { audience, authentication } from '../../../api/authentication';
import type { Records } from '../../../records/database';

const issuer = 'https://id.example.invalid';
const rows: Record<string, object> = {
  zhang: { id: 'zhang', name: '张三', department_id: 'nw', roles: ['organiser', 'sorcerer'] },
};
/** As much of the records as one look-up of a person needs. */
const db = {
  selectFrom: () => ({
    select: () => ({
      where: (_column: string, _is: string, id: string) => ({ executeTakeFirst: () => Promise.resolve(rows[id]) }),
    }),
  }),
} as unknown as Records;

const pairs = {
  ed: generateKeyPairSync('ed25519'),
  rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ec: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  stranger: generateKeyPairSync('ed25519'),
};
let authenticate: ReturnType<typeof authentication>;

beforeAll(async () => {
  const keys: JWK[] = [
    { ...(await exportJWK(pairs.ed.publicKey)), kid: 'ed', alg: 'EdDSA' },
    { ...(await exportJWK(pairs.rsa.publicKey)), kid: 'rsa', alg: 'RS256' },
    { ...(await exportJWK(pairs.ec.publicKey)), kid: 'ec', alg: 'ES256' },
  ];
  authenticate = authentication(db, { issuer, jwks: { keys } });
});

const claims = (more: Record<string, unknown> = {}) =>
  new SignJWT({ roles: ['administrator'], department: 'other', ...more })
    .setSubject('zhang')
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt();
const signed = (jwt: SignJWT, alg: string, kid: string, key: Parameters<SignJWT['sign']>[0]) =>
  jwt.setProtectedHeader({ alg, kid }).sign(key);
const good = () => signed(claims().setExpirationTime('1h'), 'EdDSA', 'ed', pairs.ed.privateKey);
const refused = (token: string) => expect(authenticate(`Bearer ${token}`)).rejects.toMatchObject({ code: 'badToken' });

it('takes roles and department from the row, never from the token', async () => {
  expect(await authenticate(`Bearer ${await good()}`)).toEqual({
    id: 'zhang',
    name: '张三',
    department: 'nw',
    roles: ['organiser'],
  });
});

it.each([
  ['RS256', 'rsa', pairs.rsa.privateKey],
  ['ES256', 'ec', pairs.ec.privateKey],
] as const)('takes %s', async (alg, kid, key) => {
  await expect(
    authenticate(`Bearer ${await signed(claims().setExpirationTime('1h'), alg, kid, key)}`),
  ).resolves.toMatchObject({ id: 'zhang' });
});

it('asks for a token', async () => {
  await expect(authenticate(undefined)).rejects.toMatchObject({ code: 'noToken' });
  await expect(authenticate('Basic eHg6eXk=')).rejects.toMatchObject({ code: 'badToken' });
});

it('refuses what is not signed', () =>
  refused(
    new UnsecuredJWT({}).setSubject('zhang').setIssuer(issuer).setAudience(audience).setExpirationTime('1h').encode(),
  ));

it('refuses a public key used as a shared secret', async () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = `${part({ alg: 'HS256', kid: 'rsa' })}.${part({ sub: 'zhang', iss: issuer, aud: audience, exp: 4102444800 })}`;
  const pem = await exportSPKI(createPublicKey(pairs.rsa.privateKey));
  await refused(`${head}.${createHmac('sha256', pem).update(head).digest('base64url')}`);
});

it('refuses a stranger’s key, also under a known name', async () => {
  await refused(await signed(claims().setExpirationTime('1h'), 'EdDSA', 'ed', pairs.stranger.privateKey));
  await refused(await signed(claims().setExpirationTime('1h'), 'EdDSA', '../ed', pairs.ed.privateKey));
});

it('takes tokens for the audience of its keys, and then no others', async () => {
  const jwks = { keys: [{ ...(await exportJWK(pairs.ed.publicKey)), kid: 'ed', alg: 'EdDSA' }] };
  const own = authentication(db, { issuer, jwks, audience: 'https://api.example.invalid' });
  const theirs = await signed(
    claims().setAudience('https://api.example.invalid').setExpirationTime('1h'),
    'EdDSA',
    'ed',
    pairs.ed.privateKey,
  );
  await expect(own(`Bearer ${theirs}`)).resolves.toMatchObject({ id: 'zhang' });
  await expect(own(`Bearer ${await good()}`)).rejects.toMatchObject({ code: 'badToken' });
  await refused(theirs);
});

it('refuses what has expired, never expires, is for others or from others', async () => {
  await refused(await signed(claims().setExpirationTime('-1m'), 'EdDSA', 'ed', pairs.ed.privateKey));
  await refused(await signed(claims(), 'EdDSA', 'ed', pairs.ed.privateKey));
  await refused(
    await signed(
      claims().setExpirationTime('1h').setAudience('urn:xuanxian:other'),
      'EdDSA',
      'ed',
      pairs.ed.privateKey,
    ),
  );
  await refused(
    await signed(
      claims().setExpirationTime('1h').setIssuer('https://evil.example.invalid'),
      'EdDSA',
      'ed',
      pairs.ed.privateKey,
    ),
  );
  await refused(await signed(claims().setExpirationTime('1h').setNotBefore('10m'), 'EdDSA', 'ed', pairs.ed.privateKey));
});

it('refuses a token with any character changed', async () => {
  const token = await good();
  const from = token.indexOf('.') + 1;
  for (let at = from; at < token.length; at += 7) {
    const other = token[at] === 'A' ? 'B' : 'A';
    if (token[at] === '.' || at === token.length - 1) continue;
    await refused(token.slice(0, at) + other + token.slice(at + 1));
  }
});

it('knows nobody by a token for somebody unknown', async () => {
  const token = await signed(claims().setExpirationTime('1h').setSubject('nobody'), 'EdDSA', 'ed', pairs.ed.privateKey);
  await expect(authenticate(`Bearer ${token}`)).rejects.toMatchObject({ code: 'unknownPerson' });
});

it('does not blame the token when the key set cannot be fetched', async () => {
  const away = authentication(db, { issuer, jwksUrl: 'http://127.0.0.1:9/jwks' });
  await expect(away(`Bearer ${await good()}`)).rejects.toMatchObject({ code: 'unavailable' });
});
