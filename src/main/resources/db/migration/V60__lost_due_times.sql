-- For which due time of its schedule a message that made no run was meant: it may be told before the
-- due time is judged.
alter table dead_letter add column due_time timestamp(6) with time zone;
create index dead_letter_by_due_time on dead_letter (schedule_id, due_time);
