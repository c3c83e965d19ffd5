-- Which due times of a schedule are meant, as somebody wrote it, and how late one may be rung.
alter table schedule_revision add column start_at varchar(40);
alter table schedule_revision add column end_at varchar(40);
alter table schedule_revision add column blackout text;
alter table schedule_revision add column grace_seconds integer; -- null for two minutes
