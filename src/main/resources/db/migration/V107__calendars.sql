-- Blackouts that schedules share. A schedule's revision keeps what its calendars said then.
create table calendar (
  name        varchar(63)  ${ascii} primary key,
  version     integer      not null,                    -- each change makes the next
  blackout    text         not null,
  description text         not null,
  updated_at  timestamp(6) with time zone not null,
  updated_by  varchar(255) not null
);

alter table schedule_revision add column calendars text; -- a JSON object of names and blackouts; null for none
