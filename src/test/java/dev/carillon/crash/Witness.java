package dev.carillon.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.crash.DeadlyTarget.Call;
import dev.carillon.crash.Shown.RunLine;
import dev.carillon.crash.Shown.VisitLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds what was shown at the beginning of each life, and at the end, to what is promised. */
final class Witness {
  private final List<Shown> shown = new ArrayList<>();
  private final Set<String> acknowledged = new HashSet<>();
  private final Set<String> killed = new HashSet<>();

  /** A run whose start was acknowledged must never be lost. */
  void acknowledge(String run) {
    acknowledged.add(run);
  }

  void killed(String life) {
    killed.add(life);
  }

  /** Compares with what was there before. */
  void see(Shown now) {
    assertThat(now.runs().keySet()).as("runs that were acknowledged").containsAll(acknowledged);
    if (!shown.isEmpty()) {
      Shown before = shown.get(shown.size() - 1);
      before
          .visits()
          .forEach((key, visit) ->
              compare(visit, now.visits().get(key), isTriedAgain(before, now, visit.run())));
    }
    shown.add(now);
  }

  /** Another attempt of a run does again what had failed, and nothing that was done. */
  private static boolean isTriedAgain(Shown before, Shown now, String run) {
    return now.runs().get(run).attempts() > before.runs().get(run).attempts();
  }

  private static void compare(VisitLine before, VisitLine now, boolean triedAgain) {
    if (triedAgain ? before.isDone() : before.isClosed()) {
      assertThat(now).as("a visit that is closed").isEqualTo(before);
    } else if (before.wakeAt().isPresent() && now != null && before.kind().equals("wait")) {
      assertThat(now.wakeAt()).as("when %s ends", before.key()).isEqualTo(before.wakeAt());
    }
    assertThat(now).as("a visit that was written").isNotNull();
  }

  /** Returns how many calls were repeated; fails if any was that need not be, or was left out. */
  int repeated(List<Call> calls) {
    Map<String, Map<String, Integer>> byLife = new HashMap<>();
    calls.forEach(call -> byLife
        .computeIfAbsent(call.life(), it -> new HashMap<>())
        .merge(call.key(), 1, Integer::sum));
    int repeated = 0;
    for (int index = 0; index + 1 < shown.size(); index++) {
      Shown begin = shown.get(index);
      Map<String, Integer> keys = byLife.getOrDefault(begin.life(), Map.of());
      for (Map.Entry<String, Integer> each : keys.entrySet()) {
        repeated += repeated(begin, shown.get(index + 1), each.getKey(), each.getValue());
      }
    }
    return repeated;
  }

  /** Of each key there is one call at a time; only the one at which a life ended can be in vain. */
  private int repeated(Shown begin, Shown end, String key, int calls) {
    int closed = (int) (end.closed(key) - begin.closed(key));
    if (begin.isCompleted(key)) {
      assertThat(calls)
          .as("calls of %s, which was done before %s", key, begin.life())
          .isZero();
    }
    int inVain = killed.contains(begin.life()) ? 1 : 0;
    String run = key.substring(0, key.indexOf('/'));
    boolean known = begin.runs().containsKey(run);
    int again = known && isTriedAgain(begin, end, run) ? (int) begin.closed(key) : 0;
    assertThat(calls - closed)
        .as("calls of %s in %s that were not written down", key, begin.life())
        .isBetween(0, inVain + again);
    return calls - closed;
  }

  /** All runs ended as the undisturbed run of their workflow did, and each asked for one child. */
  void compareWith(Map<String, String> undisturbed) {
    Shown end = shown.get(shown.size() - 1);
    for (RunLine run : end.runs().values()) {
      assertThat(run.state()).as("%s of %s", run.id(), run.workflow()).isEqualTo("SUCCEEDED");
      if (run.wasTriedAgain()) {
        // What it tried in vain is in its journal too; what it came to is the same.
        assertThat(run.output())
            .as("%s of %s", run.id(), run.workflow())
            .isEqualTo(end.runs()
                .get(undisturbed.getOrDefault(run.workflow(), run.id()))
                .output());
      } else if (run.parent().isEmpty() && !end.hasChildTriedAgain(run.id())) {
        assertThat(end.essence(run.id()))
            .as("%s of %s", run.id(), run.workflow())
            .isEqualTo(end.essence(undisturbed.get(run.workflow())));
      }
    }
  }

  /** Returns how many runs had another attempt, since their server went down so often. */
  int triedAgain() {
    return (int) shown.get(shown.size() - 1).runs().values().stream()
        .filter(RunLine::wasTriedAgain)
        .count();
  }

  /** Returns how many waits were on time; fails if one was not, of a run that had to pause for no retry. */
  int waits(Times times) {
    Shown end = shown.get(shown.size() - 1);
    List<VisitLine> waits = end.visits().values().stream()
        .filter(it -> it.kind().equals("wait") && it.state().equals("COMPLETED"))
        .filter(it -> !end.runs().get(it.run()).wasTriedAgain())
        .toList();
    assertThat(waits)
        .allMatch(it -> times.isOnTime(it.wakeAt().orElseThrow(), it.endedAt().orElseThrow()));
    return waits.size();
  }

  int runs() {
    return shown.get(shown.size() - 1).runs().size();
  }

  int visits() {
    return shown.get(shown.size() - 1).visits().size();
  }
}
