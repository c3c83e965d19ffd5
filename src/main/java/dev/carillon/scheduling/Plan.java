package dev.carillon.scheduling;

import dev.carillon.scheduling.PlanItem.Action;
import dev.carillon.scheduling.Whereabouts.Copied;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What would have to change so that the engines hold what is wanted. Immutable.
 *
 * @param checkedAt when the engines were looked at
 * @param engine which engine rings by the settings
 * @param items its lines
 * @param unknown why an engine could not be looked at; empty if all were
 * @param copied the original, if this database is a copy; then nothing is sent
 * @param warnings what else somebody should know
 */
public record Plan(
    Instant checkedAt,
    String engine,
    List<PlanItem> items,
    Optional<String> unknown,
    Optional<Copied> copied,
    List<Warning> warnings) {
  /** So many removals are carried out without asking; more wait for somebody to confirm them. */
  public static final int UNASKED_REMOVALS = 5;

  /** Copies the lists. */
  public Plan {
    items = List.copyOf(items);
    warnings = List.copyOf(warnings);
  }

  /** How it stands. */
  public enum State {
    IN_SYNC,
    DIFFERS,
    NEEDS_CONFIRMATION,
    HELD,
    UNKNOWN
  }

  /**
   * Something that is no line.
   *
   * @param code stays the same
   * @param detail in words, with what to do
   * @param schedules which ones it is about, if they are known
   * @param count how many it is about; 0 where it is not about schedules
   */
  public record Warning(String code, String detail, List<String> schedules, int count) {
    /** Copies the names. */
    public Warning {
      schedules = List.copyOf(schedules);
    }
  }

  /** Returns how it stands; what weighs most. */
  public State state() {
    if (copied.isPresent()) {
      return State.HELD;
    }
    if (unknown.isPresent()) {
      return State.UNKNOWN;
    }
    if (waitsForConfirmation()) {
      return State.NEEDS_CONFIRMATION;
    }
    return items.stream().allMatch(Plan::isOffer) ? State.IN_SYNC : State.DIFFERS;
  }

  /** What somebody made by hand is no difference. */
  private static boolean isOffer(PlanItem item) {
    return item.action() == Action.ADOPT;
  }

  /** Returns how many schedules would be removed for good; one that moves is not counted. */
  public int removals() {
    return (int) items.stream().filter(Plan::isRemoval).count();
  }

  /** Tells whether the removals wait for somebody to confirm them. */
  public boolean waitsForConfirmation() {
    return removals() > UNASKED_REMOVALS;
  }

  static boolean isRemoval(PlanItem item) {
    return item.action() == Action.REMOVE
        && item.reason() == Reason.DEACTIVATED
        && !Engines.isLocal(item.engine());
  }

  /** Returns a line by its id. */
  public Optional<PlanItem> find(String id) {
    return items.stream().filter(it -> it.id().equals(id)).findFirst();
  }
}
