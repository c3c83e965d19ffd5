package dev.carillon.jdbc;

import static dev.carillon.running.VisitBuilder.aVisit;
import static dev.carillon.testing.ArrivalBuilder.anArrival;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.carillon.authoring.StoredWorkflow;
import dev.carillon.run.RunId;
import dev.carillon.run.Trigger;
import dev.carillon.run.VisitKey;
import dev.carillon.running.Arrival;
import dev.carillon.running.Decision;
import dev.carillon.running.Journal;
import dev.carillon.running.Lease;
import dev.carillon.running.RunStore;
import dev.carillon.workflow.DefinitionHash;
import dev.carillon.workflow.WorkflowId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that writes to an H2 file and is killed. */
class KilledProcessTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir
  Path directory;

  @Test
  @Timeout(180)
  void losesNoVisitThatWasAcknowledgedAndLocksOthersOutWhileItLives() throws Exception {
    Path output = directory.resolve("output");
    Process writer = start(output);
    try {
      await().atMost(150, SECONDS).until(() -> said(output).size() > 30);
      assertThatThrownBy(() -> new Database(TestDatabases.emptyH2(directory)).open())
          .isInstanceOf(DatabaseRefusedException.class)
          .hasMessageContaining("in use by another process");
    } finally {
      writer.destroyForcibly().waitFor();
    }
    RunId run = new RunId(said(output).get(0));
    int acknowledged = said(output).size() - 1;

    try (Database database = new Database(TestDatabases.emptyH2(directory))) {
      database.open();
      Journal journal = new JdbcJournal(database);
      assertThat(journal.visits(run, "/do", "0/count")).isGreaterThanOrEqualTo(acknowledged);
      assertThat(journal.page(run, 0, acknowledged)).hasSize(acknowledged);
    }
  }

  /** Returns the lines that it wrote to their ends. */
  private static List<String> said(Path output) throws IOException {
    String text = Files.readString(output);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  private Process start(Path output) throws IOException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classes,
            Writer.class.getName(),
            directory.toString())
        .redirectOutput(output.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Writes visits for ever, and says so after each. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) {
      Database database = new Database(TestDatabases.emptyH2(Path.of(arguments[0])));
      database.open();
      Lease lease = lease(database);
      System.out.println(lease.run());
      Journal journal = new JdbcJournal(database);
      for (int visit = 1; ; visit++) {
        VisitKey key = VisitKey.of("/do", 0, "count", visit);
        journal.write(lease, aVisit(key).completed("x".repeat(500)).build(), NOON);
        System.out.println(visit);
      }
    }

    private static Lease lease(Database database) {
      StoredWorkflow hello = new StoredWorkflow(
          new WorkflowId("hello"), "1.0.0", DefinitionHash.of("text"), "text", NOON, "Zoë");
      new JdbcWorkflowStore(database).save(hello);
      RunStore runs = new JdbcRunStore(database);
      Arrival arrival = anArrival().build();
      runs.admit(arrival, view -> new Decision.Start(hello, Trigger.MANUAL, 1, Optional.empty()));
      RunId run = arrival.candidate();
      return runs.claim(run, "writer", NOON, NOON.plusSeconds(60), false)
          .orElseThrow()
          .lease();
    }
  }
}
