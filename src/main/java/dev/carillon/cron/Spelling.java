package dev.carillon.cron;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody meant who mistyped it. */
final class Spelling {
  private Spelling() {}

  /**
   * Returns the word that takes the fewest insertions, deletions, replacements and swaps of
   * neighbours, without regard to case; the first in order of those that are equally near.
   *
   * @param most how many of these are still a slip
   */
  static Optional<String> nearest(String typed, Collection<String> words, int most) {
    String small = typed.toLowerCase(Locale.ROOT);
    record Near(String word, int distance) {}
    return words.stream()
        .filter(word -> Math.abs(word.length() - small.length()) <= most)
        .map(word -> new Near(word, distance(small, word.toLowerCase(Locale.ROOT))))
        .filter(near -> near.distance() <= most)
        .min(Comparator.comparingInt(Near::distance).thenComparing(Near::word))
        .map(Near::word);
  }

  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int least = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
    least = Math.min(least, cost[i - 1][j - 1] + changed);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
