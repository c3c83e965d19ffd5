package dev.carillon.running;

import dev.carillon.run.Pauses;
import dev.carillon.running.Decision.Due;
import dev.carillon.schedule.Revision;
import dev.carillon.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** For which due time a message stands. Pure. */
final class DueTime {
  /** For how long an engine may go on by the old wording after it took a new one. */
  private static final Duration LOADING = Duration.ofSeconds(120);

  private DueTime() {}

  /** Returns the revision that the arrival is judged by: its own, or the present one. */
  static Optional<Revision> revision(Arrival arrival, Schedule schedule, AdmissionView view) {
    // One that we never had comes from a database that was restored since.
    return Optional.of(arrival.revision())
        .filter(number -> number > 0)
        .flatMap(number -> view.revision(schedule.id(), number))
        .or(() -> view.revision(schedule.id(), schedule.revision()));
  }

  /** Returns the newest due time of its revision that the arrival can stand for. */
  static Optional<Due> of(Situation here) {
    Arrival arrival = here.arrival();
    return arrival
        .due()
        .map(time -> due(here, time, false))
        .or(() -> arrival
            .created()
            .flatMap(created ->
                newest(here, created).map(time -> due(here, time, created.provisional()))));
  }

  private static Due due(Situation here, Instant time, boolean provisional) {
    return new Due(here.schedule().id(), here.revision().number(), time, provisional);
  }

  private static Optional<Instant> newest(Situation here, Arrival.Created created) {
    Instant made = made(here, created);
    Optional<Instant> end = limit(here, made);
    return end.isPresent()
        ? here.revision().wording().timetable().latest(end.get())
        : here.revision().dueFor(made);
  }

  private static Instant made(Situation here, Arrival.Created created) {
    Pauses pauses = new Pauses(here.revision().wording().retryDelay(), 0);
    return created.provisional()
        ? created.at().minus(pauses.before(here.arrival().retried()))
        : created.at();
  }

  /**
   * What was made long after its revision ended, although the engine has the newer one, is an old
   * message that somebody sent again: no later due time was ever meant by it.
   */
  private static Optional<Instant> limit(Situation here, Instant made) {
    return here.revision()
        .until()
        .filter(end -> here.schedule().sync() == Schedule.Sync.IN_SYNC)
        .filter(end -> made.isAfter(end.plus(LOADING)));
  }
}
