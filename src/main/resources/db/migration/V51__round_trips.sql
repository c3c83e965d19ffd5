-- Test messages that travel to QStash and back; one may begin on one node and arrive on another.

create table round_trip (
  id         varchar(32)   ${ascii} primary key,
  started_at timestamp(6)  with time zone not null,
  sent_at    timestamp(6)  with time zone,
  message_id varchar(200)  ${ascii},
  arrived_at timestamp(6)  with time zone,
  trouble    varchar(50),
  detail     text
);
create index round_trip_by_time on round_trip (started_at);
