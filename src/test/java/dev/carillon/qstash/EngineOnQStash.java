package dev.carillon.qstash;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.qstash.Call;
import dev.carillon.testing.qstash.FakeQStash;
import dev.carillon.testing.qstash.FakeReply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The engine over a QStash that speaks the protocol, new for each test. */
abstract class EngineOnQStash {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  static final String SECRET = "s/cret";
  static final String HOOK =
      AtQStash.BASE + "/api/qstash/webhook?x-vercel-protection-bypass=s%2Fcret";

  final MovingClock clock = new MovingClock(NOON);
  final JsonMapper json = new JsonMapper();
  FakeQStash qstash;
  AtQStash at;
  QStashEngine engine;

  @BeforeEach
  void start() {
    qstash = FakeQStash.start(clock).answersFor(AtQStash.BASE, it -> FakeReply.of(200, "{}"));
    at = AtQStash.over(qstash, clock)
        .bypass(SECRET)
        .terms(QStashTerms.of(
            "carillon", Duration.ofSeconds(25), "free", Map.of("X-Gateway-Key", "gate")));
    engine = at.engine();
  }

  @AfterEach
  void stop() {
    at.close();
    qstash.close();
  }

  List<String> lines() {
    return qstash.calls().stream().map(Call::line).toList();
  }
}
