package dev.carillon.scheduling;

import dev.carillon.schedule.RungBy;
import dev.carillon.schedule.Schedule;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The engines of this house, and where each schedule belongs. The local one is always there and
 * wholly ours; in QStash others may make schedules beside us. May be shared by threads.
 */
public final class Engines {
  private static final String LOCAL = "local";

  private final ScheduleEngine local;
  private final Optional<ScheduleEngine> qstash;
  private final boolean qstashRings;
  private final BooleanSupplier othersRing;

  private Engines(
      ScheduleEngine local,
      Optional<ScheduleEngine> qstash,
      boolean qstashRings,
      BooleanSupplier othersRing) {
    this.local = local;
    this.qstash = qstash;
    this.qstashRings = qstashRings;
    this.othersRing = othersRing;
  }

  /** Returns a house in which the local engine rings and QStash is not known. */
  public static Engines local(ScheduleEngine local) {
    return new Engines(local, Optional.empty(), false, () -> false);
  }

  /**
   * Returns one in which the local engine rings, and QStash may still hold what it rang before.
   *
   * @param othersRing whether another process on this database lets QStash ring; then it stays there
   */
  public static Engines leaving(
      ScheduleEngine qstash, ScheduleEngine local, BooleanSupplier othersRing) {
    return new Engines(local, Optional.of(qstash), false, othersRing);
  }

  /** Returns one in which QStash rings, but for the schedules that are set to the local engine. */
  public static Engines qstash(ScheduleEngine qstash, ScheduleEngine local) {
    return new Engines(local, Optional.of(qstash), true, () -> false);
  }

  /** Returns the engine that rings what is not set to another, and sends messages. */
  public ScheduleEngine main() {
    return qstashRings ? qstash.orElseThrow() : local;
  }

  /** Returns the engine that a schedule belongs to. */
  public ScheduleEngine of(Schedule schedule) {
    return schedule.wording().rungBy() == RungBy.LOCAL ? local : main();
  }

  /** Returns the engine of that name, if it can be asked. */
  Optional<ScheduleEngine> named(String name) {
    return all().stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /** Tells whether others may make schedules in it beside us. */
  boolean isShared(ScheduleEngine engine) {
    return qstash.filter(it -> it == engine).isPresent();
  }

  /** Tells whether what does not belong to an engine may be taken out of it. */
  boolean mayLeave(ScheduleEngine engine) {
    return engine == local || qstashRings || !othersRing.getAsBoolean();
  }

  /** Returns those that can be asked, the one that rings first. */
  List<ScheduleEngine> all() {
    Stream<ScheduleEngine> both = Stream.concat(qstash.stream(), Stream.of(local));
    return qstashRings
        ? both.toList()
        : Stream.concat(Stream.of(local), qstash.stream()).toList();
  }

  /** Tells whether QStash rings; else nothing of ours should be there. */
  public boolean qstashRings() {
    return qstashRings;
  }

  /** Tells whether an engine of that name is the local one. */
  static boolean isLocal(String name) {
    return name.equals(LOCAL);
  }
}
