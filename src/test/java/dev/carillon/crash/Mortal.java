package dev.carillon.crash;

import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.run.Run;
import dev.carillon.run.Visit;
import dev.carillon.running.House;
import dev.carillon.running.Journal;
import dev.carillon.running.LeaseLostException;
import dev.carillon.running.RunFilter;
import dev.carillon.running.Runs;
import dev.carillon.testing.MovingClock;
import dev.carillon.workflow.WorkflowId;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A process of the rooms below the doors that is there to be killed. It does what its standard input
 * says, a command a line, and ends each answer with a line {@value #OVER}. Its clock stands still
 * until it is told the time, so nothing in it is due unasked. It ends when its input does.
 */
final class Mortal {
  static final String OVER = ".";
  static final String READY = "ready";
  static final String REFUSED = "refused";
  static final String NONE = "-";

  private static final int MANY = 100_000;

  private final House house;
  private final MovingClock clock;

  private Mortal(House house, MovingClock clock) {
    this.house = house;
    this.clock = clock;
  }

  /** Takes URL, user and password of the database, the time and the name of its life. */
  public static void main(String[] told) throws Exception {
    var address =
        new DatabaseAddress(told[0], told[1], Optional.of(told[2]).filter(it -> !it.isEmpty()));
    MovingClock clock = MovingClock.at(told[3]);
    try (House house =
        new House(address, clock, new Runs.Terms(32, Duration.ofSeconds(20)), Mortal::telling)) {
      house.secrets.put("life", House.json("\"" + told[4] + "\""));
      say(READY);
      new Mortal(house, clock).obey();
    }
  }

  private void obey() throws Exception {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      answer(words[0], words[words.length - 1]);
      say(OVER);
    }
  }

  private void answer(String command, String word) {
    switch (command) {
      case "save" -> Constructs.save(house, word);
      case "walk" -> house.runs.start();
      case "start" -> say(house.start(new WorkflowId(word), "").value());
      case "move" -> {
        clock.moveTo(Instant.parse(word));
        house.runs.walkers().sweep();
      }
      case "look" -> runs().forEach(Mortal::tell);
      case "show" -> runs().forEach(this::show);
      default -> throw new IllegalArgumentException(command);
    }
  }

  private List<Run> runs() {
    return house.store.list(RunFilter.ALL, Optional.empty(), MANY);
  }

  private static void tell(Run run) {
    say(
        "run",
        run.id().value(),
        run.workflow().value(),
        run.state().name(),
        text(run.wakeAt()),
        text(run.parent()),
        text(run.output()),
        Integer.toString(run.attempts()));
  }

  private void show(Run run) {
    tell(run);
    house.journal.page(run.id(), 0, MANY).forEach(it -> show(run, it.visit()));
  }

  private static void show(Run run, Visit visit) {
    say(
        "visit",
        run.id().value(),
        visit.key().value(),
        run.id() + visit.key().idempotent(),
        visit.kind(),
        visit.state().name(),
        text(visit.endedAt()),
        text(visit.wakeAt()),
        text(visit.output()));
  }

  private static String text(Optional<?> value) {
    return value.map(Object::toString).orElse(NONE);
  }

  private static synchronized void say(String... words) {
    System.out.println(String.join("\t", words));
    System.out.flush();
  }

  /** Tells of each write that was refused because the lease was lost. */
  private static Journal telling(Journal journal) {
    return (Journal) Proxy.newProxyInstance(
        Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, given) -> {
          try {
            return method.invoke(journal, given);
          } catch (InvocationTargetException broken) {
            if (broken.getCause() instanceof LeaseLostException lost) {
              say(REFUSED, lost.getMessage());
            }
            throw broken.getCause();
          }
        });
  }
}
