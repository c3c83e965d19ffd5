package dev.carillon.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogLineTest {
  private static final String NL = System.lineSeparator();

  @Test
  void aRecordIsOneLineInUtf8WhateverThePlatformSpeaks() {
    var out = new ByteArrayOutputStream();

    Logs.linesTo(out).publish(said("🧪 ready", "dev.carillon.app.Startup"));

    assertThat(out.toString(UTF_8))
        .isEqualTo("2026-03-01T12:00:00.000Z INFO  app.Startup: 🧪 ready" + NL);
  }

  @Test
  void nobodyCanForgeALine() {
    String line =
        new LogLine().format(said("a\r\n2026-03-01T12:00:00.000Z INFO  forged", "org.x.Y"));

    assertThat(line)
        .isEqualTo(
            "2026-03-01T12:00:00.000Z INFO  Y: a\\r\\n2026-03-01T12:00:00.000Z INFO  forged" + NL);
  }

  @Test
  void nobodyCommandsATerminal() {
    String line = new LogLine().format(said("a\033[2J\b\u009b1m\u202eb\tc\0", "org.x.Y"));

    assertThat(line)
        .isEqualTo(
            "2026-03-01T12:00:00.000Z INFO  Y: a\\u001b[2J\\u0008\\u009b1m\\u202eb\tc\\u0000" + NL);

    LogRecord record = said("broke", "dev.carillon.app.Startup");
    record.setThrown(new IllegalStateException("one\033[2J"));
    assertThat(new LogLine().format(record)).doesNotContain("\033").contains("one\\u001b[2J");
  }

  @Test
  void aTraceFollowsIndentedSoThatItsMessageForgesNoLineEither() {
    LogRecord record = said("broke", "dev.carillon.app.Startup");
    record.setLevel(Level.SEVERE);
    record.setThrown(new IllegalStateException("one\n2026-03-01 forged"));

    assertThat(new LogLine().format(record).lines().skip(1))
        .allMatch(line -> line.startsWith("    "));
  }

  private static LogRecord said(String message, String logger) {
    LogRecord record = new LogRecord(Level.INFO, message);
    record.setLoggerName(logger);
    record.setInstant(Instant.parse("2026-03-01T12:00:00Z"));
    return record;
  }
}
