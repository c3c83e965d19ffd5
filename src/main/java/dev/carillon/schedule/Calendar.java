package dev.carillon.schedule;

import java.util.Arrays;
import java.util.List;

/**
 * A blackout that schedules share, under a name. Immutable.
 *
 * @param name lower case letters, digits and inner hyphens, at most 63
 * @param blackout when no due time of those schedules is to run, each by its own clock
 */
public record Calendar(String name, Blackout blackout) {
  /** Refuses a name that could not stand in an address. */
  public Calendar {
    checked(name);
  }

  /**
   * Returns the name.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static String checked(String name) {
    if (!name.matches("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")) {
      throw new IllegalArgumentException("\"" + name + "\" is no name of a calendar; write 1 to 63"
          + " lower case letters, digits and inner hyphens");
    }
    return name;
  }

  /**
   * Reads names with {@code ,} or {@code ;} between, in the order of the alphabet and each once.
   *
   * @throws IllegalArgumentException if one is none
   */
  public static List<String> names(String text) {
    return Arrays.stream(text.split("[,;\n]"))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .map(Calendar::checked)
        .sorted()
        .distinct()
        .toList();
  }
}
