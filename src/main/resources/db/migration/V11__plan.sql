-- What the engine that holds a schedule (held_by) was told last, to tell its changes from ours.

alter table schedule add column held_revision integer default 0 not null;
alter table schedule add column held_paused boolean default false not null;
alter table schedule add column held_facts text;
alter table schedule add column held_at timestamp(6) with time zone;

alter table schedule add column left_at varchar(10);   -- an engine that may still hold it
alter table schedule add column missed_at timestamp(6) with time zone; -- since when it is known to be deleted there
alter table schedule add column removed boolean default false not null; -- its workflow is gone; its number goes on
