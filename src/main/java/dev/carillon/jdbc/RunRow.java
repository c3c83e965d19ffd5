package dev.carillon.jdbc;

import dev.carillon.run.MessageId;
import dev.carillon.run.Pauses;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.schedule.RetryDelay;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.workflow.DefinitionHash;
import dev.carillon.workflow.WorkflowId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads runs out of the table {@code run}. */
final class RunRow {
  private RunRow() {}

  static Optional<Run> find(Handle database, RunId id) {
    return database
        .createQuery("select * from run where id = :id")
        .bind("id", id.value())
        .map(RunRow::read)
        .findOne();
  }

  static Run read(ResultSet row, StatementContext context) throws SQLException {
    Optional<String> by = Values.textIfAny(row, "canceled_by");
    Optional<Instant> beginsAt = Values.atIfAny(row, "begins_at");
    RunState state = RunState.valueOf(row.getString("state"));
    return new Run(
        new RunId(row.getString("id")),
        new WorkflowId(row.getString("workflow_name")),
        row.getString("version"),
        new DefinitionHash(row.getString("hash")),
        Values.textIfAny(row, "schedule_id").map(ScheduleId::new),
        row.getInt("revision"),
        Values.atIfAny(row, "due_time"),
        row.getBoolean("provisional"),
        Trigger.valueOf(row.getString("trigger")),
        state,
        Json.value(row.getString("input")),
        Values.textIfAny(row, "output").map(Json::value),
        Values.textIfAny(row, "error").map(Json::error),
        row.getInt("attempts"),
        row.getInt("max_attempts"),
        new Pauses(
            Values.textIfAny(row, "retry_delay").map(RetryDelay::new), row.getInt("retried")),
        Values.textIfAny(row, "message_id").map(MessageId::new),
        Run.Ownership.valueOf(row.getString("ownership")),
        Values.at(row, "created_at"),
        Values.atIfAny(row, "started_at"),
        Values.atIfAny(row, "ended_at"),
        wakeAt(state, beginsAt.isPresent(), row),
        Values.textIfAny(row, "parent_id").map(RunId::new),
        Values.atIfAny(row, "deadline_at"),
        row.getBoolean("queued"),
        Values.atIfAny(row, "turn_at"),
        beginsAt,
        Values.textIfAny(row, "cancel_reason").map(reason -> new Run.Canceled(reason, by)));
  }

  private static Optional<Instant> wakeAt(RunState state, boolean spread, ResultSet row)
      throws SQLException {
    return state == RunState.WAITING
            || state == RunState.RETRYING
            || state == RunState.PENDING && spread
        ? Values.atIfAny(row, "free_at")
        : Optional.empty();
  }
}
