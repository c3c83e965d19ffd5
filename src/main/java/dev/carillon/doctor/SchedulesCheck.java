package dev.carillon.doctor;

import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.Schedule.Sync;
import dev.carillon.scheduling.Plan;
import dev.carillon.text.Bilingual;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether the engines hold the schedules that are wanted, by the plan that was made last. */
final class SchedulesCheck implements Check {
  private final Supplier<List<Schedule>> schedules;
  private final Supplier<Optional<Plan>> plan;

  /** Takes what is wanted, and the plan that was made last; nobody is asked for a new one. */
  SchedulesCheck(Supplier<List<Schedule>> schedules, Supplier<Optional<Plan>> plan) {
    this.schedules = schedules;
    this.plan = plan;
  }

  @Override
  public Topic topic() {
    return Topic.SCHEDULES;
  }

  @Override
  public Finding examine() {
    List<Schedule> all = schedules.get();
    long active = all.stream().filter(Schedule::active).count();
    List<String> pending = all.stream()
        .filter(it -> it.sync() == Sync.PENDING)
        .map(it -> it.id().value())
        .toList();
    Optional<Plan> last = plan.get();
    return last.flatMap(SchedulesCheck::planned)
        .orElseGet(() -> taken(active, pending))
        .fact("active", active)
        .fact("pending", pending.size())
        .fact("plan", last.map(it -> it.state().name().toLowerCase(Locale.ROOT)))
        .fact("checkedAt", last.map(Plan::checkedAt));
  }

  private static Finding taken(long active, List<String> pending) {
    return pending.isEmpty()
        ? Finding.ok(
            active == 1
                ? "The engine took the %d active schedule."
                : "The engine took all %d active schedules.",
            "Движок принял все включённые расписания: %d.",
            active)
        : Finding.warning(
                "The engine did not take all yet: %s.",
                "Движок принял ещё не все: %s.", String.join(", ", pending))
            .remedy(
                "They are sent again by themselves. Look at the plan for what differs.",
                "Они отправляются снова сами. Отличия показывает план.");
  }

  private static Optional<Finding> planned(Plan plan) {
    return switch (plan.state()) {
      case IN_SYNC -> Optional.empty();
      case HELD ->
        Optional.of(Finding.failing(
                "This database is a copy, so nothing is sent to the engines.",
                "Эта база данных — копия, поэтому движкам ничего не отправляется.")
            .remedy(
                "Say in the plan that it is the original now, after the other one is stopped.",
                "Скажите в плане, что теперь она основная, — после остановки другой."));
      case UNKNOWN ->
        Optional.of(Finding.of(
            Status.UNKNOWN,
            new Bilingual(
                "The engine could not be looked at: " + plan.unknown().orElse("") + ".",
                "Заглянуть в движок не удалось: " + plan.unknown().orElse("") + ".")));
      case NEEDS_CONFIRMATION ->
        Optional.of(Finding.warning(
                "%d removals wait for somebody to confirm them.",
                "Удаления ждут подтверждения: %d.", plan.removals())
            .remedy("Confirm them in the plan.", "Подтвердите их в плане."));
      case DIFFERS ->
        Optional.of(Finding.warning(
                "The engine holds something else than is wanted; lines in the plan: %d.",
                "Движок держит не то, что нужно; строк в плане: %d.",
                plan.items().size())
            .remedy(
                "What needs nobody's decision is carried out within five minutes; decide the rest in"
                    + " the plan.",
                "Что не требует решения, исполнится за пять минут; остальное решите в плане."));
    };
  }
}
