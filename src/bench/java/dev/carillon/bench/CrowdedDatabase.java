package dev.carillon.bench;

import static java.time.temporal.ChronoUnit.DAYS;

import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.run.RunId;
import dev.carillon.running.House;
import dev.carillon.schedule.Schedule;
import dev.carillon.testing.MovingClock;
import dev.carillon.workflow.WorkflowId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A database as an installation of a thousand schedules leaves it after a hundred runs of each: the
 * workflows and schedules are saved and switched on as by hand, their past is written in batches.
 */
final class CrowdedDatabase {
  static final int SCHEDULES = Integer.getInteger("dashboard.schedules", 1_000);
  static final int RUNS_OF_EACH = 100;

  /** Of so many due times one did not run. */
  private static final int GAP = 26;

  private static final int DUE_TIMES_OF_EACH = RUNS_OF_EACH * GAP / (GAP - 1);

  /** So many more due times of the first schedule did not run. */
  private static final int GAPS_OF_THE_FIRST = 300;

  private static final int STEPS_OF_THE_SHOWN = 200;
  private static final String TASKS = """
      - one: {set: {a: 1}}
      - two: {set: {b: 2}}
      - three: {call: log, with: {message: done}}""";

  private final Instant now = Instant.now();
  private final List<Batch> batches = new ArrayList<>();
  private Batch runs;
  private Batch attempts;
  private Batch steps;
  private Batch occurrences;
  private Batch messages;
  private Batch deliveries;
  private Batch letters;
  private RunId shown;

  private CrowdedDatabase() {}

  /** Fills a database that is not open, and returns the run of many steps. */
  static RunId fill(DatabaseAddress address) throws SQLException {
    return new CrowdedDatabase().filled(address);
  }

  /** Returns the id of a workflow, and so of its schedule. */
  static String name(int number) {
    return "workflow-%04d".formatted(number);
  }

  private RunId filled(DatabaseAddress address) throws SQLException {
    try (House house = new House(address, new MovingClock(now.minus(110, DAYS)))) {
      try (Connection connection = house.database.dataSource().getConnection()) {
        connection.setAutoCommit(false);
        prepare(connection);
        for (int number = 0; number < SCHEDULES; number++) {
          house.activate(house.save(name(number), "1.0.0", TASKS, ""), cron(number));
        }
        for (int number = 0; number < SCHEDULES; number++) {
          WorkflowId id = new WorkflowId(name(number));
          past(
              number,
              house.schedules.find(House.scheduleOf(id)).orElseThrow(),
              house.workflows.find(id).orElseThrow().hash().value());
          if (number % 20 == 0) {
            flush();
            connection.commit();
          }
        }
        flush();
        try (var settle = connection.prepareStatement(
            "update watch set settled_until = ?, due_time = null, watch_at = ?")) {
          settle.setObject(1, now.atOffset(ZoneOffset.UTC));
          settle.setObject(2, now.atOffset(ZoneOffset.UTC));
          settle.executeUpdate();
        }
        connection.commit();
      }
    }
    return shown;
  }

  /** One of ten is hourly, the others are daily, so that little rings while it is measured. */
  private static String cron(int number) {
    return number % 10 == 9
        ? number * 7 % 60 + " * * * *"
        : number * 7 % 60 + " " + number % 24 + " * * *";
  }

  private void past(int number, Schedule schedule, String hash) throws SQLException {
    Instant due = now;
    for (int age = 0; age < DUE_TIMES_OF_EACH + (number == 0 ? GAPS_OF_THE_FIRST : 0); age++) {
      due = schedule.wording().timetable().previous(due).orElseThrow();
      if ((age + number) % GAP == 0 || age >= DUE_TIMES_OF_EACH) {
        boolean isMissed = number % 2 == 0;
        occurrences.add(
            name(number),
            due,
            1,
            isMissed ? "MISSED" : "SKIPPED",
            isMissed ? "WE_WERE_DOWN" : "OVERLAP",
            null,
            null,
            0);
      } else {
        run(number, age, due, hash);
      }
    }
  }

  private static String state(int number, int age) {
    int drawn = (number * 31 + age * 17) % 100;
    if (age < 2 && number % 50 < 3) {
      return List.of("RUNNING", "WAITING", "RETRYING").get(number % 50);
    }
    return drawn < 4 ? "FAILED" : drawn < 6 ? "CANCELED" : "SUCCEEDED";
  }

