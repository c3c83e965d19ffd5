package dev.carillon.rest;

import dev.carillon.watching.Health;
import dev.carillon.watching.HealthWords;
import dev.carillon.watching.Healths;
import dev.carillon.watching.History.Past;
import dev.carillon.watching.Lint;
import java.time.Duration;

/** The health of schedules as {@code src/docs/api.md} shows it. */
final class HealthViews {
  private HealthViews() {}

  static View of(Healths.Seen seen) {
    Health health = seen.health();
    return View.of()
        .text("scheduleId", seen.schedule().id())
        .word("health", health.word())
        .part("sentence", sentence(health))
        .number("inARow", health.inARow())
        .text("since", health.since())
        .part("counts", counts(health.counts()))
        .part("lateness", health.lateness().map(HealthViews::spread))
        .part("runTime", health.runTime().map(HealthViews::spread))
        .number("intervalMs", health.interval().map(Duration::toMillis))
        .all("newest", seen.newest().stream().map(HealthViews::past).toList());
  }

  private static View sentence(Health health) {
    return View.of()
        .text("en", HealthWords.english(health))
        .text("ru", HealthWords.russian(health));
  }

  private static View counts(Health.Counts counts) {
    return View.of()
        .number("ran", counts.ran())
        .number("succeeded", counts.succeeded())
        .number("failed", counts.failed())
        .number("skipped", counts.skipped())
        .number("missed", counts.missed())
        .number("expected", counts.expected());
  }

  private static View spread(Health.Spread spread) {
    return View.of()
        .number("p50Ms", spread.p50().toMillis())
        .number("p95Ms", spread.p95().toMillis());
  }

  private static View past(Past past) {
    View view = View.of()
        .text("dueTime", past.dueTime())
        .word("verdict", past.verdict())
        .text("reason", past.reason().map(View::word))
        .number("latenessMs", past.lateness().map(Duration::toMillis));
    past.run()
        .ifPresent(run -> view.text("runId", run.id())
            .word("state", run.state())
            .number("tookMs", run.took().map(Duration::toMillis)));
    return view;
  }

  static View warning(Lint.Warning warning) {
    return View.of().word("code", warning.code()).text("en", warning.en()).text("ru", warning.ru());
  }
}
