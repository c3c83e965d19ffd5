-- An attempt that its engine has brought stays the engine's, whoever of us takes it first.
alter table run add column brought boolean default false not null;
