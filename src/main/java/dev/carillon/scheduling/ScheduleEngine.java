package dev.carillon.scheduling;

import dev.carillon.run.MessageId;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What rings: it holds schedules and one-off messages, and hands in what is due. May be shared by
 * threads. Each method may throw {@link EngineRefusedException} (definitely not done) or {@link
 * EngineUnavailableException} (not known whether it was done).
 */
public interface ScheduleEngine {
  /** Returns {@code local} or {@code qstash}. */
  String name();

  /** Makes the engine hold the schedule as it is given; a second call changes nothing. */
  void put(Schedule schedule);

  /** Makes the engine not hold the schedule; fine if it does not. */
  void remove(ScheduleId id);

  /** Keeps the schedule from ringing; fine if it is paused or not held. */
  void pause(ScheduleId id);

  /** Lets a paused schedule ring from now on; fine if it does. */
  void resume(ScheduleId id);

  /** Returns all that the engine holds of ours. */
  List<Held> list();

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
   */
  record OneOff(WorkflowId workflow, String trigger, Optional<String> input) {}

  /** Takes a message back; returns false if it was handed in or is not known. */
  boolean cancel(MessageId message);
}
