package dev.carillon.signing;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown when the keys should not be rolled now; nothing was rolled. */
public final class RollingUnsafeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<RollingReason> reasons;

  /** Takes why not. */
  public RollingUnsafeException(List<RollingReason> reasons) {
    super(reasons.stream().map(it -> it.words().en()).collect(Collectors.joining(" ")));
    this.reasons = List.copyOf(reasons);
  }

  /** Returns why not. */
  public List<RollingReason> reasons() {
    return reasons;
  }
}
