package dev.carillon.cron;

import java.util.Optional;

/** Thrown when a time zone is named that is not in the IANA database, or by an offset. */
public final class UnknownZoneException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final String suggestion;

  UnknownZoneException(String name, String why, String suggestion) {
    super("provided bad location " + name + ": " + why);
    this.name = name;
    this.suggestion = suggestion;
  }

  /** Returns the name as it was given. */
  public String name() {
    return name;
  }

  /** Returns the name of a zone that may have been meant: Europe/Moscow for Europe/Mosow. */
  public Optional<String> suggestion() {
    return Optional.ofNullable(suggestion);
  }
}
