import { type Kysely, type Migration, sql } from 'kysely';

/** What a campaign is made of: plans, people, campaigns, lots, visits, windows, answers. */
const campaigns = sql`
create function campaign_clock() returns timestamptz language sql volatile as 'select clock_timestamp()';
comment on function campaign_clock is 'the one clock: the database''s own; a rehearsal replaces it';

create table department (id text primary key, name text not null);

create table person (
  id text primary key,
  department_id text references department,
  name text not null,
  email text,
  roles text[] not null default '{}',
  sealed_identity bytea
);
comment on column person.sealed_identity is 'identity number, AES-256-GCM under a key outside the database';

create table plan (
  department_id text not null references department,
  id text not null,
  title text not null,
  primary key (department_id, id)
);
create table plan_version (
  department_id text not null,
  plan_id text not null,
  version int not null,
  source text not null,
  digest text not null,
  published_by text not null references person,
  published_at timestamptz not null,
  primary key (department_id, plan_id, version),
  foreign key (department_id, plan_id) references plan
);

create table calendar_year (
  year int not null,
  version int not null,
  content jsonb not null,
  entered_at timestamptz not null,
  primary key (year, version)
);

create table campaign (
  id text primary key,
  department_id text not null references department,
  title text not null,
  plan_id text not null,
  plan_version int not null,
  status text not null check (status in ('running', 'suspended', 'cancelled', 'ended')),
  started_by text not null references person,
  started_at timestamptz not null,
  suspended_at timestamptz,
  ended_at timestamptz,
  moved_to text,
  started_for text unique
);
comment on column campaign.started_for is 'the window of another campaign whose answer started this one';
comment on column campaign.moved_to is 'the task queue of the code version that carries it';
create index on campaign (department_id, started_at desc, id);

create table campaign_plan (
  campaign_id text not null references campaign,
  version int not null,
  source text not null,
  plan jsonb not null,
  primary key (campaign_id, version)
);
create table panel_member (
  campaign_id text not null references campaign,
  panel text not null,
  person_id text not null references person,
  primary key (campaign_id, panel, person_id)
);
create table elector (
  campaign_id text not null references campaign,
  electorate text not null,
  class text not null,
  person_id text not null references person,
  primary key (campaign_id, electorate, person_id)
);
create table participant (
  campaign_id text not null references campaign,
  person_id text not null references person,
  facts jsonb not null,
  withdrawn_at timestamptz,
  excluded_at timestamptz,
  primary key (campaign_id, person_id)
);
create table kinship (
  campaign_id text not null references campaign,
  person_id text not null references person,
  kin_id text not null references person,
  relation text not null,
  declared_at timestamptz not null,
  primary key (campaign_id, person_id, kin_id)
);
comment on table kinship is 'who has declared to be related to whom: neither is asked about the other';
create table pool_member (
  campaign_id text not null references campaign,
  person_id text not null references person,
  facts jsonb not null,
  entered_at timestamptz not null,
  primary key (campaign_id, person_id, entered_at)
);
comment on table pool_member is 'those among whom a campaign without open registration looks, with what their files say from an instant on';
comment on table participant is 'an applicant, a candidate later: the facts as declared, and whether the person is still in';

create table visit (
  id text primary key,
  campaign_id text not null references campaign,
  ordinal bigint generated always as identity,
  stage text not null,
  plan_version int not null,
  status text not null check (status in ('open', 'left', 'stale', 'superseded')),
  entered_at timestamptz not null,
  left_at timestamptz,
  known_at timestamptz
);
comment on column visit.known_at is 'when what it had read of other campaigns was corrected: it reads what has been known since then';
create index on visit (campaign_id, ordinal);

create table lot (
  id text primary key,
  ordinal bigint generated always as identity,
  campaign_id text not null references campaign,
  post text not null,
  vacancies int not null check (vacancies >= 0),
  people text[] not null,
  from_visit text references visit,
  from_lot text references lot,
  outcome text,
  stage text,
  result text,
  superseded boolean not null default false,
  check ((stage is null) <> (result is null))
);
create index on lot (campaign_id);
create index on lot (from_visit);
create table visit_lot (visit_id text not null references visit, lot_id text not null references lot, primary key (visit_id, lot_id));
create index on visit_lot (lot_id);

create table "window" (
  id text primary key,
  campaign_id text not null references campaign,
  visit_id text not null references visit,
  purpose text not null,
  kind text not null,
  title text not null,
  terms jsonb not null,
  closes text not null check (closes in ('deadline', 'complete', 'act')),
  needs text not null check (needs in ('any', 'all', 'anyone', 'pair')),
  opened_at timestamptz not null,
  period jsonb,
  counted_from timestamptz not null,
  due_at timestamptz,
  provisional boolean not null default false,
  calendar text,
  lapses_at timestamptz,
  remind_at timestamptz[] not null default '{}',
  closed_at timestamptz,
  closed_by text check (closed_by in ('deadline', 'complete', 'act', 'withdrawn'))
);
comment on column "window".lapses_at is 'when it closes although answers are missing: silence has a meaning of its own';
comment on column "window".counted_from is 'where the period is counted from: the opening, or the last extension or resumption';
create index on "window" (visit_id);
create index on "window" (campaign_id) where closed_at is null;

create table holder (
  window_id text not null references "window",
  person_id text not null references person,
  subject text not null default '',
  answered boolean not null default false,
  delegated_by text references person,
  primary key (window_id, person_id, subject)
);
create index on holder (person_id) where not answered;

create table answer (
  id text primary key,
  window_id text not null references "window",
  person_id text references person,
  subject text not null default '',
  content jsonb not null,
  answered_at timestamptz not null,
  replaces text references answer,
  replaced boolean not null default false
);
create unique index one_answer on answer (window_id, person_id, subject) where not replaced;
create index on answer (window_id);

create table kept_fact (
  visit_id text not null references visit,
  person_id text not null references person,
  key text not null,
  department_id text not null references department,
  value jsonb not null,
  kept_at timestamptz not null,
  until timestamptz,
  known_at timestamptz not null,
  replaced_at timestamptz
);
create unique index one_kept_fact on kept_fact (visit_id, person_id, key) where replaced_at is null;
comment on table kept_fact is 'what one campaign found out about a person that later ones may read: a grade, a place in the reserve';
create index on kept_fact (person_id, key);
create table finding (
  visit_id text not null references visit,
  content jsonb not null,
  found_at timestamptz not null,
  replaced boolean not null default false
);
create unique index one_finding on finding (visit_id) where not replaced;

create table amendment (
  id text primary key,
  campaign_id text not null references campaign,
  source text not null,
  anew text[] not null,
  reason text not null,
  proposed_by text not null references person,
  proposed_at timestamptz not null,
  approved_by text references person,
  approved_at timestamptz
);

create table correction (
  id text primary key,
  campaign_id text not null references campaign,
  answer_id text not null references answer,
  content jsonb not null,
  reason text not null,
  proposed_by text not null references person,
  proposed_at timestamptz not null,
  signed_by text references person,
  signed_at timestamptz
);
`;

