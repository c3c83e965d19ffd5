-- What nobody tries any more: messages that QStash gave up, and runs that failed.

create table dead_letter (
  id            bigint       generated always as identity primary key,
  message_id    varchar(200) ${ascii} unique,
  dlq_id        varchar(200) ${ascii} unique, -- where QStash keeps it
  run_id        varchar(30)  ${ascii},        -- the run that it made, if it came so far
  workflow_id   varchar(63)  ${ascii},        -- folded
  workflow_name varchar(63),
  schedule_id   varchar(63)  ${ascii},
  status        integer,                      -- what was answered last
  detail        text,
  retried       integer,
  made_at       timestamp(6) with time zone,  -- when QStash made the message
  given_up_at   timestamp(6) with time zone not null,
  gone_at       timestamp(6) with time zone,  -- since when QStash is known not to keep it
  sent_again_as varchar(200) ${ascii},
  removed_at    timestamp(6) with time zone
);
create index dead_letter_by_time on dead_letter (given_up_at, id);
create index dead_letter_by_workflow on dead_letter (workflow_id, given_up_at, id);
create index dead_letter_by_run on dead_letter (run_id);

insert into dead_letter (
  message_id, run_id, workflow_id, workflow_name, schedule_id, detail, given_up_at)
select message_id, id, workflow_id, workflow_name, schedule_id, 'its run failed',
       coalesce(ended_at, created_at)
  from run where state = 'FAILED' order by ended_at;
