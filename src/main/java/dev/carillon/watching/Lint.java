package dev.carillon.watching;

import dev.carillon.schedule.MeantTimes;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Spread;
import dev.carillon.scheduling.Agenda;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds what about a timetable may surprise those who know its cron and not what goes on beside it.
 * May be shared by threads.
 */
public final class Lint {
  /** So many others at the same minute are told. */
  static final int CROWD = 10;

  /** Due times may follow each other fast at one time of the day only. */
  private static final int LOOKED_AT = 50;

  private static final Warning NEVER = new Warning(
      Code.NEVER_RUNS,
      "It never runs: its end, its blackout and its calendars leave none of the due times to come.",
      "Оно никогда не сработает: конец, окна тишины и календари не оставляют ни одного из будущих"
          + " сроков.");

  private final Agenda agenda;

  /** Takes where all due times are. */
  public Lint(Agenda agenda) {
    this.agenda = agenda;
  }

  /** What may surprise. The names are part of the API. */
  public enum Code {
    /** Its due times follow each other faster than a run takes. */
    MORE_OFTEN_THAN_A_RUN_TAKES,
    /** Many schedules are due at its minute. */
    SAME_MINUTE_AS_MANY,
    /** No due time is left that is meant to run. */
    NEVER_RUNS
  }

  /**
   * What was found.
   *
   * @param code what it is
   * @param en it in English, as a sentence
   * @param ru it in Russian, as a sentence
   */
  public record Warning(Code code, String en, String ru) {}

  /**
   * Looks at due times that are meant to run, those that a schedule has or others.
   *
   * @param schedule whose; it does not count among the others
   * @param spread how its runs are spread, as it has it or another way
   * @param runTime how long its runs take, if that is known
   */
  public List<Warning> warnings(
      ScheduleId schedule,
      MeantTimes times,
      Spread spread,
      Optional<Health.Spread> runTime,
      Instant now) {
    Optional<Instant> next = times.next(now);
    if (next.isEmpty()) {
      return List.of(NEVER);
    }
    List<Warning> found = new ArrayList<>();
    runTime.flatMap(it -> tooOften(times, it.p50(), now)).ifPresent(found::add);
    next.map(due -> due.plus(spread.offset(schedule)))
        .flatMap(begins -> crowd(schedule, begins.truncatedTo(ChronoUnit.MINUTES)))
        .ifPresent(found::add);
    return List.copyOf(found);
  }

  private static Optional<Warning> tooOften(MeantTimes times, Duration usual, Instant now) {
    List<Instant> next = times.upcoming(now, LOOKED_AT);
    return IntStream.range(1, next.size())
        .mapToObj(number -> Duration.between(next.get(number - 1), next.get(number)))
        .min(Comparator.naturalOrder())
        .filter(shortest -> shortest.compareTo(usual) < 0)
        .map(shortest -> tooOften(shortest, usual));
  }

  private static Warning tooOften(Duration interval, Duration usual) {
    return new Warning(
        Code.MORE_OFTEN_THAN_A_RUN_TAKES,
        "It may be due again after " + told(interval, "min", "s") + ", and a run usually takes "
            + told(usual, "min", "s") + ": due times will be skipped or wait.",
        "Следующий срок может наступить уже через " + told(interval, "мин", "с")
            + ", а запуск обычно длится " + told(usual, "мин", "с")
            + ": сроки будут пропускаться или ждать.");
  }

  private static String told(Duration duration, String minutes, String seconds) {
    long whole = duration.plusMillis(999).toSeconds();
    return whole % 60 == 0 || whole >= 600
        ? whole / 60 + " " + minutes
        : whole < 60
            ? whole + " " + seconds
            : whole / 60 + " " + minutes + " " + whole % 60 + " " + seconds;
  }

  private Optional<Warning> crowd(ScheduleId schedule, Instant minute) {
    long others = agenda.begun(minute, minute.plusSeconds(60)).stream()
        .filter(it -> !it.schedule().id().equals(schedule))
        .map(it -> it.schedule().id())
        .distinct()
        .count();
    String clock = minute.toString().substring(11, 16);
    return others < CROWD
        ? Optional.empty()
        : Optional.of(new Warning(
            Code.SAME_MINUTE_AS_MANY,
            String.format(
                Locale.ROOT,
                "Its next run begins at %s UTC, and so do those of %d other schedules: another minute, or a spread, evens the load out.",
                clock,
                others),
            String.format(
                Locale.ROOT,
                "Ближайший запуск начнётся в %s UTC, как и запуски других расписаний (%d): другая минута или spread распределит нагрузку.",
                clock,
                others)));
  }
}
