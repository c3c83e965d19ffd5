package dev.carillon.crash;

import dev.carillon.crash.Shown.RunLine;
import dev.carillon.jdbc.DatabaseAddress;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/**
 * A process that is killed again and again, and begun again each time over the same database, while
 * it walks runs. Whatever the database shows then is held to what is promised. For one thread.
 */
public final class Siege implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final DatabaseAddress database;
  private final Path directory;
  private final DeadlyTarget target = new DeadlyTarget();
  private final Witness witness = new Witness();
  private final Times times = new Times();
  private final Counts counts = new Counts();
  private int lives;
  private boolean saved;

  /** Takes an empty database, and a directory for what the processes complain about. */
  public Siege(DatabaseAddress database, Path directory) {
    this.database = database;
    this.directory = directory;
  }

  /** Begins a life, starts runs of these workflows in it, and ends it; later lives finish them. */
  public void live(Blow blow, List<String> workflows) {
    Life life = begin();
    target.strike(life, blow);
    strike(life, blow, Blow.When.FROM_THE_START);
    boolean ready = life.isReady();
    boolean alive = ready && look(life, life.name());
    if (alive && save(life) && life.ask("walk").isPresent()) {
      strike(life, blow, Blow.When.AT_WORK);
      alive = workflows.stream().allMatch(it -> start(life, it).isPresent()) && work(life);
    }
    // A blow that has not fallen by now falls on a process that has nothing to do.
    life.kill();
    require(life.wasKilled(), life);
    settle();
    times.cutShort();
    witness.killed(life.name());
    counts.killed(blow.when());
    counts.count(ready ? "lives" : "killed before ready", 1);
    if (alive) {
      counts.count("killed at rest", 1);
    }
  }

  /** Lets the last life finish everything, and holds it all to what is promised. */
  public Counts end() {
    Map<String, String> undisturbed = new HashMap<>();
    try (Life life = begin()) {
      require(life.isReady() && look(life, life.name()), life);
      require(save(life) && life.ask("walk").isPresent(), life);
      for (String workflow : Constructs.all()) {
        start(life, workflow).ifPresent(run -> undisturbed.put(workflow, run));
      }
      require(work(life) && look(life, "the end"), life);
    }
    witness.compareWith(undisturbed);
    counts.count("lives", 1);
    counts.count("runs", witness.runs());
    counts.count("visits", witness.visits());
    counts.count("tried again", witness.triedAgain());
    counts.count("waits on time", witness.waits(times));
    counts.count("calls", target.calls().size());
    counts.count("calls repeated", witness.repeated(target.calls()));
    return counts;
  }

  private static void require(boolean alive, Life life) {
    if (!alive) {
      throw new AssertionError(life.name() + " ended by itself:\n" + life.complaints());
    }
  }

  private Life begin() {
    return Life.begin("life-" + ++lives, database, times.nextLife(), directory);
  }

  /** Waits until PostgreSQL has taken note of the end: what it was told before, it may do till then. */
  private void settle() {
    if (database.url().startsWith("jdbc:postgresql:")) {
      Awaitility.await().atMost(PATIENCE).until(this::isAlone);
    }
  }

  private boolean isAlone() throws SQLException {
    try (var connection = DriverManager.getConnection(
            database.url(), database.user(), database.password().orElse(""));
        var sql = connection.createStatement();
        var rows = sql.executeQuery("""
            select count(*) from pg_stat_activity
             where datname = current_database() and pid <> pg_backend_pid()""")) {
      return rows.next() && rows.getInt(1) == 0;
    }
  }

  private static void strike(Life life, Blow blow, Blow.When when) {
    if (blow.when() == when) {
      CompletableFuture.delayedExecutor(blow.pause().toNanos(), TimeUnit.NANOSECONDS)
          .execute(life::kill);
    }
  }

  private boolean look(Life life, String name) {
    Optional<List<String>> answer = life.ask("show");
    answer.ifPresent(lines -> witness.see(Shown.read(name, lines)));
    return answer.isPresent();
  }

  private boolean save(Life life) {
    saved = saved || life.ask("save " + target.uri()).isPresent();
    return saved;
  }

  private Optional<String> start(Life life, String workflow) {
    Optional<String> run = life.ask("start " + workflow).map(answer -> answer.get(0));
    run.ifPresent(witness::acknowledge);
    return run;
  }

  /** Moves the clock whenever all runs are parked, until all have ended; false if it died. */
  private boolean work(Life life) {
    List<String> before = List.of();
    long since = System.nanoTime();
    while (true) {
      Optional<List<String>> answer = life.ask("look");
      if (answer.isEmpty()) {
        return false;
      }
      List<RunLine> open =
          answer.get().stream().map(RunLine::read).filter(it -> !it.isEnded()).toList();
      if (open.isEmpty()) {
        return true;
      }
      if (open.stream().noneMatch(it -> it.isDue(times.now()))) {
        times.moveTo(nextWake(open));
        if (life.ask("move " + times.now()).isEmpty()) {
          return false;
        }
      } else if (!answer.get().equals(before)) {
        before = answer.get();
        since = System.nanoTime();
      } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
        throw new AssertionError("stuck: " + open + "\n" + life.complaints());
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private static Instant nextWake(List<RunLine> open) {
    return open.stream()
        .flatMap(it -> it.wakeAt().stream())
        .min(Comparator.naturalOrder())
        .orElseThrow(() -> new AssertionError("nothing will ever wake " + open));
  }

  @Override
  public void close() {
    target.close();
  }
}
