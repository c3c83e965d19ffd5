-- Who works on this database, and where the installation is reached: what tells a copy from the original.

create table node (
  instance   varchar(36) ${ascii} primary key, -- random, of one process
  engine     varchar(10) not null,             -- which engine rings by its settings
  started_at timestamp(6) with time zone not null,
  beat_at    timestamp(6) with time zone not null,
  beats      bigint      not null              -- grows each minute; told by /health/live too
);
create index node_by_beat on node (beat_at);

-- What one node at a time should do; harmless if two do.
create table duty (
  name     varchar(20) ${ascii} primary key,
  instance varchar(36) not null,
  until_at timestamp(6) with time zone not null
);

create table public_url (
  url         varchar(2000) ${ascii} primary key, -- without a slash at the end
  recorded_at timestamp(6) with time zone not null,
  present     boolean       not null              -- false: a former one
);

alter table installation add column copied_of varchar(2000); -- where the original answered
alter table installation add column copied_at timestamp(6) with time zone;
