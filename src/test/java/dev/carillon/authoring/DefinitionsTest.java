package dev.carillon.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.jdbc.Database;
import dev.carillon.jdbc.JdbcWorkflowStore;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.language.YamlDefinitionReader;
import dev.carillon.workflow.DefinitionHash;
import dev.carillon.workflow.WorkflowId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionsTest {
  private static final int MANY = 1_000;

  private final AtomicInteger read = new AtomicInteger();

  /** A list goes through all in one order: what is kept must not be dropped just before it is wanted. */
  @Test
  void theDefinitionsOfAThousandWorkflowsAreReadOnceHoweverOftenTheyAreListed(
      @TempDir Path directory) {
    var reader = new YamlDefinitionReader(Set.of("log"));
    var one = reader.read(source("workflow-0"));
    try (Database unopened = new Database(TestDatabases.emptyH2(directory))) {
      var definitions = new Definitions(new JdbcWorkflowStore(unopened), source -> {
        read.incrementAndGet();
        return one;
      });
      List<StoredWorkflow> all = IntStream.range(0, MANY).mapToObj(this::stored).toList();

      all.forEach(definitions::of);
      all.forEach(definitions::of);

      assertThat(read).hasValue(MANY);
    }
  }

  private StoredWorkflow stored(int number) {
    String name = "workflow-" + number;
    String source = source(name);
    return new StoredWorkflow(
        new WorkflowId(name),
        "1.0.0",
        DefinitionHash.of(source),
        source,
        Instant.EPOCH,
        "somebody");
  }

  private static String source(String name) {
    return """
        document: {dsl: '1.0.3', namespace: test, name: %s, version: '1.0.0'}
        do:
          - one: {set: {a: 1}}
        """.formatted(name);
  }
}
