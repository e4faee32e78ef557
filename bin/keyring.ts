import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK, type JSONWebKeySet } from 'jose';
import { audience } from '../api/authentication';

/** Keys of the embedded default's own, until an identity provider signs in its place. */
export interface Keyring {
  readonly issuer: string;
  readonly jwks: JSONWebKeySet;
  /** A token that says who somebody is; what they may do stands in the rows. */
  tokenFor(person: string, hours?: number): Promise<string>;
  /** The private key, for keeping. */
  readonly secret: JWK;
}

const issuer = 'urn:xuanxian:embedded';
const kid = 'embedded';

/** Makes new keys, or takes kept ones up again. */
export async function createKeyring(kept?: JWK): Promise<Keyring> {
  const secret = kept ?? (await exportJWK((await generateKeyPair('EdDSA', { extractable: true })).privateKey));
  const { d: _, ...publicKey } = secret;
  const key = await importJWK(secret, 'EdDSA');
  return {
    issuer,
    jwks: { keys: [{ ...publicKey, kid, alg: 'EdDSA', use: 'sig' }] },
    tokenFor: (person, hours = 12) =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'EdDSA', kid })
        .setSubject(person)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(`${hours}h`)
        .sign(key),
    secret,
  };
}
