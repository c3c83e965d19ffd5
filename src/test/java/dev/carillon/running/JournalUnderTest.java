package dev.carillon.running;

import static dev.carillon.running.Rules.HELLO;
import static dev.carillon.testing.ArrivalBuilder.anArrival;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.carillon.authoring.WorkflowStore;
import dev.carillon.run.RunId;
import dev.carillon.run.VisitKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** What each test of a {@link Journal} stands on: the journal, and a run to write for. */
public interface JournalUnderTest {
  Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  VisitKey FIRST = VisitKey.of("/do", 0, "greet", 1);
  VisitKey SECOND = VisitKey.of("/do", 1, "post", 1);

  /** Returns the journal under test, empty, and the same one for the whole of a test. */
  Journal journal();

  /** Returns stores over the same database. */
  RunStore runs();

  WorkflowStore workflows();

  @BeforeEach
  default void aWorkflowIsThere() {
    workflows().save(HELLO);
  }

  /** Returns what moves a block on. */
  static Entries progress(VisitKey block, String now) {
    return new Entries(List.of(), Map.of(block, text(now)));
  }

  static JsonNode text(String text) {
    return JsonNodeFactory.instance.textNode(text);
  }

  /** Makes a run and takes it, for thirty seconds from noon. */
  default Lease lease() {
    Arrival arrival = anArrival().build();
    runs().admit(arrival, Rules.start(arrival));
    RunId run = arrival.candidate();
    return runs()
        .claim(run, "node", NOON, NOON.plusSeconds(30), false)
        .orElseThrow()
        .lease();
  }
}
