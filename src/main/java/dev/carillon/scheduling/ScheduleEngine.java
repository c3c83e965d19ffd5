package dev.carillon.scheduling;

import dev.carillon.run.MessageId;
import dev.carillon.run.RunId;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What rings: it holds schedules and one-off messages, and hands in what is due. May be shared by
 * threads. Each method may throw {@link EngineRefusedException} (definitely not done) or {@link
 * EngineUnavailableException} (not known whether it was done).
 */
public interface ScheduleEngine {
  /**
   * Name of the fact that tells in which account a schedule is held, where there are several: a kind,
   * a colon and a hash. Of the kind {@code user} two that differ are two accounts; {@code token} may
   * differ for the same one; {@code memory} is forgotten when its server ends. It is never found, only
   * told.
   */
  String ACCOUNT = "account";

  /** Returns {@code local} or {@code qstash}. */
  String name();

  /** Returns what it calls a schedule of ours, as {@link Found#name()} tells it. */
  default String nameOf(ScheduleId id) {
    return id.value();
  }

  /** Makes the engine hold the schedule as it is given; a second call changes nothing. */
  void put(Schedule schedule);

  /**
   * As {@link #put}, and sends it also if the engine seems to hold it: it was told before what it does
   * not show.
   */
  default void putAnew(Schedule schedule) {
    put(schedule);
  }

  /** Makes the engine not hold the schedule; fine if it does not. */
  void remove(ScheduleId id);

  /** Keeps the schedule from ringing; fine if it is paused or not held. */
  void pause(ScheduleId id);

  /** Lets a paused schedule ring from now on; fine if it does. */
  void resume(ScheduleId id);

  /** Returns all that the engine holds of ours. */
  List<Held> list();

  /**
   * Returns all that concerns us, whoever made it: what bears a name of ours, and what rings us under
   * another. Where the engine is wholly ours, that is what {@link #list()} returns.
   */
  default List<Found> survey() {
    return list().stream().map(Found::ofOurs).toList();
  }

  /**
   * Returns one of ours as it is held now, whoever made it; a list may be short or old, this is not.
   */
  default Optional<Found> find(ScheduleId id) {
    return survey().stream()
        .filter(it -> it.id().filter(id::equals).isPresent())
        .findFirst();
  }

  /**
   * Removes a schedule that somebody made by hand, by its own name; fine if it is not there. Only
   * where others can make schedules beside us.
   *
   * @param name as {@link Found#name()} tells it; never one of ours
   */
  default void removeForeign(String name) {
    throw new EngineRefusedException("nobody makes schedules by hand in the " + name() + " engine");
  }

  /**
   * Pauses or resumes a schedule that somebody made by hand; fine if it is so already, or not there.
   */
  default void pauseForeign(String name, boolean paused) {
    throw new EngineRefusedException("nobody makes schedules by hand in the " + name() + " engine");
  }

  /**
   * Returns when a schedule that somebody made by hand rang last; empty if it never did, or is not
   * there.
   */
  default Optional<Instant> rangLast(String name) {
    throw new EngineRefusedException("nobody makes schedules by hand in the " + name() + " engine");
  }

  /**
   * Returns the facts that a schedule would be held with, to be compared with {@link Found#facts()}.
   */
  default Map<String, String> facts(Schedule wanted) {
    return Found.facts(
        wanted.revision(),
        wanted.wording().cron().text(),
        wanted.wording().zone().getId());
  }

  /**
   * A schedule as a survey finds it.
   *
   * @param name as the engine calls it
   * @param id ours, if the name is one of ours
   * @param installation whose it says it is; empty if it does not say, or the engine is wholly ours
   * @param revision which it was given; 0 if it does not say
   * @param destination the address that it rings, secrets masked; empty where there is none
   * @param facts all that can be compared, by name: {@code cron}, {@code destination}, {@code
   *     method}, …; secrets masked or hashed
   * @param paused whether the engine keeps it from ringing
   * @param next when it will ring next; empty if it is paused or never will
   */
  record Found(
      String name,
      Optional<ScheduleId> id,
      Optional<String> installation,
      int revision,
      String destination,
      Map<String, String> facts,
      boolean paused,
      Optional<Instant> next) {
    /** Copies the facts. */
    public Found {
      facts = Map.copyOf(facts);
    }

    /**
     * Returns the names of the facts in which this is not as wanted, in order. A fact that only one
     * side tells is not compared: engines do not show all that they were given.
     *
     * @param wanted as {@link ScheduleEngine#facts} tells them
     */
    public SortedSet<String> differences(Map<String, String> wanted) {
      SortedSet<String> names = new TreeSet<>(facts.keySet());
      names.removeIf(name -> !wanted.containsKey(name) || wanted.get(name).equals(facts.get(name)));
      return names;
    }

    private static Found ofOurs(Held held) {
      return new Found(
          held.id().value(),
          Optional.of(held.id()),
          Optional.empty(),
          held.revision(),
          "",
          facts(held.revision(), held.cron(), held.zone()),
          held.paused(),
          held.next());
    }

    private static Map<String, String> facts(int revision, String cron, String zone) {
      return Map.of("revision", String.valueOf(revision), "cron", cron, "timezone", zone);
    }
  }

  /**
   * A schedule as the engine holds it.
   *
   * @param revision which it was given
   * @param next when it will ring next; empty if it is paused or never will
   */
  record Held(
      ScheduleId id,
      int revision,
      String cron,
      String zone,
      boolean paused,
      Optional<Instant> next) {}

  /**
   * Sends a message through the engine, which hands it in once, not before an instant.
   *
   * @return names the message
   */
  MessageId send(OneOff message, Instant notBefore);

  /**
   * A message that asks for a run.
   *
   * @param workflow what is to run
   * @param trigger why, as {@link dev.carillon.run.Trigger#word()} spells it
   * @param input JSON text; empty for none
   * @param wakes the run that it wakes, for a nudge; such a message makes no run
   */
  record OneOff(
      WorkflowId workflow, String trigger, Optional<String> input, Optional<RunId> wakes) {
    /** Asks for a run. */
    public OneOff(WorkflowId workflow, String trigger, Optional<String> input) {
      this(workflow, trigger, input, Optional.empty());
    }
  }

  /** Takes a message back; returns false if it was handed in or is not known. */
  boolean cancel(MessageId message);
}
