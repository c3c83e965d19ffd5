-- What becomes of a fixed hour that a clock shows twice, or skips, as it is set.
alter table schedule_revision add column repeated_hour varchar(16); -- null for once
alter table schedule_revision add column skipped_hour varchar(16); -- null for skip
