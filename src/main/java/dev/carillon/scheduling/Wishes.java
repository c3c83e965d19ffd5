package dev.carillon.scheduling;

import java.util.Map;
import java.util.Optional;

/**
 * What an activation asks for, field by field: a field that is named overrides the definition, one
 * that is named with nothing follows it again, one that is not named stays as it is. Immutable.
 *
 * @param fields of {@link #FIELDS}; an empty value clears the override
 */
public record Wishes(Map<String, Optional<String>> fields) {
  /** The names that a wish may have. */
  public static final java.util.List<String> FIELDS = java.util.List.of(
      "cron",
      "timezone",
      "retries",
      "overlap",
      "catchUp",
      "engine",
      "standby",
      "retryDelay",
      "start",
      "end",
      "blackout",
      "grace",
      "longestRun",
      "spread",
      "calendars",
      "repeatedHour",
      "skippedHour");

  /** Asks for nothing. */
  public static final Wishes NONE = new Wishes(Map.of());

  /** Refuses names that mean nothing. */
  public Wishes {
    fields = Map.copyOf(fields);
    for (String name : fields.keySet()) {
      if (!FIELDS.contains(name)) {
        throw new InvalidWishException(
            name, "there is no field \"" + name + "\"; there are " + String.join(", ", FIELDS));
      }
    }
  }
}
