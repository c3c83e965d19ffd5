package dev.carillon.rest;

import dev.carillon.run.RunId;
import dev.carillon.running.Journal;
import dev.carillon.running.RunStore;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Steps of a run in the order of their beginning, each with the runs that it asked for. */
record StepPages(RunStore runs, Journal journal) {
  /** Returns a page; its place is the number of the last step of the page before. */
  View page(RunId run, long after, int count) {
    List<Journal.Entry> entries = journal.page(run, after, count + 1);
    Map<Long, List<RunStore.ChildRun>> children = children(run, entries);
    return View.page(
        entries, count, entry -> view(entry, children), entry -> String.valueOf(entry.number()));
  }

  /** Returns those that were begun last. */
  View newest(RunId run, int count) {
    List<Journal.Entry> entries = journal.newest(run, count);
    Map<Long, List<RunStore.ChildRun>> children = children(run, entries);
    return View.of().all("items", entries.stream().map(it -> view(it, children)).toList());
  }

  private Map<Long, List<RunStore.ChildRun>> children(RunId run, List<Journal.Entry> entries) {
    if (entries.isEmpty()) {
      return Map.of();
    }
    long first = entries.get(0).number();
    long last = entries.get(entries.size() - 1).number();
    return runs.children(run, first, last).stream()
        .collect(Collectors.groupingBy(RunStore.ChildRun::visit));
  }

  private static View view(Journal.Entry entry, Map<Long, List<RunStore.ChildRun>> children) {
    return RunViews.step(entry.visit(), children.getOrDefault(entry.number(), List.of()));
  }
}
