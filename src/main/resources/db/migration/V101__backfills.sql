-- Due times that somebody wants run after all: they wait as EXPECTED ones do, and keep what they were.
create table backfill (
  id          bigint       generated always as identity primary key,
  schedule_id varchar(63)  ${ascii} not null references schedule on delete cascade,
  asked_by    varchar(255) not null,
  asked_at    timestamp(6) with time zone not null,
  reason      text,
  total       integer      not null,                    -- due times when it began
  per_minute  integer      not null,                    -- so many runs begin in a minute at most
  next_at     timestamp(6) with time zone not null,     -- none begins before
  canceled_at timestamp(6) with time zone,
  canceled_by varchar(255)
);
create index backfill_by_schedule on backfill (schedule_id, id);

alter table occurrence add column backfill_id bigint;
alter table occurrence add column former_verdict varchar(10);
alter table occurrence add column former_reason varchar(20);
create index occurrence_by_backfill on occurrence (backfill_id, verdict);
