import type { Actor, Role } from '../records/actor';
import { readers } from '../records/queries/sight';
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

/** Who reads the campaigns of the department; the discipline supervisor reads all but ballots. */
const reading = only(...readers);
const organiser = only('organiser');

/** Who may do what. A route without a row does not compile; a row without a route fails a test. */
export const access = {
  'GET /me': self,

  'POST /plans/check': signedIn,
  'POST /plans': organiser,
  'GET /plans': reading,
  'GET /plans/:plan': reading,
  'GET /plans/:plan/versions/:version': reading,

  'POST /campaigns': organiser,
  'GET /campaigns': reading,
  'GET /campaigns/:campaign': holder,
  'POST /campaigns/:campaign/suspension': organiser,
  'POST /campaigns/:campaign/resumption': organiser,
  'POST /campaigns/:campaign/cancellation': organiser,
  'POST /campaigns/:campaign/exclusions': only('discipline', 'approver'),
  'POST /campaigns/:campaign/kin': self,
  'POST /campaigns/:campaign/amendments': organiser,
  'GET /campaigns/:campaign/amendments': reading,
  'POST /campaigns/:campaign/amendments/:amendment/approval': only('approver'),
  'POST /campaigns/:campaign/windows/:window/extension': organiser,
  'POST /campaigns/:campaign/windows/:window/closing': organiser,
  'POST /campaigns/:campaign/windows/:window/schedule': organiser,
  'GET /campaigns/:campaign/windows/:window/answers': reading,
  'GET /campaigns/:campaign/management-ledger': holder,
  'GET /campaigns/:campaign/scans/:stage': reading,
  'POST /campaigns/:campaign/pool': organiser,
  'GET /overdue': reading,
  'GET /campaigns/:campaign/record': reading,
  'GET /campaigns/:campaign/anchors': reading,

  'POST /corrections': only('organiser', 'discipline'),
  'POST /corrections/:correction/signature': only('organiser', 'approver', 'discipline'),
  'GET /campaigns/:campaign/corrections': reading,

  'GET /calendar-years': signedIn,
  'POST /calendar-years': only('administrator'),

  'GET /tasks': self,
  'GET /tasks/:task': holder,
  'POST /tasks/:task/answers': holder,
  'POST /tasks/:task/delegation': holder,
  'POST /tasks/:task/sheets': holder,
  'GET /campaigns/:campaign/sheets/mine': self,

  'GET /campaigns/:campaign/application-form': signedIn,
  'POST /campaigns/:campaign/applications': self,
  'GET /campaigns/:campaign/applications/mine': self,
  'POST /campaigns/:campaign/applications/mine/post': self,
  'POST /campaigns/:campaign/recheck-requests': self,
  'POST /campaigns/:campaign/withdrawal': self,

  'POST /ballots/:ballot/credentials': self,
  'POST /ballots/:ballot/slips': credential,
  'POST /ballots/:ballot/paper': credential,
  'POST /ballots/:ballot/votes': credential,
  'GET /ballots/:ballot/board': anybody,

  'GET /notices': anybody,
  'GET /notices/:notice': anybody,
  'POST /notices/:notice/objections': anybody,
  'GET /results': anybody,
  'GET /results/:result': anybody,
} as const satisfies Record<string, Rule>;

/** @throws Problem `notAllowed` when the actor's roles are not enough. Says nothing of whether the thing exists. */
export function mustBeAllowed(rule: Rule, actor: Actor): void {
  if (rule.who === 'roles' && !rule.roles.some((role) => actor.roles.includes(role))) throw new Problem('notAllowed');
}
