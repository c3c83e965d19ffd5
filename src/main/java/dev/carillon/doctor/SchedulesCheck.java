package dev.carillon.doctor;

import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.Schedule.Sync;
import java.util.List;
import java.util.function.Supplier;

/** Whether the engine took the schedules that are wanted. */
final class SchedulesCheck implements Check {
  private final Supplier<List<Schedule>> schedules;

  SchedulesCheck(Supplier<List<Schedule>> schedules) {
    this.schedules = schedules;
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
    Finding finding = pending.isEmpty()
        ? Finding.ok(
            "The engine took all %d active schedules.",
            "Движок принял все включённые расписания: %d.", active)
        : Finding.warning(
                "The engine did not take all yet: %s.",
                "Движок принял ещё не все: %s.", String.join(", ", pending))
            .remedy(
                "They are sent again by themselves. Look at the plan for what differs.",
                "Они отправляются снова сами. Отличия показывает план.");
    return finding.fact("active", active).fact("pending", pending.size());
  }
}
