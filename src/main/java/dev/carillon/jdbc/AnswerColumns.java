package dev.carillon.jdbc;

import dev.carillon.delivery.Answer;
import dev.carillon.delivery.Answer.Verdict;
import dev.carillon.run.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * An answer in columns: {@code run_id, verdict, detail, duplicate, retry_after_ms}. There is one
 * if the verdict is there.
 */
final class AnswerColumns {
  private AnswerColumns() {}

  static Optional<Answer> read(ResultSet row) throws SQLException {
    String verdict = row.getString("verdict");
    return verdict == null
        ? Optional.empty()
        : Optional.of(new Answer(
            Verdict.valueOf(verdict),
            run(row),
            Values.textIfAny(row, "detail"),
            row.getBoolean("duplicate"),
            Values.millisIfAny(row, "retry_after_ms")));
  }

  static Optional<RunId> run(ResultSet row) throws SQLException {
    return Values.textIfAny(row, "run_id").map(RunId::new);
  }

  /** Binds all of them but the run, which may be known without an answer. */
  static <S extends SqlStatement<S>> S bind(S statement, Optional<Answer> answer) {
    return statement
        .bind("verdict", Values.text(answer.map(Answer::verdict).map(Verdict::name)))
        .bind("detail", Values.text(answer.flatMap(Answer::detail).map(AnswerColumns::storable)))
        .bind("duplicate", answer.map(Answer::duplicate).orElse(false))
        .bind("retryAfter", Values.millis(answer.flatMap(Answer::retryAfter)));
  }

  /** PostgreSQL keeps every character but this one. */
  static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }
}
