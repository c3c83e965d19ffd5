package dev.carillon.jdbc;

import dev.carillon.retention.Horizon;
import dev.carillon.retention.RetentionStore.Kind;
import dev.carillon.retention.RetentionStore.Removed;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Removes runs that ended long ago, family by family: those that asked for one another, and those that
 * were made in one another's place.
 */
final class OldRuns implements JdbcRetentionStore.Sweep {
  private static final int PAGE = 100;

  /** As many rows of runs and of their steps go in a transaction, more or less. */
  private static final int MOST = 1_000;

  private static final List<String> STATES = List.of("CANCELED", "FAILED", "SUCCEEDED");

  private static final String OLD = """
      select id, ended_at from run
       where state = :state and ended_at >= :from and ended_at < :before
         and (ended_at > :from or id > :after)
       order by state, ended_at, id fetch first :limit rows only""";

  /** Of runs that failed those that nobody has seen to, and that nothing has made up for. */
  private static final String OPEN = """
      select run.id from dead_letter letter
        join run on run.id = letter.run_id
       where letter.run_id in (<runs>)
         and letter.given_up_at >= :open
         and letter.removed_at is null and letter.sent_again_as is null
         and run.state <> 'SUCCEEDED'
         and not exists (
           select 1 from run heir
            where heir.redrive_root = coalesce(run.redrive_root, run.id)
              and heir.state = 'SUCCEEDED')
         and not exists (
           select 1 from occurrence
             join run later on later.id = occurrence.run_id and later.state = 'SUCCEEDED'
            where occurrence.schedule_id = run.schedule_id
              and occurrence.due_time = run.due_time)""";

  /** What QStash may still list. */
  private static final String LISTED = """
      select letter.run_id from dead_letter letter
       where letter.run_id in (<runs>) and letter.dlq_id is not null and letter.gone_at is null
         and letter.given_up_at >= :listed""";

  /** Each workflow shows its last run, however it was begun. */
  private static final String LAST = """
      select run.id from run
        join workflow on workflow.id = run.workflow_id and not workflow.removed
       where run.id in (<runs>)
         and not exists (
           select 1 from run newer
            where newer.workflow_id = run.workflow_id and newer.id > run.id)""";

  private final Database database;
  private final Instant before;
  private final Instant open;
  private final Instant listed;
  private final NewestRows newest;
  private final Deque<Family> found = new ArrayDeque<>();
  private final Set<String> seen = new HashSet<>();
  private int state;
  private Instant from = Instant.EPOCH;
  private String after = "";

  /**
   * @param before by their end
   * @param newest due times of each schedule, whose runs stay
   */
  OldRuns(Database database, Horizon horizon, Instant before, NewestRows newest) {
    this.database = database;
    this.before = before;
    this.open = horizon.runsAndDueTimes().orElse(Instant.EPOCH);
    this.listed = horizon.listed();
    this.newest = newest;
  }

  /**
   * Runs that go together, the youngest first: children before whom they were made for. What is left
   * after a kill is whole and goes later.
   */
  record Family(List<Kin.Member> left, Set<String> all) {
    int weight() {
      return left.stream().mapToInt(OldRuns::weight).sum();
    }

    /** Returns the first ones that weigh not much more than that, and what is left without them. */
    List<Family> split(int most) {
      int count = 0;
      for (int sum = 0; count < left.size() && sum < most; count++) {
        sum += OldRuns.weight(left.get(count));
      }
      return List.of(
          new Family(left.subList(0, count), all),
          new Family(left.subList(count, left.size()), all));
    }
  }

  private static int weight(Kin.Member run) {
    return 1 + (int) Math.min(run.steps(), LooseSteps.LONG);
  }

  @Override
  public Optional<Removed> next() {
    while (found.isEmpty() && state < STATES.size()) {
      if (look() && found.isEmpty()) {
        // Whoever asks may want to end before all that stays was looked at.
        return Optional.of(new Removed(Kind.RUNS, 0));
      }
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    List<Family> some = some();
    int count = database
        .transactions()
        .write(handle -> new RunRemoval(handle, before, listed).remove(some));
    // Whoever went does not come again; a year of runs by their ids would be a heap full.
    some.forEach(it -> seen.removeAll(it.all()));
    return Optional.of(new Removed(Kind.RUNS, count));
  }

  /** Returns how many runs it knows by their ids, for those who watch its size. */
  int remembered() {
    return seen.size();
  }

  /** Takes as many as go at once; of a family that is too large for that a part. */
  private List<Family> some() {
    List<Family> some = new ArrayList<>();
    int weight = 0;
    while (!found.isEmpty() && weight + found.peek().weight() <= MOST) {
      weight += found.peek().weight();
      some.add(found.poll());
    }
    if (some.isEmpty()) {
      List<Family> parts = found.poll().split(MOST);
      some.add(parts.get(0));
      if (!parts.get(1).left().isEmpty()) {
        found.push(parts.get(1));
      }
    }
    return some;
  }

  private record Ended(String id, Instant at) {}

  /** Looks at the next old ones; returns false if there were none of that state. */
  private boolean look() {
    List<Ended> page = page();
    List<String> fresh =
        page.stream().map(Ended::id).filter(id -> !seen.contains(id)).toList();
    if (!fresh.isEmpty()) {
      List<Family> families = database.transactions().read(handle -> Kin.of(handle, fresh));
      families.forEach(it -> seen.addAll(it.all()));
      found.addAll(mayGo(families));
    }
    if (page.size() < PAGE) {
      state++;
      from = Instant.EPOCH;
      after = "";
    } else {
      from = page.get(PAGE - 1).at();
      after = page.get(PAGE - 1).id();
    }
    return !page.isEmpty();
  }

  private List<Ended> page() {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery(OLD)
            .bind("state", STATES.get(state))
            .bind("from", Values.at(from))
            .bind("before", Values.at(before))
            .bind("after", after)
            .bind("limit", PAGE)
            .map((row, context) -> new Ended(row.getString("id"), Values.at(row, "ended_at")))
            .list());
  }

  private List<Family> mayGo(List<Family> families) {
    List<Family> old = families.stream()
        .filter(it -> it.left().stream().allMatch(this::isOver))
        .toList();
    Set<String> needed = database.transactions().read(handle -> needed(handle, old));
    return old.stream()
        .filter(it -> it.all().stream().noneMatch(needed::contains))
        .toList();
  }

  private boolean isOver(Kin.Member run) {
    return STATES.contains(run.state())
        && run.endedAt().filter(at -> at.isBefore(before)).isPresent()
        && !tellsHowItsScheduleDoes(run);
  }

  private boolean tellsHowItsScheduleDoes(Kin.Member run) {
    return run.schedule()
        .flatMap(id -> run.dueTime().map(due -> !due.isBefore(newest.of(id).telling())))
        .orElse(false);
  }

  private Set<String> needed(Handle handle, List<Family> families) {
    Set<String> needed = new HashSet<>();
    List<String> ids = families.stream().flatMap(it -> it.all().stream()).toList();
    Kin.inPieces(ids)
        .forEach(piece -> Stream.of(OPEN, LISTED, LAST)
            .forEach(sql -> needed.addAll(handle
                .createQuery(sql)
                .bindList("runs", piece)
                .bind("open", Values.at(open))
                .bind("listed", Values.at(listed))
                .mapTo(String.class)
                .list())));
    return needed;
  }
}
