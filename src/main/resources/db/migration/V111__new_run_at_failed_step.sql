-- A run that is made in the place of another may begin where that one failed; until now all began at their start.
alter table redrive add column begins_from varchar(11) default 'START' not null;
update redrive set begins_from = 'FAILED_STEP' where attempt is not null;
