-- Secrets of workflows, encrypted; a name is compared letter by letter, as in definitions.

create table secret (
  name       varchar(100) ${ascii} primary key,
  key_id     varchar(8)   ${ascii} not null, -- names the key that opens it, and is no part of it
  sealed     varchar(65000) not null,         -- Base64
  updated_at timestamp(6) with time zone not null,
  updated_by varchar(255) not null
);
