-- A run that begins later than at its due time asks for its schedule's slot only when it begins.
alter table run add column coming boolean default false not null;
