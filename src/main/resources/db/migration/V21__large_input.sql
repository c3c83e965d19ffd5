-- The row of a run is written with each commit to its journal. H2 writes a text with its row each
-- time, however large it is; a ${large} stands apart from its row, as it does on PostgreSQL anyway.

alter table run alter column input set data type ${large};
