package dev.carillon.qstash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What QStash's log is understood to say of the message of a due time. */
class QStashLogTest {
  private static final Instant DUE = Instant.parse("2026-03-02T12:00:00Z");
  private static final String UNKNOWN = "its log knows of no message for it";

  private static RemoteEvent event(
      int seconds, String message, String state, Optional<String> error, Optional<Integer> status) {
    return new RemoteEvent(
        DUE.plusSeconds(seconds),
        message,
        state,
        "https://carillon.example/",
        Optional.of("carillon.nightly"),
        error,
        status,
        Optional.empty(),
        List.of());
  }

  private static RemoteEvent event(int seconds, String message, String state) {
    return event(seconds, message, state, Optional.empty(), Optional.empty());
  }

  private static RemoteEvent error(int seconds, String message) {
    return event(seconds, message, "ERROR", Optional.of("connection refused"), Optional.empty());
  }

  @Test
  void whatWasTriedInVainIsToldWithItsCause() {
    assertThat(QStashEvidence.told(
            List.of(
                event(73, "a", "FAILED"), error(72, "a"), error(12, "a"), event(0, "a", "CREATED")),
            DUE))
        .isEqualTo("its log says that the delivery failed after 2 tries at 2026-03-02T12:01:12Z:"
            + " connection refused");
  }

  @Test
  void anErrorBeforeASuccessIsNotItsCauseNorItsTime() {
    assertThat(QStashEvidence.told(
            List.of(event(13, "a", "DELIVERED"), error(1, "a"), event(0, "a", "CREATED")), DUE))
        .isEqualTo("its log says that it was delivered at 2026-03-02T12:00:13Z");
  }

  @Test
  void whatHappensToOtherMessagesSaysNothing() {
    RemoteEvent before = error(2, "older");
    RemoteEvent after = event(60, "newer", "CREATED");
    RemoteEvent earlier = event(-6, "hasty", "CREATED");

    assertThat(QStashEvidence.told(List.of(before, earlier), DUE)).isEqualTo(UNKNOWN);
    assertThat(QStashEvidence.told(List.of(after, before, earlier), DUE))
        .isEqualTo("its log knows of no message within a minute of it; the next one was made at"
            + " 2026-03-02T12:01:00Z");
    assertThat(QStashEvidence.told(
            List.of(error(61, "newer"), after, before, event(-1, "own", "CREATED"), earlier), DUE))
        .isEqualTo("its log says that the message is on its way at 2026-03-02T11:59:59Z");
    assertThat(QStashEvidence.told(List.of(), DUE)).isEqualTo(UNKNOWN);
  }
}
