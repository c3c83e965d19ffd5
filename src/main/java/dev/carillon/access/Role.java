package dev.carillon.access;

/** What somebody may do; each role may also do what those before it may. */
public enum Role {
  /** Looks, and changes nothing. */
  VIEWER,
  /** Switches schedules and starts, cancels and redrives runs. */
  OPERATOR,
  /** Everything: definitions, secrets, tokens and settings too. */
  ADMIN;

  /** Tells whether this role includes what the other may do. */
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }
}
