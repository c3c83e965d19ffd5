package dev.carillon.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.RunId;
import dev.carillon.run.Visit;
import dev.carillon.run.VisitKey;
import dev.carillon.run.VisitState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * A row of the table {@code step} as it was read; its large values are fetched for many rows at
 * once.
 */
record VisitRow(
    long number,
    VisitKey key,
    String pointer,
    String name,
    String kind,
    VisitState state,
    int attempt,
    Map<String, String> texts,
    Optional<String> transition,
    Instant startedAt,
    Optional<Instant> endedAt,
    Optional<Instant> wakeAt,
    Optional<Instant> deadline) {
  private static final List<String> TEXTS =
      List.of("raw", "input", "output", "context", "error", "items", "progress", "log");

  /** Binds all columns but the run and the numbers. */
  static void bind(SqlStatement<?> update, Visit visit, StepValues values) {
    update
        .bind("block", visit.key().block())
        .bind("task", visit.key().task())
        .bind("visit", visit.key().visit())
        .bind("pointer", visit.pointer())
        .bind("name", visit.name())
        .bind("kind", visit.kind())
        .bind("state", visit.state().name())
        .bind("attempt", visit.attempt())
        .bind("raw", values.kept(visit.raw()))
        .bind("input", value(inputIfOther(visit), values))
        .bind("output", value(visit.output(), values))
        .bind("context", value(visit.context(), values))
        .bind("transition", Values.text(visit.transition()))
        .bind("error", kept(visit.error().map(Json::text), values))
        .bind("items", value(visit.items(), values))
        .bind("progress", value(visit.progress(), values))
        .bind(
            "log",
            kept(Optional.of(visit.log()).filter(log -> !log.isEmpty()).map(Json::text), values))
        .bind("started", Values.at(visit.startedAt()))
        .bind("ended", Values.at(visit.endedAt()))
        .bind("wake", Values.at(visit.wakeAt()))
        .bind("deadline", Values.at(visit.deadline()));
  }

  private static Argument kept(Optional<String> text, StepValues values) {
    return Values.text(text.map(values::kept));
  }

  private static Argument value(Optional<JsonNode> value, StepValues values) {
    return Values.text(value.map(values::kept));
  }

  /** Few tasks narrow their input, so it is seldom kept twice. */
  private static Optional<JsonNode> inputIfOther(Visit visit) {
    return visit.input() == visit.raw() || visit.input().equals(visit.raw())
        ? Optional.empty()
        : Optional.of(visit.input());
  }

  static VisitRow read(ResultSet row, StatementContext context) throws SQLException {
    Map<String, String> texts = new HashMap<>();
    for (String column : TEXTS) {
      Values.textIfAny(row, column).ifPresent(text -> texts.put(column, text));
    }
    return new VisitRow(
        row.getLong("number"),
        new VisitKey(row.getString("block"), row.getString("task"), row.getInt("visit")),
        row.getString("pointer"),
        row.getString("name"),
        row.getString("kind"),
        VisitState.valueOf(row.getString("state")),
        row.getInt("attempt"),
        texts,
        Values.textIfAny(row, "transition"),
        Values.at(row, "started_at"),
        Values.atIfAny(row, "ended_at"),
        Values.atIfAny(row, "wake_at"),
        Values.atIfAny(row, "deadline_at"));
  }

  /** Returns the visits of rows of one run, in their order. */
  static List<Visit> visits(Handle database, RunId run, List<VisitRow> rows) {
    Map<String, String> large = StepValues.read(
        database, run, rows.stream().flatMap(it -> it.texts.values().stream()).toList());
    Map<String, JsonNode> parsed = new HashMap<>();
    return rows.stream().map(it -> it.visit(large, parsed)).toList();
  }

  private Visit visit(Map<String, String> large, Map<String, JsonNode> parsed) {
    JsonNode raw = value("raw", large, parsed).orElseThrow();
    return new Visit(
        key,
        pointer,
        name,
        kind,
        state,
        attempt,
        raw,
        value("input", large, parsed).orElse(raw),
        value("output", large, parsed),
        value("context", large, parsed),
        transition,
        text("error", large).map(Json::error),
        value("items", large, parsed),
        value("progress", large, parsed),
        text("log", large).map(Json::log).orElse(List.of()),
        startedAt,
        endedAt,
        wakeAt,
        deadline);
  }

  private Optional<String> text(String column, Map<String, String> large) {
    return Optional.ofNullable(texts.get(column)).map(it -> large.getOrDefault(it, it));
  }

  /** What many steps share is parsed once. */
  private Optional<JsonNode> value(
      String column, Map<String, String> large, Map<String, JsonNode> parsed) {
    String kept = texts.get(column);
    return Stream.ofNullable(kept)
        .map(it -> large.containsKey(it)
            ? parsed.computeIfAbsent(it, hash -> Json.value(large.get(hash)))
            : Json.value(it))
        .findFirst();
  }
}
