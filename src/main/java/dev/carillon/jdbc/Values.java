package dev.carillon.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.argument.Argument;

/**
 * Values on their way into and out of statements. Each goes in with its SQL type also when it is
 * missing, for PostgreSQL does not guess. Instants are cut to microseconds, which both databases
 * keep, and travel in UTC.
 */
final class Values {
  private Values() {}

  static Argument at(Instant instant) {
    return at(Optional.of(instant));
  }

  static Argument at(Optional<Instant> instant) {
    OffsetDateTime value = instant
        .map(given -> given.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
        .orElse(null);
    return (position, statement, context) ->
        statement.setObject(position, value, Types.TIMESTAMP_WITH_TIMEZONE);
  }

  /** Takes anything whose {@code toString()} is what is kept. */
  static Argument text(Optional<?> text) {
    String value = text.map(Object::toString).orElse(null);
    return (position, statement, context) -> statement.setString(position, StorableText.of(value));
  }

  static Argument millis(Optional<Duration> duration) {
    return (position, statement, context) ->
        statement.setObject(position, duration.map(Duration::toMillis).orElse(null), Types.BIGINT);
  }

  static Argument number(OptionalInt number) {
    Integer value = number.isPresent() ? number.getAsInt() : null;
    return (position, statement, context) -> statement.setObject(position, value, Types.INTEGER);
  }

  static Instant at(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static Optional<Instant> atIfAny(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  static Optional<String> textIfAny(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  static Optional<Duration> millisIfAny(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(value));
  }

  static OptionalInt numberIfAny(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
