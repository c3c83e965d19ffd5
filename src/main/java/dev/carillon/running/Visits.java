package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.RunError;
import dev.carillon.run.Visit;
import dev.carillon.run.Visit.LogLine;
import dev.carillon.run.VisitState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the next value of a visit from the one before. For one thread. */
final class Visits {
  private static final int MOST_LINES = GuestLog.MOST_LINES + 1;

  private final Visit from;
  private VisitState state;
  private int attempt;
  private Optional<JsonNode> output;
  private Optional<JsonNode> context;
  private Optional<String> transition;
  private Optional<RunError> error;
  private Optional<JsonNode> items;
  private Optional<JsonNode> progress;
  private List<LogLine> log;
  private Optional<Instant> endedAt;
  private Optional<Instant> wakeAt;
  private Optional<Instant> deadline;
  private JsonNode input;
  private Instant startedAt;

  private Visits(Visit from) {
    this.from = from;
    this.state = from.state();
    this.attempt = from.attempt();
    this.output = from.output();
    this.context = from.context();
    this.transition = from.transition();
    this.error = from.error();
    this.items = from.items();
    this.progress = from.progress();
    this.log = from.log();
    this.endedAt = from.endedAt();
    this.wakeAt = from.wakeAt();
    this.deadline = from.deadline();
    this.input = from.input();
    this.startedAt = from.startedAt();
  }

  static Visits of(Visit from) {
    return new Visits(from);
  }

  Visits running(int attemptNow) {
    state = VisitState.RUNNING;
    attempt = attemptNow;
    error = Optional.empty();
    endedAt = Optional.empty();
    return this;
  }

  Visits done(JsonNode value, String then, Instant now) {
    state = VisitState.COMPLETED;
    output = Optional.of(value);
    transition = Optional.of(then);
    endedAt = Optional.of(now);
    return this;
  }

  Visits skipped() {
    state = VisitState.SKIPPED;
    return this;
  }

  Visits faulted(RunError why, Instant now) {
    state = VisitState.FAULTED;
    error = Optional.of(why);
    endedAt = Optional.of(now);
    return this;
  }

  Visits waiting(Optional<Instant> until) {
    state = VisitState.WAITING;
    wakeAt = until;
    return this;
  }

  Visits deadline(Optional<Instant> at) {
    deadline = at;
    return this;
  }

  /** Says that it begins now, and not when another run began it. */
  Visits startedAt(Instant now) {
    startedAt = now;
    return this;
  }

  Visits input(JsonNode now) {
    input = now;
    return this;
  }

  Visits context(Optional<JsonNode> exported) {
    context = exported;
    return this;
  }

  Visits items(Optional<JsonNode> all) {
    items = all;
    return this;
  }

  Visits progress(Optional<JsonNode> now) {
    progress = now;
    return this;
  }

  /** Adds lines; of many attempts the newest lines are kept. */
  Visits logged(List<LogLine> lines) {
    List<LogLine> all = new ArrayList<>(log);
    all.addAll(lines);
    log = all.subList(Math.max(0, all.size() - MOST_LINES), all.size());
    return this;
  }

  Visit visit() {
    return new Visit(
        from.key(),
        from.pointer(),
        from.name(),
        from.kind(),
        state,
        attempt,
        from.raw(),
        input,
        output,
        context,
        transition,
        error,
        items,
        progress,
        log,
        startedAt,
        endedAt,
        wakeAt,
        deadline);
  }
}
