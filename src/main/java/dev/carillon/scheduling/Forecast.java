package dev.carillon.scheduling;

import dev.carillon.cron.Timetable;
import dev.carillon.schedule.Bounds;
import dev.carillon.schedule.MeantTimes;
import dev.carillon.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How far the plan of QStash reaches for the schedules that QStash rings. Each due time is a message;
 * at worst each is retried as often as it may be and then given up, which calls back once more; those
 * that are not meant to run are messages that do not fail.
 * Immutable.
 *
 * @param quota what the plan allows
 * @param schedules how many schedules of ours it holds
 * @param messages how many messages the next 24 hours bring
 * @param worstCase how many if every one of them fails to the end
 * @param runsOutAt when the messages of a day of UTC run out, today or tomorrow, if all schedules
 *     rang since midnight as they do now; empty if they do not
 */
public record Forecast(
    Quota quota, int schedules, long messages, long worstCase, Optional<Instant> runsOutAt) {
  private static final Duration DAY = Duration.ofDays(1);

  /** Something that exceeds the plan, or might. */
  public enum Excess {
    SCHEDULES_OVER_LIMIT,
    MESSAGES_OVER_LIMIT,
    MESSAGES_OVER_LIMIT_IF_FAILING
  }

  /**
   * Counts.
   *
   * @param rung what QStash rings, or would; those that are off or paused ring nothing
   */
  public static Forecast of(Collection<Schedule> rung, Quota quota, Instant now) {
    List<Schedule> active = rung.stream().filter(Schedule::active).toList();
    List<Schedule> ringing = active.stream().filter(Schedule::rings).toList();
    Map<Timetable, Long> counted = new HashMap<>();
    long messages = 0;
    long worst = 0;
    for (Schedule schedule : ringing) {
      long count =
          counted.computeIfAbsent(rungTimes(schedule), it -> count(it::next, now, now.plus(DAY)));
      messages += count;
      worst += count + meant(schedule, count, now) * (1L + schedule.wording().retries());
    }
    Optional<Instant> end = quota.messages().isEmpty()
        ? Optional.empty()
        : runsOut(ringing, quota.messages().getAsLong(), now);
    return new Forecast(quota, active.size(), messages, worst, end);
  }

  /** QStash rings outside of the bounds too, but is told that it was skipped: none of these fails. */
  private static long meant(Schedule schedule, long count, Instant now) {
    Bounds bounds = schedule.wording().bounds();
    return bounds.equals(Bounds.NONE)
        ? count
        : count(new MeantTimes(rungTimes(schedule), bounds)::next, now, now.plus(DAY));
  }

  private static Timetable rungTimes(Schedule schedule) {
    return schedule.wording().timetable().asNamed();
  }

  private static long count(
      Function<Instant, Optional<Instant>> next, Instant from, Instant until) {
    long count = 0;
    Optional<Instant> due = next.apply(from);
    while (due.filter(it -> !it.isAfter(until)).isPresent()) {
      count++;
      due = next.apply(due.get());
    }
    return count;
  }

  private static Optional<Instant> runsOut(List<Schedule> ringing, long limit, Instant now) {
    Instant midnight = now.truncatedTo(ChronoUnit.DAYS);
    return runsOutOn(midnight, ringing, limit)
        .or(() -> runsOutOn(midnight.plus(DAY), ringing, limit));
  }

  private static Optional<Instant> runsOutOn(Instant midnight, List<Schedule> ringing, long limit) {
    long[] minutes = new long[(int) DAY.toMinutes()];
    Map<Timetable, Integer> times = new HashMap<>();
    ringing.forEach(it -> times.merge(rungTimes(it), 1, Integer::sum));
    times.forEach((timetable, many) -> {
      Instant end = midnight.plus(DAY);
      Optional<Instant> due = timetable.next(midnight.minusNanos(1));
      while (due.filter(it -> it.isBefore(end)).isPresent()) {
        minutes[(int) Duration.between(midnight, due.get()).toMinutes()] += many;
        due = timetable.next(due.get());
      }
    });
    long sum = 0;
    for (int minute = 0; minute < minutes.length; minute++) {
      sum += minutes[minute];
      if (sum > limit) {
        return Optional.of(midnight.plus(Duration.ofMinutes(minute)));
      }
    }
    return Optional.empty();
  }

  /** Returns what exceeds the plan; the gravest first. */
  public List<Excess> excesses() {
    List<Excess> excesses = new ArrayList<>();
    if (schedules > quota.schedules()) {
      excesses.add(Excess.SCHEDULES_OVER_LIMIT);
    }
    if (quota.messages().isPresent()) {
      if (runsOutAt.isPresent() || messages > quota.messages().getAsLong()) {
        excesses.add(Excess.MESSAGES_OVER_LIMIT);
      } else if (worstCase > quota.messages().getAsLong()) {
        excesses.add(Excess.MESSAGES_OVER_LIMIT_IF_FAILING);
      }
    }
    return List.copyOf(excesses);
  }

  /** Returns an excess in words, with what to do. */
  public String sentence(Excess excess) {
    String limit =
        quota.messages().isPresent() ? String.valueOf(quota.messages().getAsLong()) : "";
    return switch (excess) {
      case SCHEDULES_OVER_LIMIT ->
        schedules + " schedules of the " + quota.schedules() + " that QStash's plan \""
            + quota.plan() + "\" holds; let the local engine ring some (\"engine\": \"local\")";
      case MESSAGES_OVER_LIMIT ->
        messages + " messages in 24 hours of the " + limit + " a day that QStash's plan \""
            + quota.plan() + "\" delivers"
            + runsOutAt.map(it -> "; they run out at " + it).orElse("")
            + "; let the local engine ring some (\"engine\": \"local\")";
      case MESSAGES_OVER_LIMIT_IF_FAILING ->
        messages + " messages in 24 hours, but " + worstCase
            + " if all of them fail and are retried, of the " + limit
            + " a day that QStash's plan \"" + quota.plan() + "\" delivers";
    };
  }
}
