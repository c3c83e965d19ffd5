-- The newest due time without a success is found without a walk over all that succeeded since.

create index occurrence_by_schedule_and_verdict on occurrence (schedule_id, verdict, due_time);
create index run_by_schedule_and_due_time on run (schedule_id, state, due_time);
