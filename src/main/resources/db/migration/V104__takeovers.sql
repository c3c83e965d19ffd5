-- How often in a row a run was taken over from a walker that was gone, without a step that was finished in between.
alter table run add column takeovers integer default 0 not null;
alter table run add column finished_before integer; -- finished steps at the last takeover; null before the first
