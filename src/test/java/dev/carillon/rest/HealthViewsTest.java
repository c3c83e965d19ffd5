package dev.carillon.rest;

import static dev.carillon.testing.ScheduleBuilder.aSchedule;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.schedule.Schedule;
import dev.carillon.watching.Health;
import dev.carillon.watching.Healths;
import dev.carillon.watching.History.Past;
import dev.carillon.watching.History.Ran;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthViewsTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void dueTimesInShortAreALetterEachTheNewestFirstWithoutTheExpectedOnes() {
    JsonNode line = brief(
        past(Verdict.EXPECTED, Optional.empty()),
        ran(RunState.RUNNING, Optional.empty()),
        ran(RunState.SUCCEEDED, Optional.of(812)),
        ran(RunState.FAILED, Optional.of(0)),
        ran(RunState.CANCELED, Optional.of(7)),
        past(Verdict.SKIPPED, Optional.empty()),
        past(Verdict.MISSED, Optional.empty()),
        past(Verdict.RAN, Optional.empty()));

    assertThat(line.get("looks").asText()).isEqualTo("bsfckms");
    assertThat(line.get("tookMs").toString()).isEqualTo("[null,812,0,7,null,null,null]");
  }

  @Test
  void whatHasNoDueTimeBehindItHasAnEmptyLine() {
    assertThat(brief().toString()).isEqualTo("{\"looks\":\"\",\"tookMs\":[]}");
  }

  private static JsonNode brief(Past... newest) {
    Schedule schedule = aSchedule("hello").build();
    List<Past> past = List.of(newest);
    Health health = Health.of(schedule, past, past, NOON);
    return HealthViews.brief(new Healths.Seen(schedule, health, past)).json().get("line");
  }

  private static Past ran(RunState state, Optional<Integer> tookMs) {
    Optional<Instant> end = tookMs.map(NOON::plusMillis);
    return past(
        Verdict.RAN, Optional.of(new Ran(RunId.of(1, 2, 3), state, Optional.of(NOON), end)));
  }

  private static Past past(Verdict verdict, Optional<Ran> run) {
    Optional<Reason> reason = verdict == Verdict.RAN || verdict == Verdict.EXPECTED
        ? Optional.empty()
        : Optional.of(Reason.OVERLAP);
    return new Past(NOON, verdict, reason, Optional.of(Duration.ZERO), run);
  }
}
