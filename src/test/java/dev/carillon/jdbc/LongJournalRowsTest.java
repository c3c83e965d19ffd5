package dev.carillon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.running.House;
import dev.carillon.testing.MovingClock;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a walk asks its journal touches as many rows after ten thousand visits as after few. */
class LongJournalRowsTest {
  private static final Pattern ROWS = Pattern.compile("scanCount: (\\d+)");

  private static final Map<String, String> ASKED = Map.of(
      "last", JdbcJournal.LAST,
      "find", JdbcJournal.FIND,
      "visits", JdbcJournal.VISITS,
      "context", JdbcJournal.CONTEXT,
      "output", JdbcJournal.OUTPUT,
      "extent", JdbcJournal.EXTENT);

  /** Copies of the one step that was walked, as if it had been visited so often. */
  private static final String VISITED = """
      insert into step (run_id, block, task, visit, number, written, pointer, name, kind, state,
                        attempt, raw, output, context, transition, started_at, ended_at)
      select run_id, block, task, visit + x, number + 100 + x, written + 100 + x, pointer, name, kind, state,
             attempt, raw, '1', '{}', transition, started_at, ended_at
        from step, system_range(1, :more)
       where run_id = :run and name = 'step'""";

  @Test
  void noQuestionTouchesMoreRowsWhenTheJournalIsLong(@TempDir Path directory) {
    try (House house =
        new House(TestDatabases.h2(directory), MovingClock.at("2026-03-01T12:00:00Z")).started()) {
      RunId few = visited(house, "few", 20);
      RunId many = visited(house, "many", 10_000);

      assertThat(house.journal.visits(many, "/do", "0/step")).isEqualTo(10_001);
      assertThat(rows(house, many)).isEqualTo(rows(house, few));
      assertThat(rows(house, many).values()).allMatch(it -> it > 0);
    }
  }

  private static RunId visited(House house, String name, int more) {
    RunId run = house.start(house.save(name, """
        - step: { set: { a: 1 }, export: { as: '${ {} }' } }
        - rest: { wait: PT1H }
        """), "");
    house.await(run, RunState.WAITING);
    int added = house
        .database
        .transactions()
        .write(handle -> handle
            .createUpdate(VISITED)
            .bind("run", run.value())
            .bind("more", more)
            .execute());
    assertThat(added).isEqualTo(more);
    return run;
  }

  /** By the database's own account of what it read. */
  private static Map<String, Integer> rows(House house, RunId run) {
    Map<String, Integer> rows = new LinkedHashMap<>();
    ASKED.forEach((name, sql) -> rows.put(
        name,
        house
            .database
            .transactions()
            .read(handle -> touched(handle
                .createQuery("explain analyze " + sql)
                .bind("run", run.value())
                .bind("block", "/do")
                .bind("task", "0/step")
                .bind("visit", 7)
                .bind("name", "step")))));
    return rows;
  }

  private static int touched(Query explained) {
    Matcher account = ROWS.matcher(explained.mapTo(String.class).one());
    int rows = 0;
    while (account.find()) {
      rows += Integer.parseInt(account.group(1));
    }
    return rows;
  }
}
