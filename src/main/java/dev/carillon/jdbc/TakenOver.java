package dev.carillon.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import org.jdbi.v3.core.Handle;

/**
 * The journal that a run takes over from the one in whose place it is made. The copy is its own, so
 * nothing is missing when the old run is removed. A visit keeps its number, by which a child knows the
 * step that asked for it; attempt 0 says that no attempt of the new run has touched it.
 */
final class TakenOver {
  private static final String COPY = """
      insert into step (
        run_id, block, task, visit, number, written, pointer, name, kind, state, attempt, raw,
        input, output, context, transition, error, items, progress, log, started_at, ended_at,
        wake_at, deadline_at)
      select
        :made, block, task, visit, number, written, pointer, name, kind, state, 0, raw,
        input, output, context, transition, error, items, progress, log, started_at, ended_at,
        wake_at, deadline_at
        from step
       where run_id = :old""";

  private static final String KEY = """
      step.block || '/' || step.task
        || case when step.visit = 1 then '' else '#' || cast(step.visit as varchar(12)) end""";

  /**
   * What is inside a visit begins with its key and a slash; 0 is the character behind the slash. A step
   * whose child is not to be asked for again counts as one that holds something.
   */
  private static final String HOLDS_WHAT_IS_DONE =
      """
      (step.state in ('COMPLETED', 'SKIPPED')
       or exists (
         select 1 from step inside
          where inside.run_id = :old and inside.state in ('COMPLETED', 'SKIPPED')
            and inside.block >=\s""" + KEY + " || '/' and inside.block < " + KEY + """
        || '0')
       or exists (
         select 1 from run child
          where child.parent_id = :old and child.parent_step = step.number
            and (not child.parent_waits or child.state not in ('FAILED', 'CANCELED'))))""";

  private static final String COPY_LARGE = """
      insert into step_value (run_id, hash, text)
      select :made, hash, text from step_value where run_id = :old""";

  private static final String COUNT = """
      update run
         set writes = (select old.writes from run old where old.id = :old),
             context_step = (select old.context_step from run old where old.id = :old),
             steps = :steps,
             volume = (select old.volume from run old where old.id = :old)
       where id = :made""";

  /**
   * Their end wakes whom they have for a parent, and it is this one that will wait for it. One that
   * nobody waits for goes along, or the next run in this one's place would ask for it again.
   */
  private static final String MOVE_CHILDREN = """
      update run set parent_id = :made
       where parent_id = :old
         and parent_step in (
           select number from step
            where run_id = :made and state not in ('COMPLETED', 'SKIPPED'))""";

  private TakenOver() {}

  /** Called while the old run's row is locked, for a run that was made in the same transaction. */
  static void by(Handle database, RunId made, Run old, JsonNode input) {
    boolean edited = !input.equals(old.input());
    int steps =
        execute(database, edited ? COPY + " and " + HOLDS_WHAT_IS_DONE : COPY, made, old.id());
    if (steps == 0) {
      return;
    }
    execute(database, COPY_LARGE, made, old.id());
    database
        .createUpdate(COUNT)
        .bind("made", made.value())
        .bind("old", old.id().value())
        .bind("steps", steps)
        .execute();
    execute(database, MOVE_CHILDREN, made, old.id());
  }

  private static int execute(Handle database, String sql, RunId made, RunId old) {
    return database
        .createUpdate(sql)
        .bind("made", made.value())
        .bind("old", old.value())
        .execute();
  }
}
