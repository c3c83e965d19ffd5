package dev.carillon.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Removes runs with all that belongs to them, in one transaction. Whoever wants one done again locks
 * its row too, so that is seen here, or finds no run.
 */
record RunRemoval(Handle database, Instant before, Instant listed) {
  private static final String LOCK = """
      select id from run
       where id in (<runs>) and ended_at < :before
         and state in ('SUCCEEDED', 'FAILED', 'CANCELED')
       order by id for update""";

  /**
   * A message that came lately may come again; and QStash's list of dead letters is looked at again, in
   * which one that nobody knows any more would seem to be new.
   */
  private static final String HEARD_OF = """
      select run_id from message where run_id in (<runs>) and seen_at >= :before
       union all
      select run_id from delivery where run_id in (<runs>) and received_at >= :before
       union all
      select run_id from dead_letter
       where run_id in (<runs>) and dlq_id is not null and gone_at is null
         and given_up_at >= :listed""";

  private static final String HEIRS = """
      select run_id, made_id from redrive where run_id in (<runs>) and made_id is not null""";

  private static final String LEAVE_STEPS = """
      insert into loose_steps (run_id)
      select id from run where id in (<runs>) and not exists (
        select 1 from loose_steps where loose_steps.run_id = run.id)""";

  int remove(List<OldRuns.Family> families) {
    Set<String> spoken = spokenFor(families);
    List<OldRuns.Family> free = families.stream()
        .filter(it -> it.left().stream().noneMatch(member -> spoken.contains(member.id())))
        .toList();
    List<Kin.Member> runs = free.stream().flatMap(it -> it.left().stream()).toList();
    if (!runs.isEmpty()) {
      journals(runs);
      List<String> ids = runs.stream().map(Kin.Member::id).toList();
      for (String table : List.of("message", "delivery", "dead_letter")) {
        execute("delete from " + table + " where run_id in (<runs>)", ids);
      }
      // Attempts, redrives and nudges go with it.
      execute("delete from run where id in (<runs>)", ids);
    }
    return runs.size();
  }

  /** Returns those that are not to go after all, of a family or a part of one. */
  private Set<String> spokenFor(List<OldRuns.Family> families) {
    Map<String, Set<String>> familyOf = new HashMap<>();
    families.forEach(it -> it.left().forEach(member -> familyOf.put(member.id(), it.all())));
    List<String> ids = List.copyOf(familyOf.keySet());
    Set<String> spoken = new HashSet<>(ids);
    ask(LOCK, ids).forEach(spoken::remove);
    spoken.addAll(ask(HEARD_OF, ids));
    database
        .createQuery(HEIRS)
        .bindList("runs", ids)
        .map((row, context) -> Map.entry(row.getString("run_id"), row.getString("made_id")))
        .list()
        .stream()
        .filter(it -> !familyOf.get(it.getKey()).contains(it.getValue()))
        .forEach(it -> spoken.add(it.getKey()));
    return spoken;
  }

  private List<String> ask(String sql, List<String> ids) {
    return database
        .createQuery(sql)
        .bindList("runs", ids)
        .bind("before", Values.at(before))
        .bind("listed", Values.at(listed))
        .mapTo(String.class)
        .list();
  }

  private void journals(List<Kin.Member> runs) {
    List<String> longOnes = new ArrayList<>();
    List<String> shortOnes = new ArrayList<>();
    runs.forEach(it -> (it.steps() > LooseSteps.LONG ? longOnes : shortOnes).add(it.id()));
    if (!longOnes.isEmpty()) {
      execute(LEAVE_STEPS, longOnes);
    }
    if (!shortOnes.isEmpty()) {
      execute("delete from step where run_id in (<runs>)", shortOnes);
      execute("delete from step_value where run_id in (<runs>)", shortOnes);
    }
  }

  private void execute(String sql, List<String> ids) {
    database.createUpdate(sql).bindList("runs", ids).execute();
  }
}
