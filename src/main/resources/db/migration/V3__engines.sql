-- Two engines in one house: which of them rings a schedule, and which one was known to hold it.

alter table schedule_revision add column rung_by varchar(10) default 'AUTO' not null;
alter table schedule_revision add column standby boolean default true not null;
alter table schedule_revision add column retry_delay varchar(200);

alter table schedule add column held_by varchar(10); -- local or qstash; null if none was told yet
