import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Keyring } from '../keyring';

/** What the API said to an act that it refused. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly zh: string,
  ) {
    super(`${status} ${code}: ${zh}`);
  }
}

interface ProblemDocument {
  readonly code?: string;
  readonly detail?: string;
  readonly title?: string;
  readonly next?: string;
  readonly errors?: readonly { pointer: string; zh: string }[];
}

/** A person at the API: signs in as anybody, as a rehearsal's people would. */
export class Hands {
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(
    private readonly url: () => string,
    private readonly keyring: Keyring,
    /** How many of those who do the same do it at the same time; with one, a run has an order that can be compared. */
    readonly atOnce = 6,
  ) {}

  get<T>(person: string, path: string): Promise<T> {
    return this.request('GET', path, person);
  }

  /** @param person null: nobody in particular */
  post<T>(person: string | null, path: string, body?: unknown, key: string = randomUUID()): Promise<T> {
    return this.request('POST', path, person, body, key);
  }

  /** Casts a secret ballot: with a credential made here, of which the exchange learns the digest alone. */
  async vote(person: string, ballot: string, choices: unknown): Promise<void> {
    const credential = randomBytes(16).toString('hex');
    const digest = createHash('sha256').update(credential).digest('hex');
    await this.post(person, `/ballots/${ballot}/credentials`, { digest });
    await this.post(null, `/ballots/${ballot}/votes`, { credential, choices });
  }

  private async request<T>(
    method: string,
    path: string,
    person: string | null,
    body?: unknown,
    key?: string,
  ): Promise<T> {
    const response = await fetch(this.url() + path, {
      method,
      headers: {
        ...(person === null ? {} : { authorization: `Bearer ${await this.tokenOf(person)}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.ok) return JSON.parse(text) as T;
    const problem = (text.startsWith('{') ? JSON.parse(text) : {}) as ProblemDocument;
    const details = (problem.errors ?? []).map(({ pointer, zh }) => `${pointer} ${zh}`).join('；');
    throw new Refused(
      response.status,
      problem.code ?? 'unknown',
      [problem.detail ?? problem.title ?? text.slice(0, 200), details].filter(Boolean).join('：'),
    );
  }

  private tokenOf(person: string): Promise<string> {
    const known = this.tokens.get(person) ?? this.keyring.tokenFor(person);
    this.tokens.set(person, known);
    return known;
  }
}
