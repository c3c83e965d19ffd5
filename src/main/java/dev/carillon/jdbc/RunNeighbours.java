package dev.carillon.jdbc;

import dev.carillon.run.Run;
import dev.carillon.running.RunStore.Neighbours;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What was made before and after a run; ids begin with their time. */
final class RunNeighbours {
  private static final String PREVIOUS = """
      select * from run where workflow_id = :workflow and id < :run
       order by workflow_id desc, id desc fetch first 1 rows only""";

  private static final String NEXT = """
      select * from run where workflow_id = :workflow and id > :run
       order by workflow_id, id fetch first 1 rows only""";

  private RunNeighbours() {}

  static Neighbours of(Handle handle, Run run) {
    return new Neighbours(one(handle, PREVIOUS, run), one(handle, NEXT, run));
  }

  private static Optional<Run> one(Handle handle, String sql, Run run) {
    return handle
        .createQuery(sql)
        .bind("workflow", run.workflow().folded())
        .bind("run", run.id().value())
        .map(RunRow::read)
        .findOne();
  }
}
