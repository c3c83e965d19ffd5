package dev.carillon.jdbc;

import dev.carillon.run.Visit;
import dev.carillon.run.VisitKey;
import dev.carillon.run.VisitState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/** Visits as rows of the table {@code step}. */
final class VisitRow {
  private VisitRow() {}

  /** Binds all columns but the run and the numbers. */
  static Update bind(Update update, Visit visit) {
    return update
        .bind("block", visit.key().block())
        .bind("task", visit.key().task())
        .bind("visit", visit.key().visit())
        .bind("pointer", visit.pointer())
        .bind("name", visit.name())
        .bind("kind", visit.kind())
        .bind("state", visit.state().name())
        .bind("attempt", visit.attempt())
        .bind("raw", Json.text(visit.raw()))
        .bind("input", Values.text(inputIfOther(visit)))
        .bind("output", Values.text(visit.output().map(Json::text)))
        .bind("context", Values.text(visit.context().map(Json::text)))
        .bind("transition", Values.text(visit.transition()))
        .bind("error", Values.text(visit.error().map(Json::text)))
        .bind("items", Values.text(visit.items().map(Json::text)))
        .bind("progress", Values.text(visit.progress().map(Json::text)))
        .bind(
            "log",
            Values.text(Optional.of(visit.log()).filter(log -> !log.isEmpty()).map(Json::text)))
        .bind("started", Values.at(visit.startedAt()))
        .bind("ended", Values.at(visit.endedAt()))
        .bind("wake", Values.at(visit.wakeAt()));
  }

  /** Few tasks narrow their input, so it is seldom kept twice. */
  private static Optional<String> inputIfOther(Visit visit) {
    return visit.input().equals(visit.raw())
        ? Optional.empty()
        : Optional.of(Json.text(visit.input()));
  }

  static Visit read(ResultSet row, StatementContext context) throws SQLException {
    String raw = row.getString("raw");
    String input = row.getString("input");
    return new Visit(
        new VisitKey(row.getString("block"), row.getString("task"), row.getInt("visit")),
        row.getString("pointer"),
        row.getString("name"),
        row.getString("kind"),
        VisitState.valueOf(row.getString("state")),
        row.getInt("attempt"),
        Json.value(raw),
        Json.value(input == null ? raw : input),
        Values.textIfAny(row, "output").map(Json::value),
        Values.textIfAny(row, "context").map(Json::value),
        Values.textIfAny(row, "transition"),
        Values.textIfAny(row, "error").map(Json::error),
        Values.textIfAny(row, "items").map(Json::value),
        Values.textIfAny(row, "progress").map(Json::value),
        Values.textIfAny(row, "log").map(Json::log).orElse(List.of()),
        Values.at(row, "started_at"),
        Values.atIfAny(row, "ended_at"),
        Values.atIfAny(row, "wake_at"));
  }
}
