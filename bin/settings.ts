import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { audience } from '../api/authentication';
import type { Signer } from '../records/anchors';
import type { IdentityKey } from '../records/identity';

const address = z.string().min(1);
const environment = z.object({
  DATABASE_URL: address,
  TEMPORAL_ADDRESS: address,
  TEMPORAL_NAMESPACE: address.default('xuanxian'),
  XUANXIAN_PUBLIC_URL: z.url(),
  XUANXIAN_ISSUER: address,
  XUANXIAN_JWKS_URL: z.url(),
  XUANXIAN_AUDIENCE: address.default(audience),
  XUANXIAN_KEY_FILE: address,
  XUANXIAN_ANCHOR_KEY_FILE: address,
  SMTP_URL: address,
  MAIL_FROM: address,
  XUANXIAN_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  XUANXIAN_HOST: address.default('0.0.0.0'),
  XUANXIAN_RELAY_MS: z.coerce.number().int().min(100).default(5000),
});
export type Environment = z.output<typeof environment>;

/** The settings that a process needs, or one message that names all that are missing or wrong. */
export function settingsFor<const K extends keyof Environment>(...names: readonly K[]): Pick<Environment, K> {
  const wanted = z.object(Object.fromEntries(names.map((name) => [name, environment.shape[name]])));
  const read = wanted.safeParse(process.env);
  if (read.success) return read.data as unknown as Pick<Environment, K>;
  throw new Error(`缺少或有误的设置（见 docs/production.md）：\n${z.prettifyError(read.error)}`);
}

/** Ed25519, PEM. */
export const signerFrom = (file: string): Signer => ({ privateKey: createPrivateKey(readFileSync(file)) });

/** 32 bytes. @throws when the file has another length */
export function identityKeyFrom(file: string): IdentityKey {
  const key = readFileSync(file);
  if (key.length !== 32) throw new Error(`${file} 应为 32 字节的密钥，现为 ${key.length} 字节`);
  return key;
}
