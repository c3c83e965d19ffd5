-- Runs on H2 and on PostgreSQL as it stands. JSON is text; an id is compared by its bytes, which
-- ${ascii} asks for where it is not the default. Instants have six decimals on both.

create table installation (
  only_one boolean     default true primary key check (only_one),
  id       varchar(36) not null
);

-- The texts of definitions, each once.
create table definition (
  hash   varchar(64) ${ascii} primary key,
  source text        not null
);

create table workflow (
  id         varchar(63)  ${ascii} primary key, -- folded to lower case
  version    varchar(255) not null,             -- the present one
  removed    boolean      not null              -- its versions stay for its runs
);

create table workflow_version (
  workflow_id varchar(63)  ${ascii} not null references workflow,
  version     varchar(255) not null,
  number      bigint       generated always as identity, -- grows in the order of saving
  name        varchar(63)  not null,                     -- the id as it was spelled
  hash        varchar(64)  ${ascii} not null references definition,
  saved_at    timestamp(6) with time zone not null,
  saved_by    varchar(255) not null,
  primary key (workflow_id, version)
);
create index workflow_version_by_definition on workflow_version (hash);

-- The row that an admission locks. What it says stands in its revision.
create table schedule (
  id       varchar(63) ${ascii} primary key,
  revision integer     not null,
  sync     varchar(10) not null
);

create table schedule_revision (
  schedule_id   varchar(63)  ${ascii} not null references schedule on delete cascade,
  number        integer      not null,
  from_at       timestamp(6) with time zone not null,
  until_at      timestamp(6) with time zone,
  workflow_name varchar(63)  not null,
  active        boolean      not null,
  cron          varchar(1100) not null,
  zone          varchar(100) not null,
  retries       integer      not null,
  overlap       varchar(20)  not null,
  catch_up      varchar(20)  not null,
  overridden    varchar(200) not null, -- names of fields, with commas between
  primary key (schedule_id, number)
);

create table schedule_pause (
  id          bigint       generated always as identity primary key,
  schedule_id varchar(63)  ${ascii} not null references schedule on delete cascade,
  from_at     timestamp(6) with time zone not null,
  until_at    timestamp(6) with time zone,
  reason      text         not null,
  owner       varchar(255) not null
);
create index schedule_pause_by_schedule on schedule_pause (schedule_id, from_at);

create table run (
  id            varchar(30)  ${ascii} primary key,       -- grows with the time of making
  workflow_id   varchar(63)  ${ascii} not null,          -- folded
  workflow_name varchar(63)  not null,
  version       varchar(255) not null,
  hash          varchar(64)  ${ascii} not null references definition,
  schedule_id   varchar(63)  ${ascii},
  revision      integer      not null,
  due_time      timestamp(6) with time zone,
  trigger       varchar(20)  not null,
  state         varchar(10)  not null,
  input         text         not null,
  output        text,
  error         text,
  cancel_reason text,
  attempts      integer      not null,
  max_attempts  integer      not null,
  message_id    varchar(200) ${ascii},
  ownership     varchar(10)  not null,
  created_at    timestamp(6) with time zone not null,
  started_at    timestamp(6) with time zone,
  ended_at      timestamp(6) with time zone,
  rank_at       timestamp(6) with time zone not null,    -- who is walked first: due, else made
  free_at       timestamp(6) with time zone,             -- may be taken from here on: made, end of lease, wake; null once ended
  lease_owner   varchar(255),
  fence         bigint       not null,                   -- grows with each lease
  writes        bigint       not null,                   -- counts what was written to its journal
  context_step  bigint                                   -- number of the step that exported last
);
create index run_by_workflow on run (workflow_id, id);
create index run_by_workflow_and_state on run (workflow_id, state, id);
create index run_by_state on run (state, id);
create index run_by_trigger on run (trigger, id);
create index run_by_schedule on run (schedule_id, state, id);
create index run_by_time_to_take on run (free_at);
create index run_by_definition on run (hash);

