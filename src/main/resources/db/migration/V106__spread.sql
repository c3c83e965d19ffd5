-- Runs of a schedule may begin a little after their due time, so that not all schedules begin at once.
alter table schedule_revision add column spread_seconds integer; -- null for none
alter table run add column begins_at timestamp(6) with time zone; -- not before it; null if at once
