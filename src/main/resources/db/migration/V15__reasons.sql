-- More about why a due time did not run, and where QStash put what it gave up.

alter table occurrence add column detail text;
alter table occurrence add column dead_letter varchar(200);
