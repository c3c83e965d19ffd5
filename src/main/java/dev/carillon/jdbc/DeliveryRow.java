package dev.carillon.jdbc;

import dev.carillon.delivery.Answer;
import dev.carillon.delivery.Answer.Verdict;
import dev.carillon.delivery.Delivery;
import dev.carillon.delivery.DeliveryId;
import dev.carillon.run.MessageId;
import dev.carillon.run.RunId;
import dev.carillon.running.Arrival;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads and writes deliveries. */
final class DeliveryRow {
  private static final String INSERT = """
      insert into delivery (
        token_hash, token_expires_at, message_id, retried, route, received_at, run_id,
        answered_at, status, verdict, detail, duplicate, retry_after_ms)
      values (
        :token, :expires, :message, :retried, :route, :at, :run,
        :answered, :status, :verdict, :detail, :duplicate, :retryAfter)""";

  private static final String ANSWER = """
      update delivery
         set answered_at = :at, status = :status, verdict = :verdict, detail = :detail,
             duplicate = :duplicate, retry_after_ms = :retryAfter, run_id = coalesce(run_id, :run)
       where id = :id and verdict is null""";

  private static final String KNOWN_TOKEN =
      "select count(*) from delivery where token_hash = :token";

  private DeliveryRow() {}

  /** A token that another took meanwhile is a unique violation. */
  static DeliveryId add(
      Handle database,
      Arrival arrival,
      Optional<Arrival.Token> token,
      Optional<RunId> run,
      Optional<Answer> answer) {
    return AnswerColumns.bind(database.createUpdate(INSERT), answer)
        .bind("token", Values.text(token.map(Arrival.Token::hash)))
        .bind("expires", Values.at(token.map(Arrival.Token::expiresAt)))
        .bind("message", Values.text(arrival.message()))
        .bind("retried", arrival.retried())
        .bind("route", arrival.route())
        .bind("at", Values.at(arrival.at()))
        .bind("run", Values.text(run))
        .bind("answered", Values.at(answer.map(any -> arrival.at())))
        .bind("status", Values.number(status(answer)))
        .executeAndReturnGeneratedKeys("id")
        .map((row, context) -> new DeliveryId(row.getLong("id")))
        .one();
  }

  static DeliveryId add(Handle database, Delivery delivery, Instant at) {
    boolean answered = delivery.verdict().isPresent();
    return database
        .createUpdate(INSERT)
        .bind("token", Values.text(Optional.empty()))
        .bind("expires", Values.at(Optional.empty()))
        .bind("message", Values.text(delivery.message()))
        .bind("retried", delivery.retried())
        .bind("route", delivery.route())
        .bind("at", Values.at(delivery.receivedAt()))
        .bind("run", Values.text(delivery.run()))
        .bind("answered", Values.at(Optional.of(at).filter(any -> answered)))
        .bind("status", Values.number(delivery.status()))
        .bind("verdict", Values.text(delivery.verdict().map(Verdict::name)))
        .bind("detail", Values.text(delivery.detail().map(AnswerColumns::storable)))
        .bind("duplicate", false)
        .bind("retryAfter", Values.millis(Optional.empty()))
        .executeAndReturnGeneratedKeys("id")
        .map((row, context) -> new DeliveryId(row.getLong("id")))
        .one();
  }

  static int answer(Handle database, DeliveryId id, Answer answer, Instant at) {
    return AnswerColumns.bind(database.createUpdate(ANSWER), Optional.of(answer))
        .bind("id", id.value())
        .bind("status", answer.status())
        .bind("run", Values.text(answer.run()))
        .bind("at", Values.at(at))
        .execute();
  }

  static boolean isNew(Handle database, Arrival.Token token) {
    return database
            .createQuery(KNOWN_TOKEN)
            .bind("token", token.hash())
            .mapTo(Long.class)
            .one()
        == 0;
  }

  private static OptionalInt status(Optional<Answer> answer) {
    return answer.map(given -> OptionalInt.of(given.status())).orElse(OptionalInt.empty());
  }

  static Delivery read(ResultSet row, StatementContext context) throws SQLException {
    return new Delivery(
        new DeliveryId(row.getLong("id")),
        Values.textIfAny(row, "message_id").map(MessageId::new),
        row.getInt("retried"),
        row.getString("route"),
        Values.at(row, "received_at"),
        AnswerColumns.run(row),
        Values.numberIfAny(row, "status"),
        Values.textIfAny(row, "verdict").map(Verdict::valueOf),
        Values.textIfAny(row, "detail"));
  }
}
