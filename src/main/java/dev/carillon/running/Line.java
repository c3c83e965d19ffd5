package dev.carillon.running;

import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.running.Decision.Due;
import dev.carillon.schedule.Overlap;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The runs of a schedule that are not over, and what they mean for one more: its turn, or that it is
 * skipped. Pure.
 *
 * @param policy what happens when runs would overlap
 * @param runs those that are not ended, and those that are, but not all of what they waited for has
 *     stopped yet
 */
record Line(Overlap policy, List<Run> runs) {
  /** Returns whoever holds the slot or waits for it; nobody where runs may overlap. */
  Optional<Run> first() {
    return holder().or(this::waiter);
  }

  private Optional<Run> holder() {
    return policy == Overlap.ALLOW
        ? Optional.empty()
        : runs.stream().filter(run -> run.holdsSlot() || run.state().isEnded()).findFirst();
  }

  private Optional<Run> waiter() {
    return policy == Overlap.ALLOW
        ? Optional.empty()
        : runs.stream().filter(Run::queued).findFirst();
  }

  /** Returns why one more run is not wanted, if it is not. */
  Optional<String> refusal(Optional<Due> due) {
    return refusalAt(due.map(Due::dueTime));
  }

  /** Returns why a run does not begin whose time to begin has come, if it does not. */
  Optional<String> refusal(Run run) {
    return refusalAt(run.dueTime());
  }

  private Optional<String> refusalAt(Optional<Instant> due) {
    return switch (policy) {
      case ALLOW -> Optional.empty();
      case SKIP -> first().map(Line::notDone);
      case QUEUE -> hasPlace() ? Optional.empty() : waiter().map(Line::waits);
      case CANCEL_PREVIOUS ->
        due.isEmpty()
            ? first().map(Line::notDone)
            : later(due.get()).map(run -> "run " + run.id() + " is of a later due time");
    };
  }

  /**
   * Returns how one more run comes to its turn, where none was refused.
   *
   * @param mayCancel whether others may be canceled for it, if that is the policy
   */
  Turn turn(boolean mayCancel) {
    boolean isTaken = first().isPresent();
    if (policy == Overlap.CANCEL_PREVIOUS && mayCancel) {
      return new Turn(isTaken, unended());
    }
    return isTaken ? Turn.QUEUED : Turn.AT_ONCE;
  }

  private List<RunId> unended() {
    return runs.stream().filter(run -> !run.state().isEnded()).map(Run::id).toList();
  }

  /** One may wait: behind whoever has the slot, or behind one who waits and is about to begin. */
  private boolean hasPlace() {
    long waiting = runs.stream().filter(Run::queued).count();
    return waiting == 0 || waiting == 1 && holder().isEmpty();
  }

  private Optional<Run> later(Instant due) {
    return runs.stream()
        .filter(run -> run.state() != RunState.RETRYING && !run.state().isEnded())
        .filter(run -> run.dueTime().filter(time -> time.isAfter(due)).isPresent())
        .findFirst();
  }

  private static String notDone(Run run) {
    return switch (run.state()) {
      case CANCELED -> "run " + run.id() + " was canceled and has not stopped yet";
      case SUCCEEDED, FAILED ->
        "run " + run.id() + " ended, and a run that it waited for has not stopped yet";
      default -> "run " + run.id() + " is not done";
    };
  }

  private static String waits(Run run) {
    return "run " + run.id() + " waits for its turn already";
  }
}