/** Entitlement and choice: no key, no time, no order joins the two. */
const ballots = sql`
create table entitlement (
  window_id text not null references "window",
  person_id text not null references person,
  class text not null,
  token_digest text unique,
  redeemed boolean not null default false,
  recused boolean not null default false,
  primary key (window_id, person_id)
);
create table credential (digest text primary key, window_id text not null references "window", class text not null);
create table ballot (serial text primary key, window_id text not null references "window", class text not null, choices jsonb not null);
create index on ballot (window_id);
comment on table ballot is 'a choice and its serial; nothing that leads to a person or an instant';
`;

/** The process record (全程纪实) and the ledgers of what is owed to the world. */
const ledgers = sql`
create table record_entry (
  campaign_id text not null references campaign,
  seq int not null,
  kind text not null,
  actor text,
  visit_id text,
  subject text,
  purpose text,
  at timestamptz not null,
  commitment text not null,
  previous text not null,
  digest text not null,
  primary key (campaign_id, seq)
);
create table record_content (
  campaign_id text not null,
  seq int not null,
  salt text not null,
  content jsonb not null,
  primary key (campaign_id, seq),
  foreign key (campaign_id, seq) references record_entry
);
create function hold_chain(campaign text) returns table (at timestamptz, seq int, digest text) language plpgsql volatile as $$ begin
  perform pg_advisory_xact_lock(hashtextextended(campaign, 1));
  return query
    select campaign_clock(), last.seq, last.digest
    from (select 1) as always
    left join lateral (
      select e.seq, e.digest from record_entry e where e.campaign_id = campaign order by e.seq desc limit 1
    ) as last on true;
end $$;
comment on function hold_chain is 'volatile, so that the entries are read as they are once the lock is held';
create function hold_visit(visit text) returns void language plpgsql volatile as $$ declare held text; begin
  select c.id into held from campaign c where c.id = (select v.campaign_id from visit v where v.id = visit) for no key update;
  perform from "window" w where w.campaign_id = held and w.closed_at is null order by w.id for update;
end $$;
create function refuse_change() returns trigger language plpgsql as $$ begin raise exception 'the process record is append-only'; end $$;
create index on record_entry (campaign_id, seq) where kind in ('applied', 'withdrew', 'excluded');
create index on record_entry (visit_id) where kind = 'visitLeft';
create trigger append_only before update or delete on record_entry for each row execute function refuse_change();

create table anchor (
  visit_id text not null references visit,
  campaign_id text not null references campaign,
  seq int not null,
  head text not null,
  signature text not null,
  signed_at timestamptz not null,
  primary key (visit_id)
);

create table letter (
  visit_id text not null,
  purpose text not null,
  person_id text not null references person,
  campaign_id text not null references campaign,
  ordinal bigint generated always as identity,
  terms jsonb not null,
  queued_at timestamptz not null,
  state text not null default 'queued' check (state in ('queued', 'sent', 'refused')),
  tries int not null default 0,
  not_before timestamptz,
  sent_at timestamptz,
  problem text,
  primary key (visit_id, purpose, person_id)
);
create index on letter (ordinal) where state = 'queued';

create table owed_look (
  campaign_id text primary key references campaign,
  starts boolean not null,
  times bigint not null default 1,
  since timestamptz not null
);

create table idempotency (
  actor text not null,
  key text not null,
  route text not null,
  body_digest text not null,
  status int,
  response jsonb,
  at timestamptz not null,
  primary key (actor, key)
);
create function claim_request(who text, its_key text)
  returns table (mine boolean, body_digest text, status int, response jsonb) language plpgsql volatile as $$ begin
  if pg_try_advisory_xact_lock(hashtextextended(who || ' ' || its_key, 2)) then
    return query
      select true, done.body_digest, done.status, done.response
      from (select 1) as always left join idempotency as done on done.actor = who and done.key = its_key;
  else
    return query select false, null::text, null::int, null::jsonb;
  end if;
end $$;
comment on function claim_request is 'the lock lasts until the row it stands for is committed, or gone with the rest; volatile, so that the row is read once it is held';
`;

export const first: Migration = {
  async up(db: Kysely<unknown>) {
    for (const part of [campaigns, ballots, ledgers]) await part.execute(db);
  },
};