  private void run(int number, int age, Instant due, String hash) throws SQLException {
    Instant made = due.plusMillis(40 + number % 300);
    Instant end = made.plusMillis(200 + (number * 13 + age * 7919L) % 9_000);
    RunId id = RunId.of(made.toEpochMilli(), number, age);
    String message = "loc_%s_%d".formatted(name(number), due.getEpochSecond());
    String state = state(number, age);
    boolean isEnded = List.of("SUCCEEDED", "FAILED", "CANCELED").contains(state);
    boolean isFailed = state.equals("FAILED");
    boolean isShown = shown == null && number == 1 && state.equals("SUCCEEDED");
    shown = isShown ? id : shown;
    int visits = isShown ? STEPS_OF_THE_SHOWN : 3;
    runs.add(
        id.value(),
        name(number),
        name(number),
        "1.0.0",
        hash,
        name(number),
        1,
        due,
        "CRON",
        state,
        "{\"order\":" + age + "}",
        isEnded && !isFailed ? "{\"a\":1,\"b\":2}" : null,
        isFailed ? error(age) : null,
        state.equals("CANCELED") ? "no longer needed" : null,
        1,
        4,
        message,
        "OURS",
        made,
        made.plusMillis(5),
        isEnded ? end : null,
        due,
        isEnded ? null : now.plus(1, DAYS),
        isEnded ? null : "another",
        1L,
        (long) visits,
        (long) visits);
    attempts.add(
        id.value(), 1, made.plusMillis(5), isEnded ? end : null, isFailed ? error(age) : null);
    occurrences.add(
        name(number), due, 1, "RAN", null, id.value(), made.toEpochMilli() - due.toEpochMilli(), 0);
    messages.add(message, id.value(), isEnded ? "SUCCEEDED" : null, false, made);
    deliveries.add(
        message,
        0,
        "local",
        made,
        id.value(),
        isEnded ? end : null,
        isEnded ? 200 : null,
        isEnded ? "SUCCEEDED" : null,
        false);
    if (isFailed) {
      letters.add(
          message,
          id.value(),
          name(number),
          name(number),
          name(number),
          "its run failed",
          end,
          due);
    }
    if (isShown || age % 5 == 0) {
      steps(id, visits, made);
    }
  }

  private void steps(RunId run, int visits, Instant begun) throws SQLException {
    for (int visit = 1; visit <= visits; visit++) {
      int task = (visit - 1) % 3;
      String name = List.of("one", "two", "three").get(task);
      steps.add(
          run.value(),
          "/do",
          task + "/" + name,
          (visit + 2) / 3,
          (long) visit,
          (long) visit,
          "/do/" + task + "/" + name,
          name,
          task == 2 ? "call" : "set",
          "COMPLETED",
          1,
          "{\"order\":1}",
          "{\"a\":1,\"b\":2}",
          begun.plusMillis(visit),
          begun.plusMillis(visit + 1));
    }
  }

  private static String error(int age) {
    return """
        {"type":"https://serverlessworkflow.io/spec/1.0.0/errors/communication","status":503,\
        "title":"the other side is not available","detail":"answer number %d was 503"}""".formatted(age);
  }

  private void prepare(Connection connection) throws SQLException {
    runs = batch(connection, "run", """
        id, workflow_id, workflow_name, version, hash, schedule_id, revision, due_time, trigger,
        state, input, output, error, cancel_reason, attempts, max_attempts, message_id, ownership,
        created_at, started_at, ended_at, rank_at, free_at, lease_owner, fence, writes, steps""");
    attempts = batch(connection, "run_attempt", "run_id, number, started_at, ended_at, error");
    steps = batch(connection, "step", """
        run_id, block, task, visit, number, written, pointer, name, kind, state, attempt, raw,
        output, started_at, ended_at""");
    occurrences = batch(connection, "occurrence", """
        schedule_id, due_time, revision, verdict, reason, run_id, lateness_ms, duplicates""");
    messages = batch(connection, "message", "id, run_id, verdict, duplicate, seen_at");
    deliveries = batch(connection, "delivery", """
        message_id, retried, route, received_at, run_id, answered_at, status, verdict, duplicate""");
    letters = batch(connection, "dead_letter", """
        message_id, run_id, workflow_id, workflow_name, schedule_id, detail, given_up_at, due_time""");
  }

  private Batch batch(Connection connection, String table, String columns) throws SQLException {
    String places = ", ?".repeat(columns.split(",").length).substring(2);
    Batch made = new Batch(connection.prepareStatement(
        "insert into " + table + " (" + columns + ") values (" + places + ")"));
    batches.add(made);
    return made;
  }

  private void flush() throws SQLException {
    for (Batch batch : batches) {
      batch.insert.executeBatch();
    }
  }

  private record Batch(PreparedStatement insert) {
    void add(Object... row) throws SQLException {
      for (int place = 0; place < row.length; place++) {
        insert.setObject(
            place + 1, row[place] instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : row[place]);
      }
      insert.addBatch();
    }
  }
}
