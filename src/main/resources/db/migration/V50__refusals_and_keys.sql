-- What was not let in, and which keys signed what was.

create table refused_delivery (
  id          bigint        generated always as identity primary key,
  same        varchar(64)   ${ascii} not null, -- SHA-256 of what has to be the same to be counted here
  first_at    timestamp(6)  with time zone not null,
  last_at     timestamp(6)  with time zone not null,
  times       integer       not null,
  route       varchar(201)  not null,
  cause       varchar(20)   not null,
  message_id  varchar(201)  ${ascii},
  schedule_id varchar(201),
  region      varchar(51),
  workflow_id varchar(63),
  signed      varchar(1001),
  seen        varchar(1001),
  tried       varchar(200)  not null           -- fingerprints of keys, with commas between
);
create index refused_delivery_by_sameness on refused_delivery (same, id);
create index refused_delivery_by_cause on refused_delivery (cause, id);
create index refused_delivery_by_message on refused_delivery (message_id, id);
create index refused_delivery_by_time on refused_delivery (last_at);

create table signing_key (
  fingerprint  varchar(12)  ${ascii} primary key, -- never the key
  last_seen_at timestamp(6) with time zone not null
);
