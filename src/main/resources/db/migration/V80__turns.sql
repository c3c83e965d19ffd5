-- A run that waits for its turn does not hold its schedule's slot yet; turn_at is when it came.
alter table run add column queued boolean default false not null;
alter table run add column turn_at timestamp(6) with time zone;

-- A canceled run that somebody walked: it holds its slot until that walker has let go, or is dead.
create table stopping (
  run_id      varchar(30)  ${ascii} primary key references run on delete cascade,
  root_id     varchar(30)  ${ascii} not null,           -- the run that was canceled, or an ancestor
  schedule_id varchar(63)  ${ascii},                    -- whose slot it holds
  owner       varchar(255) not null,
  fence       bigint       not null,
  until_at    timestamp(6) with time zone not null      -- the end of its walker's lease
);
create index stopping_by_schedule on stopping (schedule_id, until_at);
create index stopping_by_owner on stopping (owner);
