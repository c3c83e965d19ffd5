package dev.carillon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL finds a step by its key, also while it knows nothing of how many there are. */
class StepKeyTest {
  @ParameterizedTest
  @ValueSource(strings = {"select * from step", "update step set progress = 'p', written = 2"})
  void aStepIsNotLookedForAmongAllStepsOfItsRun(String statement) {
    try (Database database = new Database(TestDatabases.postgres())) {
      database.open();

      List<String> plan = database
          .transactions()
          .read(handle -> handle
              .createQuery("explain " + statement + "\n" + """
                   where run_id = 'r' and block = 'b' and task = 't' and visit = 1
                     and state not in ('COMPLETED', 'SKIPPED')""")
              .mapTo(String.class)
              .list());

      assertThat(plan).anyMatch(line -> line.contains("using step_pkey"));
    }
  }
}
