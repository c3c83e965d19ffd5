package dev.carillon.app;

/**
 * A value that is never shown: {@link #toString()} tells only that it is there.
 *
 * @param value never empty
 */
record Secret(String value) {
  Secret {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a secret is never empty");
    }
  }

  @Override
  public String toString() {
    return "•••";
  }
}
