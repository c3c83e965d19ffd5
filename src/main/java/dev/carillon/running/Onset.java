package dev.carillon.running;

import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.schedule.Overlap;
import dev.carillon.schedule.Revision;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a run that begins later than at its due time, once its time has come: only then is
 * it seen which other runs of its schedule are under way. Immutable.
 *
 * @param refusal why it does not begin; empty if it does
 * @param queued whether it waits until no other run has its schedule's slot
 * @param ends the runs that are canceled for its sake
 */
public record Onset(Optional<String> refusal, boolean queued, List<RunId> ends) {
  /** Copies the list. */
  public Onset {
    ends = List.copyOf(ends);
  }

  /** Decides by the wording that its due time was judged by. Pure. */
  static Onset of(Run run, AdmissionView view) {
    Line line = line(run, view);
    return line.refusal(run)
        .map(why -> new Onset(Optional.of(why), false, List.of()))
        .orElseGet(() -> in(line.turn(true)));
  }

  private static Onset in(Turn turn) {
    return new Onset(Optional.empty(), turn.queued(), turn.ends());
  }

  private static Line line(Run run, AdmissionView view) {
    ScheduleId schedule = run.schedule().orElseThrow();
    Overlap policy = view.revision(schedule, run.revision())
        .map(Revision::wording)
        .map(Wording::overlap)
        .orElse(Overlap.ALLOW);
    return new Line(
        policy,
        policy == Overlap.ALLOW
            ? List.of()
            : view.unended(schedule).stream()
                .filter(it -> !it.id().equals(run.id()))
                .toList());
  }
}
