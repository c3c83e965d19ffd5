package dev.carillon.doctor;

import dev.carillon.scheduling.EngineUnavailableException;
import dev.carillon.scheduling.ScheduleEngine;
import dev.carillon.scheduling.ScheduleEngine.Held;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Whether the built-in engine runs and keeps up. */
final class LocalEngineCheck implements Check {
  private static final Duration LATE = Duration.ofMinutes(2);

  private final Optional<ScheduleEngine> local;
  private final Clock clock;

  LocalEngineCheck(Optional<ScheduleEngine> local, Clock clock) {
    this.local = local;
    this.clock = clock;
  }

  @Override
  public Topic topic() {
    return Topic.LOCAL_ENGINE;
  }

  @Override
  public Finding examine() {
    return local
        .map(this::asked)
        .orElseGet(
            () -> Finding.ok("It is switched off: QStash rings.", "Он выключен: звонит QStash."));
  }

  private Finding asked(ScheduleEngine engine) {
    try {
      List<Held> held = engine.list();
      Optional<Instant> next =
          held.stream().flatMap(it -> it.next().stream()).min(Comparator.naturalOrder());
      return judged(held.size(), next).fact("schedules", held.size()).fact("next", next);
    } catch (EngineUnavailableException broken) {
      return Finding.failing(
              "The built-in engine does not answer.", "Встроенный движок не отвечает.")
          .remedy("The log tells more; restart.", "Подробности в журнале; перезапустите.");
    }
  }

  private Finding judged(int schedules, Optional<Instant> next) {
    if (next.filter(it -> it.isBefore(clock.instant().minus(LATE))).isPresent()) {
      return Finding.failing(
              "It is behind: %s is overdue.", "Он отстаёт: просрочено %s.", next.get())
          .remedy(
              "Look at the load of this machine and of the database.",
              "Проверьте нагрузку этой машины и базы данных.");
    }
    return next.isPresent()
        ? Finding.ok(
            "It runs and holds %d schedules; the next is due at %s.",
            "Работает, расписаний: %d; следующее — %s.", schedules, next.get())
        : Finding.ok(
            "It runs and holds %d schedules; none of them is due.",
            "Работает, расписаний: %d; ни одно не назначено.", schedules);
  }
}
