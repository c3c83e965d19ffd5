package dev.carillon.jdbc;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Finds out which runs belong together: parents and children, and those that were made in one
 * another's place. For one question, by one thread.
 */
final class Kin {
  private static final int PIECE = 500;

  private static final String MEMBERS = """
      select id, state, ended_at, schedule_id, due_time, steps from run where id in (<runs>)""";

  /** Each part goes along an index of its own. */
  private static final String TIES = """
      select parent_id as one, id as other from run where id in (<runs>) and parent_id is not null
       union all
      select parent_id as one, id as other from run where parent_id in (<runs>)
       union all
      select run_id as one, made_id as other from redrive
       where run_id in (<runs>) and made_id is not null
       union all
      select run_id as one, made_id as other from redrive where made_id in (<runs>)""";

  private final Handle handle;
  private final Map<String, Member> members = new HashMap<>();
  private final Map<String, Set<String>> ties = new HashMap<>();

  private Kin(Handle handle) {
    this.handle = handle;
  }

  /** What is to be known of a run. */
  record Member(
      String id,
      String state,
      Optional<Instant> endedAt,
      Optional<String> schedule,
      Optional<Instant> dueTime,
      long steps) {}

  private record Tie(String one, String other) {}

  /** Returns the families of some runs, each once and whole. */
  static List<OldRuns.Family> of(Handle handle, Collection<String> runs) {
    var kin = new Kin(handle);
    kin.gather(runs);
    return kin.families(runs);
  }

  static List<List<String>> inPieces(List<String> all) {
    List<List<String>> pieces = new ArrayList<>();
    for (int from = 0; from < all.size(); from += PIECE) {
      pieces.add(all.subList(from, Math.min(all.size(), from + PIECE)));
    }
    return pieces;
  }

  private void gather(Collection<String> runs) {
    Set<String> reached = new HashSet<>(runs);
    List<String> border = List.copyOf(reached);
    while (!border.isEmpty()) {
      List<String> next = new ArrayList<>();
      for (List<String> piece : inPieces(border)) {
        members(piece).forEach(it -> members.put(it.id(), it));
        for (Tie tie : ties(piece)) {
          ties.computeIfAbsent(tie.one(), any -> new HashSet<>()).add(tie.other());
          ties.computeIfAbsent(tie.other(), any -> new HashSet<>()).add(tie.one());
          List.of(tie.one(), tie.other()).stream().filter(reached::add).forEach(next::add);
        }
      }
      border = next;
    }
  }

  private List<Member> members(List<String> runs) {
    return handle
        .createQuery(MEMBERS)
        .bindList("runs", runs)
        .map((row, context) -> new Member(
            row.getString("id"),
            row.getString("state"),
            Values.atIfAny(row, "ended_at"),
            Values.textIfAny(row, "schedule_id"),
            Values.atIfAny(row, "due_time"),
            row.getLong("steps")))
        .list();
  }

  private List<Tie> ties(List<String> runs) {
    return handle
        .createQuery(TIES)
        .bindList("runs", runs)
        .map((row, context) -> new Tie(row.getString("one"), row.getString("other")))
        .list();
  }

  private List<OldRuns.Family> families(Collection<String> runs) {
    List<OldRuns.Family> families = new ArrayList<>();
    Set<String> told = new HashSet<>();
    for (String run : runs) {
      if (!told.contains(run)) {
        Set<String> family = familyOf(run);
        told.addAll(family);
        List<Member> youngestFirst = family.stream()
            .map(members::get)
            .filter(it -> it != null)
            .sorted(Comparator.comparing(Member::id).reversed())
            .toList();
        families.add(new OldRuns.Family(youngestFirst, family));
      }
    }
    return families;
  }

  private Set<String> familyOf(String run) {
    Set<String> family = new HashSet<>(Set.of(run));
    Deque<String> border = new ArrayDeque<>(family);
    while (!border.isEmpty()) {
      ties.getOrDefault(border.poll(), Set.of()).stream().filter(family::add).forEach(border::add);
    }
    return family;
  }
}
