import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Plan, Period, ResultWord } from '../domain/plan';
import type { AnswerKind, Terms } from '../domain/answers';

/** An instant: ISO 8601 in UTC out of the database, the same or an SQL expression into it. */
export type Instant = ColumnType<string, string, string>;
export type MaybeInstant = ColumnType<string | null, string | null | undefined, string | null>;
type Json<T> = ColumnType<T, string, string>;

export interface Database {
  department: { id: string; name: string };
  person: {
    id: string;
    department_id: string | null;
    name: string;
    email: string | null;
    roles: string[];
    sealed_identity: Buffer | null;
  };
  plan: { department_id: string; id: string; title: string };
  plan_version: {
    department_id: string;
    plan_id: string;
    version: number;
    source: string;
    digest: string;
    published_by: string;
    published_at: Instant;
  };
  calendar_year: { year: number; version: number; content: Json<unknown>; entered_at: Instant };
  campaign: {
    id: string;
    department_id: string;
    title: string;
    plan_id: string;
    plan_version: number;
    status: 'running' | 'suspended' | 'cancelled' | 'ended';
    started_by: string;
    started_at: Instant;
    suspended_at: MaybeInstant;
    ended_at: MaybeInstant;
    moved_to: string | null;
    /** The task of another campaign whose answer started it. */
    started_for: string | null;
  };
  campaign_plan: { campaign_id: string; version: number; source: string; plan: Json<Plan> };
  panel_member: { campaign_id: string; panel: string; person_id: string };
  elector: { campaign_id: string; electorate: string; class: string; person_id: string };
  participant: {
    campaign_id: string;
    person_id: string;
    facts: Json<Record<string, unknown>>;
    withdrawn_at: MaybeInstant;
    excluded_at: MaybeInstant;
  };
  kinship: {
    campaign_id: string;
    person_id: string;
    kin_id: string;
    relation: string;
    declared_at: Instant;
  };
  pool_member: { campaign_id: string; person_id: string; facts: Json<Record<string, unknown>>; entered_at: Instant };
  kept_fact: {
    visit_id: string;
    person_id: string;
    key: string;
    department_id: string;
    value: Json<unknown>;
    /** When it came to be so. */
    kept_at: Instant;
    until: MaybeInstant;
    /** When it was written down, and when something else took its place. */
    known_at: Instant;
    replaced_at: MaybeInstant;
  };
  visit: {
    id: string;
    campaign_id: string;
    ordinal: GeneratedAlways<number>;
    stage: string;
    plan_version: number;
    status: 'open' | 'left' | 'stale' | 'superseded';
    entered_at: Instant;
    left_at: MaybeInstant;
    known_at: MaybeInstant;
  };
  lot: {
    id: string;
    ordinal: GeneratedAlways<number>;
    campaign_id: string;
    post: string;
    vacancies: number;
    people: string[];
    from_visit: string | null;
    /** The lot that it was part of before the visit. */
    from_lot: string | null;
    outcome: string | null;
    stage: string | null;
    result: ResultWord | null;
    superseded: Generated<boolean>;
  };
  visit_lot: { visit_id: string; lot_id: string };
  window: {
    id: string;
    campaign_id: string;
    visit_id: string;
    purpose: string;
    kind: AnswerKind;
    title: string;
    terms: Json<Terms>;
    closes: 'deadline' | 'complete' | 'act';
    needs: 'any' | 'all' | 'anyone' | 'pair';
    opened_at: Instant;
    period: Json<Period | null>;
    counted_from: Instant;
    due_at: MaybeInstant;
    provisional: Generated<boolean>;
    calendar: string | null;
    lapses_at: MaybeInstant;
    remind_at: Generated<string[]>;
    closed_at: MaybeInstant;
    closed_by: 'deadline' | 'complete' | 'act' | 'withdrawn' | null;
  };
  holder: {
    window_id: string;
    person_id: string;
    subject: Generated<string>;
    answered: Generated<boolean>;
    delegated_by: string | null;
  };
  answer: {
    id: string;
    window_id: string;
    person_id: string | null;
    subject: Generated<string>;
    content: Json<unknown>;
    answered_at: Instant;
    replaces: string | null;
    replaced: Generated<boolean>;
  };
  finding: {
    visit_id: string;
    content: Json<unknown>;
    found_at: Instant;
    replaced: Generated<boolean>;
  };
  amendment: {
    id: string;
    campaign_id: string;
    source: string;
    anew: string[];
    reason: string;
    proposed_by: string;
    proposed_at: Instant;
    approved_by: string | null;
    approved_at: MaybeInstant;
  };
  correction: {
    id: string;
    campaign_id: string;
    answer_id: string;
    content: Json<unknown>;
    reason: string;
    proposed_by: string;
    proposed_at: Instant;
    signed_by: string | null;
    signed_at: MaybeInstant;
  };
  entitlement: {
    window_id: string;
    person_id: string;
    class: string;
    token_digest: string | null;
    redeemed: Generated<boolean>;
    /** Declared kin before the slip was exchanged: it is worth nothing any more. */
    recused: Generated<boolean>;
  };
  credential: { digest: string; window_id: string; class: string };
  ballot: { serial: string; window_id: string; class: string; choices: Json<Record<string, string>> };
  record_entry: {
    campaign_id: string;
    seq: number;
    kind: string;
    actor: string | null;
    visit_id: string | null;
    subject: string | null;
    purpose: string | null;
    at: Instant;
    commitment: string;
    previous: string;
    digest: string;
  };
  record_content: { campaign_id: string; seq: number; salt: string; content: Json<unknown> };
  anchor: { visit_id: string; campaign_id: string; seq: number; head: string; signature: string; signed_at: Instant };
  letter: {
    visit_id: string;
    purpose: string;
    person_id: string;
    campaign_id: string;
    ordinal: GeneratedAlways<number>;
    terms: Json<Record<string, unknown>>;
    queued_at: Instant;
    state: Generated<'queued' | 'sent' | 'refused'>;
    tries: Generated<number>;
    not_before: MaybeInstant;
    sent_at: MaybeInstant;
    problem: string | null;
  };
  owed_look: { campaign_id: string; starts: boolean; times: Generated<number>; since: Instant };
  idempotency: {
    actor: string;
    key: string;
    route: string;
    body_digest: string;
    status: number | null;
    response: Json<unknown>;
    at: Instant;
  };
}

/** Every column of a window by its name: a statement that says `*` is planned anew each time (records/preparing.ts). */
export const windowColumns = [
  ...(['id', 'campaign_id', 'visit_id', 'purpose', 'kind', 'title', 'terms', 'closes', 'needs'] as const),
  ...(['opened_at', 'period', 'counted_from', 'due_at', 'provisional', 'calendar', 'lapses_at'] as const),
  ...(['remind_at', 'closed_at', 'closed_by'] as const),
] as const satisfies readonly (keyof Database['window'])[];
