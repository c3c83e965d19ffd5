package dev.carillon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.retention.Attic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of the ledger again and again touches few rows, however many due times are kept. */
class LongLedgerRowsTest {
  private static final Pattern ROWS = Pattern.compile("scanCount: (\\d+)");
  private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
  private static final int MANY = 5_000;

  @TempDir
  Path directory;

  @Test
  void whatIsToBeCaughtUpHowAScheduleDoesAndWhatDidNotRunIsFoundAmongManyDueTimes() {
    try (Database database = new Database(TestDatabases.h2(directory))) {
      database.open();
      Attic attic = new Attic(database.dataSource());
      attic.atOnce(() -> {
        attic.definition();
        attic.schedule("hello", 1, BEGIN);
        for (int minute = 0; minute < MANY; minute++) {
          String verdict =
              minute > MANY - 10 ? "EXPECTED" : minute % 50 == 0 ? "MISSED" : "SKIPPED";
          attic.dueTime("hello", BEGIN.plus(Duration.ofMinutes(minute)), verdict);
        }
        for (int minute = 0; minute < 100; minute++) {
          attic.ran("hello", BEGIN.minus(Duration.ofMinutes(minute + 1)));
        }
        attic.write(
            "insert into catch_up (schedule_id, first_due, last_due) values ('hello', ?, ?)",
            BEGIN,
            BEGIN.plus(Duration.ofMinutes(MANY)));
      });

      assertThat(touched(database, CatchUpRow.ITSELF)).isBetween(1, 100);
      assertThat(touched(database, CatchUpRow.WISHED_FIRST)).isBetween(1, 100);
      assertThat(touched(database, JdbcHistory.TELLING)).isBetween(1, 600);
      assertThat(touched(database, BackfillRow.MISSED)).isBetween(1, 100);
      assertThat(touched(database, BackfillRow.MISSED_OR_SKIPPED)).isBetween(1, 200);
    }
  }

  /** By the database's own account of what it read. */
  private static int touched(Database database, String sql) {
    String plan = database
        .transactions()
        .read(handle -> handle
            .createQuery("explain analyze " + sql)
            .bind("schedule", "hello")
            .bind("each", 30)
            .bind("limit", 30)
            .bind("from", Values.at(BEGIN.minus(Duration.ofDays(1))))
            .bind("until", Values.at(BEGIN.plus(Duration.ofDays(9))))
            .mapTo(String.class)
            .one());
    Matcher account = ROWS.matcher(plan);
    int rows = 0;
    while (account.find()) {
      rows += Integer.parseInt(account.group(1));
    }
    return rows;
  }
}
