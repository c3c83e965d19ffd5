package dev.carillon.rest;

import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.run.RunState;
import dev.carillon.scheduling.Agenda;
import dev.carillon.scheduling.Scheduling;
import dev.carillon.watching.Health;
import dev.carillon.watching.Healths;
import dev.carillon.watching.History;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** How all schedules do. */
@Path("api/overview")
@Produces(MediaType.APPLICATION_JSON)
public final class OverviewResource {
  private static final Duration NEXT_HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final Scheduling scheduling;
  private final History history;
  private final Healths healths;
  private final Agenda agenda;
  private final Clock clock;

  /** Takes what it shows. */
  public OverviewResource(Scheduling scheduling, History history, Agenda agenda, Clock clock) {
    this.scheduling = scheduling;
    this.history = history;
    this.healths = new Healths(history);
    this.agenda = agenda;
    this.clock = clock;
  }

  /** Shows the counts that matter, and each schedule's health with its newest due times in short. */
  @GET
  public View overview() {
    Instant now = clock.instant();
    List<Healths.Seen> seen = healths.of(scheduling.list(), now);
    return counts(seen.stream().map(Healths.Seen::health).toList(), now)
        .all("items", seen.stream().map(HealthViews::brief).toList());
  }

  private View counts(List<Health> healths, Instant now) {
    return View.of()
        .text("at", now)
        .number("needAttention", count(healths, Health.Word::needsAttention))
        .part("words", words(healths))
        .number("paused", count(healths, it -> it == Health.Word.PAUSED))
        .number("running", history.inState(RunState.RUNNING))
        .number("failedInADay", history.endedSince(RunState.FAILED, now.minus(DAY)))
        .part("lastDay", lastDay(now))
        .number("dueInAnHour", agenda.count(now, now.plus(NEXT_HOUR)));
  }

  private static View words(List<Health> healths) {
    View words = View.of();
    for (Health.Word word : Health.Word.values()) {
      words.number(View.word(word), count(healths, word::equals));
    }
    return words;
  }

  private View lastDay(Instant now) {
    View day = View.of();
    for (Verdict verdict : List.of(Verdict.RAN, Verdict.SKIPPED, Verdict.MISSED)) {
      day.number(View.word(verdict), history.judged(verdict, now.minus(DAY), now));
    }
    return day;
  }

  private static long count(List<Health> healths, Predicate<Health.Word> which) {
    return healths.stream().map(Health::word).filter(which).count();
  }
}
