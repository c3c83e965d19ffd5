package dev.carillon.jdbc;

import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.running.RunFilter;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Lists runs, the newest first; ids begin with their time. */
record RunList(RunFilter filter) {
  List<Run> page(Handle database, Optional<RunId> after, int limit) {
    return query(database, "*", after, "", limit).map(RunRow::read).list();
  }

  /**
   * Asks for a page.
   *
   * @param columns of the table {@code run}
   * @param prefix what the ids begin with; empty for all
   */
  Query query(Handle database, String columns, Optional<RunId> after, String prefix, int limit) {
    return database
        .createQuery("select " + columns + listing(after, prefix))
        .bind("workflow", filter.workflow().map(id -> id.folded()).orElse(""))
        .bind("state", filter.state().map(RunState::name).orElse(""))
        .bind("trigger", filter.trigger().map(Enum::name).orElse(""))
        .bind("after", after.map(RunId::value).orElse(""))
        .bind("from", filter.from().map(RunId::firstAt).map(RunId::value).orElse(""))
        .bind("until", filter.until().map(RunId::firstAt).map(RunId::value).orElse(""))
        .bind("prefix", prefix)
        .bind("beyond", prefix + "~")
        .bind("limit", limit);
  }

  /**
   * Holds only the conditions that narrow, so that an index fits. H2 goes along one for the order
   * only if the order names its columns from the first on.
   */
  private String listing(Optional<RunId> after, String prefix) {
    boolean byWorkflow = filter.workflow().isPresent();
    boolean byState = filter.state().isPresent();
    boolean byTrigger = filter.trigger().isPresent();
    return " from run where true"
        + (byWorkflow ? " and workflow_id = :workflow" : "")
        + (byState ? " and state = :state" : "")
        + (byTrigger ? " and trigger = :trigger" : "")
        + (after.isPresent() ? " and id < :after" : "")
        + (filter.from().isPresent() ? " and id >= :from" : "")
        + (filter.until().isPresent() ? " and id < :until" : "")
        + (prefix.isEmpty() ? "" : " and id >= :prefix and id < :beyond")
        + " order by "
        + (byWorkflow ? "workflow_id desc, " : "")
        + (byState ? "state desc, " : "")
        + (byTrigger && !byWorkflow && !byState ? "trigger desc, " : "")
        + "id desc fetch first :limit rows only";
  }
}
