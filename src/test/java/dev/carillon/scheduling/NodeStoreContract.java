package dev.carillon.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.scheduling.NodeStore.Node;
import dev.carillon.testing.Together;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What every {@link NodeStore} promises. A store is tested by implementing this. */
public interface NodeStoreContract {
  Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  /** Returns the store under test, empty, and the same one for the whole of a test. */
  NodeStore nodes();

  @Test
  default void aProcessCountsHowOftenItToldThatItLives() {
    assertThat(nodes().beats("a")).isEmpty();

    nodes().beat(new Node("a", "qstash", NOON, NOON, 1));
    nodes().beat(new Node("a", "qstash", NOON, NOON.plusSeconds(60), 2));

    assertThat(nodes().beats("a")).isEqualTo(OptionalLong.of(2));
    assertThat(nodes().living(NOON))
        .containsExactly(new Node("a", "qstash", NOON, NOON.plusSeconds(60), 2));
  }

  @Test
  default void whoIsSilentLivesNoMore() {
    nodes().beat(new Node("a", "qstash", NOON, NOON, 1));
    nodes().beat(new Node("b", "local", NOON, NOON.plusSeconds(300), 1));

    assertThat(nodes().living(NOON.plusSeconds(200)))
        .extracting(Node::instance)
        .containsExactly("b");
    nodes().forget("", NOON.plusSeconds(200));
    assertThat(nodes().beats("a")).isEmpty();
    nodes().forget("b", Instant.EPOCH);
    assertThat(nodes().living(Instant.EPOCH)).isEmpty();
  }

  @Test
  default void ofAllWhoReachForADutyOneHasItUntilItsTimeIsOver() throws Exception {
    List<Boolean> taken = Together.call(
        4, number -> () -> nodes().takeDuty("sync", "n" + number, NOON, NOON.plusSeconds(60)));
    String holder = "n" + taken.indexOf(true);

    assertThat(taken).containsOnlyOnce(true);
    assertThat(nodes().takeDuty("sync", holder, NOON, NOON.plusSeconds(60))).isTrue();
    assertThat(nodes().takeDuty("sync", "x", NOON.plusSeconds(59), NOON.plusSeconds(90)))
        .isFalse();
    assertThat(nodes().takeDuty("sync", "x", NOON.plusSeconds(60), NOON.plusSeconds(90)))
        .isTrue();
  }
}
