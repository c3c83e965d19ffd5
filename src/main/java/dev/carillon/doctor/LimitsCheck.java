package dev.carillon.doctor;

import dev.carillon.scheduling.Forecast;
import dev.carillon.scheduling.Forecast.Excess;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Whether what QStash rings keeps within its plan. */
final class LimitsCheck implements Check {
  private final Supplier<Optional<Forecast>> forecast;

  LimitsCheck(Supplier<Optional<Forecast>> forecast) {
    this.forecast = forecast;
  }

  @Override
  public Topic topic() {
    return Topic.PLAN_LIMITS;
  }

  @Override
  public Finding examine() {
    return forecast
        .get()
        .map(LimitsCheck::judged)
        .orElseGet(() -> Finding.ok(
            "The local engine rings, and has no limits.",
            "Звонит встроенный движок, пределов у него нет."));
  }

  private static Finding judged(Forecast told) {
    OptionalLong limit = told.quota().messages();
    Optional<Long> messages = limit.isPresent() ? Optional.of(limit.getAsLong()) : Optional.empty();
    return words(told, messages)
        .fact("plan", told.quota().plan())
        .fact("schedules", told.schedules())
        .fact("schedulesLimit", told.quota().schedules())
        .fact("messagesADay", told.messages())
        .fact("messagesIfAllFail", told.worstCase())
        .fact("messagesLimit", messages)
        .fact("runsOutAt", told.runsOutAt());
  }

  private static Finding words(Forecast told, Optional<Long> limit) {
    List<Excess> excesses = told.excesses();
    String most = limit.map(String::valueOf).orElse("∞");
    if (excesses.isEmpty()) {
      return Finding.ok(
          "%d of %d schedules, and %d of %s messages a day, of the plan \"%s\".",
          "Расписаний %d из %d, сообщений в сутки %d из %s, тариф «%s».",
          told.schedules(),
          told.quota().schedules(),
          told.messages(),
          most,
          told.quota().plan());
    }
    return switch (excesses.get(0)) {
      case SCHEDULES_OVER_LIMIT ->
        local(Finding.failing(
            "The plan \"%s\" holds %d schedules, and %d are wanted.",
            "Тариф «%s» держит %d расписаний, а нужно %d.",
            told.quota().plan(),
            told.quota().schedules(),
            told.schedules()));
      case MESSAGES_OVER_LIMIT ->
        local(Finding.warning(
            "The plan \"%s\" delivers %s messages a day, and %d are due; they run out at %s.",
            "Тариф «%s» доставляет %s сообщений в сутки, а назначено %d; они кончатся в %s.",
            told.quota().plan(),
            most,
            told.messages(),
            told.runsOutAt().map(Object::toString).orElse("24:00")));
      case MESSAGES_OVER_LIMIT_IF_FAILING ->
        Finding.warning(
            "%d messages a day are due of %s, but %d if all fail and are retried.",
            "Назначено %d сообщений в сутки из %s, но если все будут падать и повторяться — %d.",
            told.messages(),
            most,
            told.worstCase());
    };
  }

  private static Finding local(Finding finding) {
    return finding.remedy(
        "Let the local engine ring some (\"engine\": \"local\" in the activation), ring less often, or"
            + " take a larger plan and set QSTASH_PLAN.",
        "Поручите часть встроенному движку (\"engine\": \"local\" при включении), звоните реже или"
            + " возьмите тариф больше и задайте QSTASH_PLAN.");
  }
}
