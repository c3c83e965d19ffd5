-- For how long a run of a schedule may go on.
alter table schedule_revision add column longest_run_seconds integer; -- null for as long as it takes
