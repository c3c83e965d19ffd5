-- What is too old is found by its age, page by page in one order; the oldest first.

drop index run_by_state_and_end;
create index run_by_state_and_end on run (state, ended_at, id);
drop index message_by_time;
create index message_by_time on message (seen_at, id);
create index message_by_run on message (run_id);
drop index delivery_by_time;
create index delivery_by_time on delivery (received_at, id);
drop index audit_by_time;
create index audit_by_time on audit (at, id);
create index backfill_by_time on backfill (asked_at, id);
create index schedule_pause_by_end on schedule_pause (until_at, id);
create index schedule_revision_by_end on schedule_revision (until_at, schedule_id, number);

-- A run goes in one short transaction, however long its journal is; what is left of that goes piece
-- by piece afterwards, and is found by nobody meanwhile, since all ask by way of the run.
create table loose_steps (
  run_id varchar(30) ${ascii} primary key
);
${free_steps};
${free_values};
