package dev.carillon.doctor;

/** How something is; the later, the more it needs somebody. */
public enum Status {
  /** As it should be. */
  OK,
  /** Nobody can tell now. */
  UNKNOWN,
  /** It works, and something should be looked after. */
  WARNING,
  /** It does not work. */
  FAILING;

  /** Returns the graver of the two. */
  public Status worse(Status other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
