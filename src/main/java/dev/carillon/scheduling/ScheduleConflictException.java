package dev.carillon.scheduling;

import dev.carillon.scheduling.ScheduleEngine.Found;

/** Thrown when an engine holds a schedule under a name of ours that we may not change. */
public final class ScheduleConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Found found;
  private final Reason reason;

  /** Takes what stands in the way, and why it is not ours to change. */
  public ScheduleConflictException(String engine, Found found, Reason reason) {
    super(engine + " holds a schedule " + found.name() + " that we may not change: "
        + reason.sentence() + "; make it ours in the plan, or give this installation a namespace of"
        + " its own (CARILLON_NAMESPACE)");
    this.found = found;
    this.reason = reason;
  }

  /** Returns what the engine calls it. */
  public String name() {
    return found.name();
  }

  /** Returns the address that it rings, secrets masked. */
  public String destination() {
    return found.destination();
  }

  /** Returns why it is not ours to change. */
  public Reason reason() {
    return reason;
  }
}
