-- As long as PostgreSQL knows nothing of a table, it takes of the indexes that begin alike the one that was made
-- last, and keeps to that in each connection. Then a step was looked for by reading all steps of its run.
alter table step drop ${step_key};
alter table step add primary key (run_id, block, task, visit);