create table run_attempt (
  run_id     varchar(30)  ${ascii} not null references run on delete cascade,
  number     integer      not null,
  started_at timestamp(6) with time zone not null,
  ended_at   timestamp(6) with time zone,
  error      text,
  primary key (run_id, number)
);

-- The journal: one row for each visit of each task.
create table step (
  run_id     varchar(30)   ${ascii} not null references run on delete cascade,
  block      varchar(2000) ${ascii} not null,
  task       varchar(500)  ${ascii} not null,
  visit      integer       not null,
  number     bigint        not null,         -- run.writes when it was begun
  written    bigint        not null,         -- run.writes when it was written last
  pointer    varchar(2000) not null,
  name       varchar(500)  ${ascii} not null,
  kind       varchar(50)   not null,
  state      varchar(10)   not null,
  attempt    integer       not null,
  raw        text          not null,
  input      text,                           -- null where it is the same as raw
  output     text,
  context    text,
  transition varchar(500),
  error      text,
  items      text,
  progress   text,
  log        text,
  started_at timestamp(6) with time zone not null,
  ended_at   timestamp(6) with time zone,
  wake_at    timestamp(6) with time zone,
  primary key (run_id, block, task, visit)
);
create unique index step_by_number on step (run_id, number);
create index step_by_block on step (run_id, block, number);
create index step_by_name on step (run_id, name, written);

-- Every due time gets one row, also when nothing ran. Its key is what makes two nodes safe.
create table occurrence (
  schedule_id varchar(63)  ${ascii} not null,
  due_time    timestamp(6) with time zone not null,
  revision    integer      not null,
  verdict     varchar(10)  not null,
  reason      varchar(20),
  run_id      varchar(30)  ${ascii},
  lateness_ms bigint,
  duplicates  integer      not null,
  primary key (schedule_id, due_time)
);
create index occurrence_by_verdict on occurrence (verdict, due_time);

-- What a message led to: a run, or (verdict is there) an answer without one.
create table message (
  id             varchar(200) ${ascii} primary key,
  run_id         varchar(30)  ${ascii},
  verdict        varchar(20),
  detail         text,
  duplicate      boolean      not null,
  retry_after_ms bigint,
  seen_at        timestamp(6) with time zone not null
);
create index message_by_time on message (seen_at);

create table delivery (
  id               bigint       generated always as identity primary key,
  token_hash       varchar(64)  ${ascii} unique,
  token_expires_at timestamp(6) with time zone,
  message_id       varchar(200) ${ascii},
  retried          integer      not null,
  route            varchar(20)  not null,
  received_at      timestamp(6) with time zone not null,
  run_id           varchar(30)  ${ascii},
  answered_at      timestamp(6) with time zone,
  status           integer,
  verdict          varchar(20),
  detail           text,
  duplicate        boolean      not null,
  retry_after_ms   bigint
);
create index delivery_by_run on delivery (run_id, id);
create index delivery_by_message on delivery (message_id, id);
create index delivery_by_route on delivery (route, received_at);
create index delivery_by_time on delivery (received_at);

create table session (
  key_hash    varchar(64)  ${ascii} primary key,
  caller_name varchar(255) not null,
  caller_role varchar(20)  not null,
  started_at  timestamp(6) with time zone not null,
  idle_until  timestamp(6) with time zone not null,
  ends_at     timestamp(6) with time zone not null
);
create index session_by_end on session (idle_until);

create table sign_in_code (
  code_hash  varchar(64)  ${ascii} primary key,
  expires_at timestamp(6) with time zone not null
);

create table audit (
  id          bigint       generated always as identity primary key,
  at          timestamp(6) with time zone not null,
  who         varchar(255) not null,
  action      varchar(100) not null,
  object      varchar(255) not null,
  before_text text,
  after_text  text
);
create index audit_by_object on audit (object, id);
create index audit_by_time on audit (at);
