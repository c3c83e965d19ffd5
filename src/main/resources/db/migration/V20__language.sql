-- What the whole language needs: runs that other runs ask for, time limits, and journals that are
-- counted and do not keep the same large value twice.

alter table run add column parent_id    varchar(30) ${ascii};
alter table run add column parent_step  bigint;                        -- number of the step that asked
alter table run add column parent_waits boolean default false not null; -- and is woken and canceled with it
alter table run add column depth        integer default 0 not null;    -- how many parents it has
alter table run add column deadline_at  timestamp(6) with time zone;
alter table run add column steps        bigint  default 0 not null;    -- rows of its journal
alter table run add column volume       bigint  default 0 not null;    -- characters in its journal
create index run_by_parent on run (parent_id, parent_step);

alter table step add column deadline_at timestamp(6) with time zone;

-- Large values of a run's steps, each once; where one belongs, the step says # and its hash.
create table step_value (
  run_id varchar(30) ${ascii} not null references run on delete cascade,
  hash   varchar(64) ${ascii} not null,
  text   text        not null,
  primary key (run_id, hash)
);
