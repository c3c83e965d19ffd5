-- Runs that ended without success and that somebody had done again.

-- The first run of those that were made in one another's place; null of a run that was made for itself.
alter table run add column redrive_root varchar(30) ${ascii};
create index run_by_redrive_root on run (redrive_root, state);

create table redrive (
  id            bigint       generated always as identity primary key,
  run_id        varchar(30)  ${ascii} not null references run on delete cascade, -- that had ended
  ended_as      varchar(10)  not null,
  cancel_reason text,                          -- as it stood on the run, if that was canceled
  canceled_by   varchar(255),
  attempt       integer,                       -- the attempt of the same run that it began
  made_id       varchar(30)  ${ascii} unique,  -- or the run that was made in its place
  wished_by     varchar(255) not null,
  reason        text         not null,
  wished_at     timestamp(6) with time zone not null,
  check ((attempt is null) <> (made_id is null))
);
create index redrive_by_run on redrive (run_id, id);
