-- When QStash was asked to send a dead letter again, first and last: its message may come before the answer, or instead.
alter table dead_letter add column first_asked_at timestamp(6) with time zone;
alter table dead_letter add column last_asked_at timestamp(6) with time zone;
create index dead_letter_by_asked on dead_letter (schedule_id, last_asked_at);
