package dev.carillon.workflow;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a definition says about when it is due and how: {@code schedule.cron} and the members of
 * {@code document.metadata.carillon}. Each may be missing; the schedule then has its own default.
 * All texts were checked when the definition was saved.
 *
 * @param cron five fields or a macro
 * @param timezone an IANA name
 * @param retries attempts after the first
 * @param overlap {@code skip}, {@code queue}, {@code allow} or {@code cancel-previous}
 * @param catchUp {@code none}, {@code last} or {@code all}
 * @param engine {@code auto} or {@code local}
 * @param standby {@code on} or {@code off}
 * @param retryDelay an expression of QStash for the waits before retries
 * @param start the first point of time that is meant
 * @param end the last one
 * @param blackout when no due time is to run; parts with {@code ;} between
 * @param grace how late a due time may be
 * @param longestRun for how long a run of the schedule may go on
 * @param spread within how long after their due times runs begin
 * @param calendars the names of the calendars it goes by
 * @param repeatedHour {@code once} or {@code twice}
 * @param skippedHour {@code skip} or {@code run-after}
 * @param acknowledgeWhenAccepted {@code ack: accepted}: a delivery is answered as soon as its run
 *     is committed
 * @param concurrency how many of its runs may be under way at a time; empty for any number
 */
public record ScheduleDefaults(
    Optional<String> cron,
    Optional<String> timezone,
    OptionalInt retries,
    Optional<String> overlap,
    Optional<String> catchUp,
    Optional<String> engine,
    Optional<String> standby,
    Optional<String> retryDelay,
    Optional<String> start,
    Optional<String> end,
    Optional<String> blackout,
    Optional<String> grace,
    Optional<String> longestRun,
    Optional<String> spread,
    Optional<String> calendars,
    Optional<String> repeatedHour,
    Optional<String> skippedHour,
    boolean acknowledgeWhenAccepted,
    OptionalInt concurrency) {
  /** A definition that is silent about all of it. */
  public static final ScheduleDefaults NONE = new ScheduleDefaults(
      Optional.empty(),
      Optional.empty(),
      OptionalInt.empty(),
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      false,
      OptionalInt.empty());
}
