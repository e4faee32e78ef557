import type { Actor, Role } from '../records/actor';
import { Problem } from './problems';

/**
 * Who may use a route. `anybody` has no name; `credential` is a ballot's, and a token is not even looked at; `holder` and
 * `self` are any signed-in person, and the rows decide: what the person does not hold, or is not, is not found.
 */
export type Rule =
  | { readonly who: 'anybody' | 'credential' }
  | { readonly who: 'signedIn' | 'holder' | 'self' }
  | { readonly who: 'roles'; readonly roles: readonly Role[] };

const anybody = { who: 'anybody' } as const;
const credential = { who: 'credential' } as const;
const signedIn = { who: 'signedIn' } as const;
const holder = { who: 'holder' } as const;
const self = { who: 'self' } as const;
const only = (...roles: Role[]) => ({ who: 'roles', roles }) as const;

/** Reads of a department's campaigns; `discipline` reads all but ballots. */
const readers = only('organiser', 'approver', 'discipline', 'archivist');

/** Who may do what. A route without a row does not compile; a row without a route fails a test. */
export const access = {
  'POST /plans/check': signedIn,
  'POST /plans': only('organiser'),
  'GET /plans': readers,
  'GET /plans/:plan': readers,
  'GET /plans/:plan/versions/:version': readers,

  'POST /campaigns': only('organiser'),
  'GET /campaigns': readers,
  'GET /campaigns/:campaign': signedIn,

  'GET /tasks': self,
  'GET /tasks/:task': holder,
  'POST /tasks/:task/answers': holder,
  'POST /tasks/:task/delegation': holder,

  'GET /campaigns/:campaign/application-form': signedIn,
  'POST /campaigns/:campaign/applications': self,
  'POST /campaigns/:campaign/applications/mine/post': self,
  'POST /campaigns/:campaign/recheck-requests': self,
  'POST /campaigns/:campaign/withdrawal': self,

  'POST /ballots/:ballot/credentials': self,
  'POST /ballots/:ballot/slips': credential,
  'POST /ballots/:ballot/paper': credential,
  'POST /ballots/:ballot/votes': credential,

  'POST /notices/:notice/objections': anybody,
} as const satisfies Record<string, Rule>;

export type RouteKey = keyof typeof access;

/** @throws Problem `notAllowed` when the actor's roles are not enough. Says nothing of whether the thing exists. */
export function mustBeAllowed(rule: Rule, actor: Actor): void {
  if (rule.who === 'roles' && !rule.roles.some((role) => actor.roles.includes(role))) throw new Problem('notAllowed');
}
