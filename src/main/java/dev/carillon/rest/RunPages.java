package dev.carillon.rest;

import dev.carillon.run.RunId;
import dev.carillon.running.RunFilter;
import dev.carillon.running.RunStore;
import java.util.Optional;

/** Pages of runs, the newest first, as they are asked for in a query. */
record RunPages(RunStore runs) {
  private static final int LONGEST_TEXT = 200;

  /**
   * Returns a page.
   *
   * @param text what the runs are to hold; null or blank for any
   * @param after where the page before ended; null for the first
   */
  View page(RunFilter filter, String text, String after, String limit) {
    int count = Limits.of(limit);
    Optional<RunId> place = Optional.ofNullable(after).map(Params::run);
    if (text != null && !text.isBlank()) {
      return found(runs.search(filter, sought(text), place, count));
    }
    return View.page(
        runs.list(filter, place, count + 1),
        count,
        RunViews::brief,
        it -> it.id().value());
  }

  private static View found(RunStore.Found found) {
    View page =
        View.of().all("items", found.runs().stream().map(RunViews::brief).toList());
    found.further().ifPresent(run -> page.text("next", run).text("searchedBackTo", run.madeAt()));
    return page;
  }

  private static String sought(String text) {
    if (text.length() > LONGEST_TEXT) {
      throw new InvalidParameterException(
          "text", "text has at most %d characters".formatted(LONGEST_TEXT));
    }
    return text;
  }
}
