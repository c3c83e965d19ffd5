package dev.carillon.rest;

import static java.util.stream.Collectors.joining;

import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.run.RunState;
import dev.carillon.watching.Health;
import dev.carillon.watching.HealthWords;
import dev.carillon.watching.Healths;
import dev.carillon.watching.History.Past;
import dev.carillon.watching.History.Ran;
import dev.carillon.watching.Lint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The health of schedules as {@code src/docs/api.md} shows it. */
final class HealthViews {
  private HealthViews() {}

  static View of(Healths.Seen seen) {
    return told(seen)
        .all("newest", seen.newest().stream().map(HealthViews::past).toList());
  }

  /** Returns it with its newest due times in short: one among a thousand. */
  static View brief(Healths.Seen seen) {
    List<Past> judged =
        seen.newest().stream().filter(it -> it.verdict() != Verdict.EXPECTED).toList();
    return told(seen)
        .part(
            "line",
            View.of()
                .text("looks", judged.stream().map(HealthViews::look).collect(joining()))
                .numbers("tookMs", judged.stream().map(HealthViews::took).toList()));
  }

  private static String look(Past past) {
    return switch (past.verdict()) {
      case SKIPPED -> "k";
      case MISSED -> "m";
      // A run that is not kept any more was made all the same.
      default -> past.run().map(it -> look(it.state())).orElse("s");
    };
  }

  private static String look(RunState state) {
    return switch (state) {
      case SUCCEEDED -> "s";
      case FAILED -> "f";
      case CANCELED -> "c";
      default -> "b";
    };
  }

  private static Optional<Long> took(Past past) {
    return past.run().flatMap(Ran::took).map(Duration::toMillis);
  }

  private static View told(Healths.Seen seen) {
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
        .number("intervalMs", health.interval().map(Duration::toMillis));
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
