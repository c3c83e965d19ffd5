-- Who canceled a run; null where no person did.
alter table run add column canceled_by varchar(255);
