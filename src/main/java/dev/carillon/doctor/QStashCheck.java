package dev.carillon.doctor;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Whether QStash answers and takes our token. */
final class QStashCheck implements Check {
  private static final Duration SLOW = Duration.ofSeconds(2);

  private final Setup setup;
  private final Optional<Line> line;

  QStashCheck(Setup setup, Optional<Line> line) {
    this.setup = setup;
    this.line = line;
  }

  @Override
  public Topic topic() {
    return Topic.QSTASH;
  }

  @Override
  public Finding examine() {
    return line.map(it -> told(it.ask())).orElseGet(this::nobody).fact("url", setup.qstashUrl());
  }

  private Finding nobody() {
    return setup.production() && setup.qstashRings()
        ? Finding.failing("QSTASH_TOKEN is not set.", "QSTASH_TOKEN не задан.")
            .remedy(
                "Copy QSTASH_TOKEN from the Upstash console.",
                "Скопируйте QSTASH_TOKEN из консоли Upstash.")
        : Finding.ok(
            "QSTASH_TOKEN is not set, and the local engine needs none.",
            "QSTASH_TOKEN не задан, и встроенному движку он не нужен.");
  }

  private Finding told(Line.Echo echo) {
    long millis = echo.took().toMillis();
    Finding finding = echo.trouble()
        .map(trouble -> new Finding(
                setup.qstashRings() ? Status.FAILING : Status.WARNING,
                TroubleWords.what(trouble),
                Optional.of(TroubleWords.remedy(trouble)),
                Optional.of(trouble.kind().guide()),
                Map.of())
            .fact("trouble", trouble.kind().word()))
        .orElseGet(() -> echo.took().compareTo(SLOW) > 0
            ? Finding.warning(
                    "QStash takes the token, but needed %d ms to answer.",
                    "QStash принимает токен, но отвечал %d мс.", millis)
                .remedy(
                    "Look at the network of this machine, and at https://status.upstash.com.",
                    "Проверьте сеть этой машины и https://status.upstash.com.")
            : Finding.ok(
                "QStash answers within %d ms and takes the token.",
                "QStash отвечает за %d мс и принимает токен.", millis));
    return finding.fact("latencyMs", millis);
  }
}
