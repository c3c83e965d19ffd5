package dev.carillon.crash;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the database held when a life began, or when all was over.
 *
 * @param life that began then
 * @param runs by id
 * @param visits by run and key
 */
record Shown(String life, Map<String, RunLine> runs, Map<String, VisitLine> visits) {
  /** Where a run stands. */
  record RunLine(
      String id,
      String workflow,
      String state,
      Optional<Instant> wakeAt,
      Optional<String> parent,
      String output,
      int attempts) {
    private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELED");

    static RunLine read(String line) {
      String[] parts = line.split("\t");
      return new RunLine(
          parts[1],
          parts[2],
          parts[3],
          optional(parts[4]).map(Instant::parse),
          optional(parts[5]),
          parts[6],
          Integer.parseInt(parts[7]));
    }

    /** Tells whether its server went down so often that this counted as a failed attempt. */
    boolean wasTriedAgain() {
      return attempts > 1;
    }

    boolean isEnded() {
      return ENDED.contains(state);
    }

    /** Tells whether somebody is at work on it, or is to be. */
    boolean isDue(Instant now) {
      return state.equals("PENDING")
          || state.equals("RUNNING")
          || wakeAt.filter(it -> !it.isAfter(now)).isPresent();
    }
  }

  /** Where a visit stands. */
  record VisitLine(
      String run,
      String key,
      String idempotencyKey,
      String kind,
      String state,
      Optional<Instant> endedAt,
      Optional<Instant> wakeAt,
      String output) {
    private static final Set<String> CLOSED = Set.of("COMPLETED", "SKIPPED", "FAULTED", "CANCELED");

    static VisitLine read(String line) {
      String[] parts = line.split("\t");
      return new VisitLine(
          parts[1],
          parts[2],
          parts[3],
          parts[4],
          parts[5],
          optional(parts[6]).map(Instant::parse),
          optional(parts[7]).map(Instant::parse),
          parts[8]);
    }

    boolean isClosed() {
      return CLOSED.contains(state);
    }

    boolean isDone() {
      return state.equals("COMPLETED") || state.equals("SKIPPED");
    }

    boolean isClosedCall() {
      return isClosed() && kind.equals("http");
    }

    /** Returns what must be the same in each run of the workflow. */
    String essence() {
      return key + " " + state + " " + output;
    }
  }

  static Shown read(String life, List<String> lines) {
    Map<String, RunLine> runs = new LinkedHashMap<>();
    Map<String, VisitLine> visits = new LinkedHashMap<>();
    for (String line : lines) {
      if (line.startsWith("run\t")) {
        RunLine run = RunLine.read(line);
        runs.put(run.id(), run);
      } else {
        VisitLine visit = VisitLine.read(line);
        visits.put(visit.run() + visit.key(), visit);
      }
    }
    return new Shown(life, runs, visits);
  }

  /** Returns how many visits were closed that asked the outside with this key. */
  long closed(String idempotencyKey) {
    return visits.values().stream()
        .filter(it -> it.isClosedCall() && it.idempotencyKey().equals(idempotencyKey))
        .count();
  }

  boolean isCompleted(String idempotencyKey) {
    return visits.values().stream()
        .anyMatch(it -> it.isClosedCall()
            && it.state().equals("COMPLETED")
            && it.idempotencyKey().equals(idempotencyKey));
  }

  /** Returns the visits of a run and of the runs that it asked for, as they must always be. */
  List<String> essence(String run) {
    List<String> all = new ArrayList<>(visits.values().stream()
        .filter(it -> it.run().equals(run))
        .map(VisitLine::essence)
        .sorted()
        .toList());
    all.add("output " + runs.get(run).output());
    children(run).forEach(it -> all.addAll(essence(it)));
    return all;
  }

  /** Tells whether a run that it asked for was. */
  boolean hasChildTriedAgain(String run) {
    return children(run).stream().anyMatch(it -> runs.get(it).wasTriedAgain());
  }

  private List<String> children(String run) {
    return runs.values().stream()
        .filter(it -> it.parent().filter(run::equals).isPresent())
        .map(RunLine::id)
        .toList();
  }

  private static Optional<String> optional(String text) {
    return Optional.of(text).filter(it -> !it.equals(Mortal.NONE));
  }
}
