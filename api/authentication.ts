import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from 'jose';
import { roles, type Actor, type Role } from '../records/actor';
import type { Records } from '../records/database';
import { isStorable } from './clean';
import { Problem } from './problems';

/** Whom a token must be meant for, unless the keys say otherwise. */
export const audience = 'urn:xuanxian:api';
/** Asymmetric only: with a shared secret, or with none, whoever can verify a token can make one. */
const algorithms = ['EdDSA', 'ES256', 'RS256'];

/** Who signs tokens, for whom, and where the public keys are: at the provider's address, or given (the embedded default). */
export type Keys = { readonly issuer: string; readonly audience?: string } & (
  { readonly jwksUrl: string } | { readonly jwks: JSONWebKeySet }
);

/** Tells who speaks by the value of the Authorization header. @throws Problem `noToken`, `badToken`, `unknownPerson`, `unavailable` */
export type Authenticate = (authorization: string | undefined) => Promise<Actor>;

export function authentication(db: Records, keys: Keys): Authenticate {
  const keySet: JWTVerifyGetKey =
    'jwks' in keys
      ? createLocalJWKSet(keys.jwks)
      : createRemoteJWKSet(new URL(keys.jwksUrl), { timeoutDuration: 3000 });
  return async (authorization) => {
    if (!authorization) throw challenge('noToken');
    const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization) ?? [];
    if (!token) throw challenge('badToken');
    return personOf(db, await subjectOf(token, keySet, keys));
  };
}

async function subjectOf(token: string, keySet: JWTVerifyGetKey, keys: Keys): Promise<string> {
  try {
    const { payload } = await jwtVerify(token, keySet, {
      issuer: keys.issuer,
      audience: keys.audience ?? audience,
      algorithms,
      requiredClaims: ['sub', 'exp'],
      clockTolerance: 5,
    });
    if (payload.sub && payload.sub.length <= 128 && isStorable(payload.sub)) return payload.sub;
  } catch (error) {
    // A key set that cannot be fetched is our trouble, not a fault of the token.
    if (
      !(error instanceof errors.JOSEError) ||
      error instanceof errors.JWKSTimeout ||
      error.code === 'ERR_JOSE_GENERIC'
    )
      throw new Problem('unavailable', { retryAfter: 5, en: 'the identity provider does not answer' });
  }
  throw challenge('badToken');
}

/** Roles and department are the row's: a token cannot promote anybody. */
async function personOf(db: Records, id: string): Promise<Actor> {
  const person = await db
    .selectFrom('person')
    .select(['id', 'name', 'department_id', 'roles'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!person) throw challenge('unknownPerson');
  const known = person.roles.filter((each): each is Role => (roles as readonly string[]).includes(each));
  return { id: person.id, name: person.name, department: person.department_id, roles: known };
}

const challenge = (code: 'noToken' | 'badToken' | 'unknownPerson'): Problem =>
  new Problem(code, {
    headers: { 'WWW-Authenticate': code === 'noToken' ? 'Bearer' : 'Bearer error="invalid_token"' },
  });
