-- How many runs failed lately is asked each time somebody looks.
create index run_by_state_and_end on run (state, ended_at);
