-- The ledger: each due time of each revision gets its row in occurrence.

-- One row for each revision whose due times are not all accounted for.
create table watch (
  schedule_id   varchar(63)  ${ascii} not null,
  revision      integer      not null,
  settled_until timestamp(6) with time zone not null, -- each due time up to here has its row
  due_time      timestamp(6) with time zone,          -- the next one; null until it is reckoned
  watch_at      timestamp(6) with time zone not null, -- when to look whether it has its row
  primary key (schedule_id, revision),
  foreign key (schedule_id, revision) references schedule_revision on delete cascade
);
create index watch_by_time on watch (watch_at);

insert into watch (schedule_id, revision, settled_until, watch_at)
select schedule.id, schedule.revision, current_timestamp, current_timestamp
  from schedule
  join schedule_revision revision
    on revision.schedule_id = schedule.id and revision.number = schedule.revision
 where revision.active;

-- Schedules with due times that wait to be caught up, one after the other: the EXPECTED ones between.
create table catch_up (
  schedule_id varchar(63)  ${ascii} primary key references schedule on delete cascade,
  first_due   timestamp(6) with time zone not null,
  last_due    timestamp(6) with time zone not null
);

-- When which node was up. The end lies a little ahead of what it last told, until it stops.
create table alive (
  node     varchar(100) not null,
  from_at  timestamp(6) with time zone not null,
  until_at timestamp(6) with time zone not null,
  primary key (node, from_at)
);
create index alive_by_end on alive (until_at);
