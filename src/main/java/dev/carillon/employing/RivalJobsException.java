package dev.carillon.employing;

import java.util.List;

/** Thrown when jobs want what only one of them can have, or what somebody has already. */
public final class RivalJobsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> conflicts;

  /** Takes one sentence for each conflict: who, what, and what to do. */
  public RivalJobsException(List<String> conflicts) {
    super(String.join("; ", conflicts));
    this.conflicts = List.copyOf(conflicts);
  }

  /** Returns the conflicts. */
  public List<String> conflicts() {
    return conflicts;
  }
}
