-- How many runs of a workflow may be under way at a time, by its present version; null: any number.
alter table workflow add column run_limit integer;
