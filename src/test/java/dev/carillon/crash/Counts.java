package dev.carillon.crash;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What a siege came to, for people to read. For one thread. */
public final class Counts {
  private final Map<Blow.When, Integer> kills = new EnumMap<>(Blow.When.class);
  private final Map<String, Integer> more = new TreeMap<>();

  void killed(Blow.When when) {
    kills.merge(when, 1, Integer::sum);
  }

  void count(String what, int many) {
    more.merge(what, many, Integer::sum);
  }

  /** Returns how many lives were ended by force. */
  public int kills() {
    return kills.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Returns how many there were of something. */
  public int of(String what) {
    return more.getOrDefault(what, 0);
  }

  @Override
  public String toString() {
    return kills() + " kills " + kills + ", " + more;
  }
}
