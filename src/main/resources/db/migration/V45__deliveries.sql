-- What a run was admitted with: how sure its due time is, and how its engine waits between attempts.

alter table run add column provisional boolean default false not null; -- its due time was reckoned
alter table run add column retry_delay varchar(200);                   -- null for the usual back-off
alter table run add column retried integer default 0 not null;         -- as the last delivery said
