package dev.carillon.language;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody may have meant. */
final class Suggestions {
  private Suggestions() {}

  /** Returns the nearest of the words, if one is near enough. */
  static Optional<String> nearest(String word, Collection<String> words) {
    String lower = word.toLowerCase(Locale.ROOT);
    int tolerated = lower.length() <= 3 ? 1 : lower.length() <= 7 ? 2 : 3;
    return words.stream()
        .filter(it -> Math.abs(it.length() - lower.length()) <= tolerated)
        .filter(it -> distance(lower, it.toLowerCase(Locale.ROOT)) <= tolerated)
        .min(Comparator.<String>comparingInt(it -> distance(lower, it.toLowerCase(Locale.ROOT)))
            .thenComparing(Comparator.naturalOrder()));
  }

  /** Returns <code>; did you mean "…"?</code> or nothing. */
  static String ask(String word, Collection<String> words) {
    return nearest(word, words).map(it -> "; did you mean \"" + it + "\"?").orElse("");
  }

  /** Returns the same, or the advice if no word is near. */
  static String ask(String word, Collection<String> words, String otherwise) {
    String guess = ask(word, words);
    return guess.isEmpty() ? "; " + otherwise : guess;
  }

  /** Counts insertions, deletions, replacements and swaps of neighbours. */
  static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
        boolean swapped = i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      before = last;
      last = row;
    }
    return last[b.length()];
  }
}
