package dev.carillon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.running.House;
import dev.carillon.testing.MovingClock;
import dev.carillon.workflow.WorkflowId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A run that ends while its parent is being replaced; on PostgreSQL alone, since H2 has one writer. */
class ParentInLineTest {
  private static final String IN_LINE = """
      select count(*) from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'""";

  @Test
  void whoStandsInLineForAParentGetsTheOneThatTookItsPlaceMeanwhile() {
    var clock = MovingClock.at("2026-03-01T12:00:00Z");
    try (House house = new House(TestDatabases.postgres(), clock).started()) {
      WorkflowId sleeper = house.save("sleeper", "- rest: {wait: PT1H}\n");
      RunId old = house.start(
          house.save(
              "asks",
              "- ask: {run: {workflow: {namespace: test, name: sleeper, version: latest}}}\n"),
          "");
      house.await(old, RunState.WAITING);
      RunId child = house.store.descendants(old).get(0);
      RunId made = house.start(sleeper, "");
      house.await(child, RunState.WAITING);
      house.await(made, RunState.WAITING);
      Transactions transactions = house.database.transactions();

      CompletableFuture<Optional<RunId>> parent = transactions.write(handle -> {
        handle
            .createQuery("select id from run where id = ? for update")
            .bind(0, old.value())
            .mapTo(String.class)
            .one();
        var inLine = CompletableFuture.supplyAsync(
            () -> transactions.write(other -> Family.lockParent(other, child)));
        Awaitility.await()
            .until(() -> handle.createQuery(IN_LINE).mapTo(Integer.class).one() == 1);
        handle.execute("update run set parent_id = ? where id = ?", made.value(), child.value());
        return inLine;
      });

      assertThat(parent.join()).contains(made);
    }
  }
}
