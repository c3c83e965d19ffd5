package dev.carillon.scheduling;

import dev.carillon.cron.Cron;
import dev.carillon.cron.InvalidCronException;
import dev.carillon.scheduling.PlanItem.Difference;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares facts. One that only one side tells is not compared: engines do not show all that they
 * were given.
 */
final class Differences {
  /** These follow our own count, and are nobody's wish. */
  private static final Set<String> OUR_COUNT = Set.of("revision", "body");

  private Differences() {}

  /** Returns what is otherwise, in the order of names. */
  static List<Difference> between(Map<String, String> from, Map<String, String> to) {
    return new TreeSet<>(from.keySet())
        .stream()
            .filter(to::containsKey)
            .filter(fact -> !same(fact, from.get(fact), to.get(fact)))
            .map(fact -> new Difference(fact, from.get(fact), to.get(fact)))
            .toList();
  }

  /**
   * Returns what an engine was told otherwise than it would be now, of what it does not show: it holds
   * that as it was told.
   *
   * @param shown the facts that it shows
   */
  static List<Difference> unshown(
      Map<String, String> shown, Map<String, String> told, Map<String, String> wanted) {
    Map<String, String> rest = new TreeMap<>(told);
    rest.keySet().removeAll(shown.keySet());
    rest.remove(ScheduleEngine.ACCOUNT);
    return between(rest, wanted);
  }

  /** Tells whether anything is otherwise that somebody could have wished for. */
  static boolean anyWished(List<Difference> differences) {
    return differences.stream().anyMatch(it -> !OUR_COUNT.contains(it.fact()));
  }

  private static boolean same(String fact, String one, String other) {
    return one.equals(other) || fact.equals("cron") && canonical(one).equals(canonical(other));
  }

  private static String canonical(String cron) {
    try {
      return Cron.parse(cron).canonical();
    } catch (InvalidCronException unreadable) {
      return cron;
    }
  }
}
