-- The message that wakes a parked run, where runs are nudged: at most one for each run.

create table nudge (
  run_id     varchar(30)  ${ascii} primary key references run on delete cascade,
  wake_at    timestamp(6) with time zone not null, -- of its run, when the nudge was sent
  message_id varchar(200) ${ascii},                -- null until it was sent
  asked_at   timestamp(6) with time zone not null  -- when a node took it on itself to send it
);
