-- Workflows that Java code makes, beside those that somebody wrote.

alter table workflow add column origin varchar(10) default 'EDITOR' not null;
-- Its schedule was switched off when its code was gone, and is switched on again when it comes back.
alter table workflow add column resumes boolean default false not null;
