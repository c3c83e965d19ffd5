package dev.carillon.qstash;

import static dev.carillon.testing.ScheduleBuilder.aSchedule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.run.RunId;
import dev.carillon.scheduling.EngineRefusedException;
import dev.carillon.scheduling.EngineTrouble;
import dev.carillon.scheduling.EngineTrouble.Kind;
import dev.carillon.scheduling.ScheduleEngine.OneOff;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.qstash.FakeQStash;
import dev.carillon.workflow.WorkflowId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An address that QStash cannot reach is told before QStash is asked. */
class ReachTest {
  private final MovingClock clock = MovingClock.at("2026-11-22T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080, LOOPBACK_ADDRESS",
    "https://LOCALHOST/app, LOOPBACK_ADDRESS",
    "https://localhost./app, LOOPBACK_ADDRESS",
    "https://carillon.localhost, LOOPBACK_ADDRESS",
    "http://127.0.0.1, LOOPBACK_ADDRESS",
    "http://127.9.8.7:81, LOOPBACK_ADDRESS",
    "http://0.0.0.0:8080, LOOPBACK_ADDRESS",
    "http://[::1]:8080, LOOPBACK_ADDRESS",
    "http://[0:0:0:0:0:0:0:1], LOOPBACK_ADDRESS",
    "http://[::ffff:127.0.0.1], LOOPBACK_ADDRESS",
    "http://10.0.0.5, PRIVATE_HOST",
    "http://172.16.0.1, PRIVATE_HOST",
    "http://172.31.255.1, PRIVATE_HOST",
    "http://192.168.1.10:8080, PRIVATE_HOST",
    "http://169.254.169.254, PRIVATE_HOST",
    "http://100.64.0.1, PRIVATE_HOST",
    "http://[fd00::1], PRIVATE_HOST",
    "http://[fe80::1], PRIVATE_HOST",
    "http://intranet, PRIVATE_HOST",
    "http://printer.local, PRIVATE_HOST",
    "http://api.svc.internal, PRIVATE_HOST",
    "http://2130706433, INVALID_DESTINATION",
    "http://0177.0.0.1, INVALID_DESTINATION",
    "http://127.1, INVALID_DESTINATION",
    "not an address, INVALID_DESTINATION"
  })
  void whatLeadsNowhereIsKnownByItsSpelling(String url, Kind kind) {
    assertThat(Reach.troubleWith(url)).map(EngineTrouble::kind).contains(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://carillon.example",
        "https://8.8.8.8",
        "https://172.32.0.1",
        "https://[2606:4700::1111]/app",
        "https://abc.ngrok-free.app",
        "https://localhost.example.com",
        "https://10.example.com"
      })
  void whatMayBePublicIsLeftToQStash(String url) {
    assertThat(Reach.troubleWith(url)).isEmpty();
  }

  @Test
  void localhostInProductionIsToldBeforeAnyCall() {
    try (FakeQStash qstash = FakeQStash.start(clock);
        AtQStash at = AtQStash.over(qstash, clock)) {
      QStashEngine engine = at.engine("http://localhost:8080");

      assertThatThrownBy(() -> engine.put(aSchedule("report").build()))
          .isInstanceOfSatisfying(
              EngineRefusedException.class,
              e -> assertThat(e.trouble().kind()).isEqualTo(Kind.LOOPBACK_ADDRESS))
          .hasMessageContaining("localhost")
          .hasMessageContaining("set APP_URL");
      var nudge = new OneOff(
          new WorkflowId("report"), "manual", Optional.empty(), Optional.of(RunId.of(1, 2, 3)));
      assertThatThrownBy(() -> engine.send(nudge, clock.instant()))
          .isInstanceOf(EngineRefusedException.class);
      assertThat(qstash.calls()).isEmpty();
    }
  }

  @Test
  void soIsAnAddressThatIsNotSet() {
    try (FakeQStash qstash = FakeQStash.start(clock);
        AtQStash at = AtQStash.over(qstash, clock)) {
      assertThatThrownBy(() -> at.engine(new String[0]).put(aSchedule("report").build()))
          .isInstanceOf(EngineRefusedException.class)
          .hasMessageContaining("APP_URL is not set");
      assertThat(qstash.calls()).isEmpty();
    }
  }
}
