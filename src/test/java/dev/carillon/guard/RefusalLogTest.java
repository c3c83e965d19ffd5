package dev.carillon.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.signature.Cause;
import dev.carillon.signature.Mismatch;
import dev.carillon.signature.RefusedDelivery;
import dev.carillon.signature.RefusedDelivery.Sender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RefusalLogTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Logger LOGGER = Logger.getLogger(SignatureFilter.class.getName());

  private final List<String> lines = new ArrayList<>();
  private final List<RefusedDelivery> kept = new ArrayList<>();
  private final RefusalLog log = new RefusalLog(kept::add);
  private final Handler listening = new Listening();

  private final class Listening extends Handler {
    @Override
    public void publish(LogRecord line) {
      lines.add(line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void listen() {
    LOGGER.addHandler(listening);
    LOGGER.setUseParentHandlers(false);
  }

  @AfterEach
  void leave() {
    LOGGER.removeHandler(listening);
    LOGGER.setUseParentHandlers(true);
  }

  @Test
  void aRefusalIsOneLineWithItsRouteAndCause() {
    log.add(refused(NOON, Cause.NO_SIGNATURE, "/api/qstash/webhook"));

    assertThat(lines).containsExactly("⛔ /api/qstash/webhook refused: no Upstash-Signature header");
  }

  @Test
  void whatWasSignedForAnotherUrlTellsBoth() {
    Mismatch urls = new Mismatch("https://old.example/x", "https://new.example/x");
    log.add(new RefusedDelivery(NOON, "/x", Sender.SILENT, Cause.URL, Optional.of(urls)));

    assertThat(lines)
        .containsExactly("⛔ /x refused: signed for another URL"
            + " (signed: https://old.example/x, seen: https://new.example/x)");
  }

  @Test
  void ofManyWithOneCauseOneAMinuteIsALineWhichCountsTheOthers() {
    for (int second = 0; second < 60; second++) {
      log.add(refused(NOON.plusSeconds(second), Cause.SIGNATURE, "/x"));
    }
    log.add(refused(NOON.plusSeconds(60), Cause.SIGNATURE, "/x"));

    assertThat(lines).hasSize(2);
    assertThat(lines.get(1)).endsWith(" (59 more before that)");
  }

  @Test
  void eachCauseHasALineOfItsOwn() {
    for (Cause cause : Cause.values()) {
      log.add(refused(NOON, cause, "/x"));
    }

    assertThat(lines).hasSize(Cause.values().length).doesNotHaveDuplicates();
  }

  @Test
  void strangersCannotFillTheRecords() {
    for (int i = 0; i < 1000; i++) {
      log.add(refused(NOON, Cause.NO_SIGNATURE, "/x"));
    }
    log.add(refused(NOON, Cause.BODY, "/x"));

    assertThat(kept).hasSize(RefusalLog.MOST_A_MINUTE + 1);
    assertThat(kept).last().extracting(RefusedDelivery::cause).isEqualTo(Cause.BODY);
  }

  @Test
  void whatComesFromOutsideMakesNoLineOfItsOwn() {
    log.add(refused(NOON, Cause.NO_SIGNATURE, "/x\r\nINFO all is well"));

    assertThat(lines.get(0)).doesNotContain("\n").contains("/x??INFO all is well");
  }

  @Test
  void aRefusalIsCutToADecentLength() {
    RefusedDelivery refused = new RefusedDelivery(
        NOON,
        "/" + "x".repeat(5000),
        Sender.of("m".repeat(5000)),
        Cause.NO_SIGNATURE,
        Optional.empty());

    assertThat(refused.route()).hasSize(201);
    assertThat(refused.messageId().orElseThrow()).hasSize(201);
  }

  private static RefusedDelivery refused(Instant at, Cause cause, String route) {
    return new RefusedDelivery(at, route, Sender.SILENT, cause, Optional.empty());
  }
}
