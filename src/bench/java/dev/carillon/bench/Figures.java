package dev.carillon.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures of one run, each taken several times: the middle and the worst, against a bound. */
final class Figures {
  private final Map<String, List<Double>> taken = new LinkedHashMap<>();
  private final Map<String, Double> bounds = new LinkedHashMap<>();

  /** Adds a figure in milliseconds to those of its name. */
  void add(String name, double bound, double millis) {
    bounds.putIfAbsent(name, bound);
    taken.computeIfAbsent(name, any -> new ArrayList<>()).add(millis);
  }

  /** Returns a table of all names in the order in which they came. */
  String table(String title) {
    StringBuilder table = new StringBuilder(
        "%n%-58s %8s %8s %7s %7s%n".formatted(title, "median", "worst", "/bound", "/worst"));
    taken.forEach((name, some) -> {
      List<Double> sorted = some.stream().sorted().toList();
      double median = sorted.get(sorted.size() / 2);
      double worst = sorted.get(sorted.size() - 1);
      double bound = bounds.get(name);
      table.append("%-58s %5.0f ms %5.0f ms %7.2f %7.2f%s%n"
          .formatted(
              name, median, worst, median / bound, worst / bound, median > bound ? "  ABOVE" : ""));
    });
    return table.toString();
  }
}
