package dev.carillon.watching;

import dev.carillon.delivery.Answer;
import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.JdbcLedger;
import dev.carillon.jdbc.JdbcRefusalStore;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.run.Run;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.running.Arrivals;
import dev.carillon.running.House;
import dev.carillon.running.RunFilter;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.Wishes;
import dev.carillon.signature.Cause;
import dev.carillon.signature.RefusedDelivery;
import dev.carillon.signature.RefusedDelivery.Sender;
import dev.carillon.testing.MovingClock;
import dev.carillon.workflow.WorkflowId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/** A house with a watch, in which time passes only as a test says. */
final class Tower implements AutoCloseable {
  final MovingClock clock;
  final House house;
  final Ledger ledger;
  final Watch watch;
  private final boolean byQStash;

  private Tower(DatabaseAddress address, Instant now, boolean byQStash) {
    this.clock = new MovingClock(now);
    this.byQStash = byQStash;
    house = new House(address, clock).started();
    ledger = new JdbcLedger(house.database);
    watch = anotherWatch(ledger, "node-" + now);
  }

  /** Opens one whose schedules QStash rings, or would. */
  static Tower withQStash(DatabaseAddress address, Instant now) {
    return new Tower(address, now, true);
  }

  /** Opens one whose schedules the local engine rings, or would. */
  static Tower withLocalEngine(DatabaseAddress address, Instant now) {
    return new Tower(address, now, false);
  }

  Watch anotherWatch(Ledger over, String node) {
    return new Watch(over, house.runs, wording -> byQStash, house.changes, clock, node);
  }

  /** Switches a workflow on that ends at once. */
  WorkflowId scheduled(String name, String cron, String... wishes) {
    WorkflowId id = house.save(name, """
        - say:
            set: { a: 1 }
        """);
    edit(id, cron, wishes);
    return id;
  }

  void edit(WorkflowId id, String cron, String... wishes) {
    Map<String, Optional<String>> fields = new HashMap<>(Map.of("cron", Optional.of(cron)));
    for (int at = 0; at < wishes.length; at += 2) {
      fields.put(wishes[at], Optional.of(wishes[at + 1]));
    }
    house.scheduling.activate(id, new Wishes(fields));
  }

  /** Somebody deletes it in the Upstash console. */
  void deleteInConsole(WorkflowId id) {
    house.schedules.missing(ScheduleId.of(id), Optional.of(clock.instant()));
  }

  /** A delivery of QStash's does not pass the filter, for it was signed for another URL. */
  void refuse(WorkflowId id, Instant at) {
    new JdbcRefusalStore(house.database)
        .keep(
            new RefusedDelivery(
                at,
                "/api/qstash/webhook",
                new Sender(
                    Optional.of("msg_refused"),
                    Optional.of("carillon." + ScheduleId.of(id)),
                    Optional.empty()),
                Cause.URL,
                Optional.empty()),
            Optional.empty(),
            at);
  }

  void pause(WorkflowId id, Instant from, Instant until) {
    try (Connection connection = house.database.dataSource().getConnection();
        var insert = connection.prepareStatement("""
            insert into schedule_pause (schedule_id, from_at, until_at, reason, owner)
            values (?, ?, ?, 'holidays', 'Zoë')""")) {
      insert.setString(1, ScheduleId.of(id).value());
      insert.setObject(2, from.atOffset(java.time.ZoneOffset.UTC));
      insert.setObject(3, until.atOffset(java.time.ZoneOffset.UTC));
      insert.executeUpdate();
    } catch (SQLException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** Lets time pass, watched at each full minute. */
  void pass(Duration time) {
    passTo(clock.instant().plus(time));
  }

  void passTo(Instant end) {
    while (clock.instant().isBefore(end)) {
      Instant next = Instant.ofEpochSecond((clock.instant().getEpochSecond() / 60 + 1) * 60);
      clock.moveTo(next.isAfter(end) ? end : next);
      watch.tick();
      settle();
    }
  }

  /** Waits until no run is being walked. */
  void settle() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> runs(RunState.PENDING).isEmpty() && runs(RunState.RUNNING).isEmpty());
  }

  private List<Run> runs(RunState state) {
    return house.store.list(
        new RunFilter(Optional.empty(), Optional.of(state), Optional.empty()),
        Optional.empty(),
        1000);
  }

  List<Run> runsOf(WorkflowId id) {
    return house.store.list(
        new RunFilter(Optional.of(id), Optional.empty(), Optional.empty()),
        Optional.empty(),
        10_000);
  }

  /** A message of QStash's that was made at the due time comes now. */
  Answer deliver(WorkflowId id, String message, Instant due) {
    Answer answer = house.hand(
        Arrivals.of(house, id).message(message).createdAt(due.plusMillis(200)).build());
    settle();
    return answer;
  }

  Occurrence at(WorkflowId id, Instant due) {
    return ledger
        .find(ScheduleId.of(id), due)
        .orElseThrow(() -> new AssertionError("no row for " + due));
  }

  /** Returns how many due times became what: {@code RAN} or {@code MISSED superseded}. */
  Map<String, Integer> tally(WorkflowId id) {
    Map<String, Integer> tally = new TreeMap<>();
    for (Occurrence each : all(id)) {
      String word = each.verdict() + each.reason().map(it -> " " + it).orElse("");
      tally.merge(word, 1, Integer::sum);
    }
    return tally;
  }

  List<Occurrence> all(WorkflowId id) {
    return house.schedules.occurrences(ScheduleId.of(id), Optional.empty(), 100_000);
  }

  Trigger triggerOf(Occurrence occurrence) {
    return house.store.get(occurrence.run().orElseThrow()).trigger();
  }

  @Override
  public void close() {
    watch.stop();
    house.close();
  }
}
