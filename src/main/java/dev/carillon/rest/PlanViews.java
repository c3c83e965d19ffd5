package dev.carillon.rest;

import dev.carillon.scheduling.Effect;
import dev.carillon.scheduling.Forecast;
import dev.carillon.scheduling.Forecast.Excess;
import dev.carillon.scheduling.Plan;
import dev.carillon.scheduling.PlanItem;
import dev.carillon.scheduling.Result;
import dev.carillon.scheduling.Sync.LastRound;
import dev.carillon.scheduling.Whereabouts.Copied;
import java.util.Optional;

/** The plan as {@code src/docs/api.md} shows it. */
final class PlanViews {
  private PlanViews() {}

  static View plan(Plan plan, Optional<Forecast> forecast, Optional<LastRound> last) {
    return View.of()
        .text("checkedAt", plan.checkedAt())
        .text("engine", plan.engine())
        .word("state", plan.state())
        .text("detail", plan.unknown())
        .part("copied", plan.copied().map(PlanViews::copied))
        .part(
            "removals",
            View.of()
                .number("count", plan.removals())
                .flag("needConfirmation", plan.waitsForConfirmation()))
        .all("items", plan.items().stream().map(PlanViews::item).toList())
        .all("warnings", plan.warnings().stream().map(PlanViews::warning).toList())
        .part("forecast", forecast.map(PlanViews::forecast))
        .part("lastSync", last.map(PlanViews::last));
  }

  private static View copied(Copied copied) {
    return View.of().text("of", copied.of()).text("since", copied.since());
  }

  private static View warning(Plan.Warning warning) {
    return View.of()
        .text("code", warning.code())
        .text("detail", warning.detail())
        .texts("schedules", warning.schedules())
        .number("count", warning.count());
  }

  private static View last(LastRound last) {
    return View.of()
        .text("at", last.at())
        .text("outcome", last.finished() ? "done" : "unfinished")
        .text("detail", last.detail());
  }

  private static View item(PlanItem item) {
    return View.of()
        .text("id", item.id())
        .text("action", item.action().word())
        .text("engine", item.engine())
        .text("name", item.name())
        .text("scheduleId", item.schedule())
        .text("workflowId", item.workflow())
        .text("reason", item.reason().word())
        .text("detail", item.reason().sentence())
        .flag("automatic", item.automatic())
        .texts(
            "offers",
            item.offers().stream().sorted().map(PlanItem.Decision::word).toList())
        .all(
            "differences",
            item.differences().stream().map(PlanViews::difference).toList())
        .part("effect", effect(item.effect()));
  }

  private static View difference(PlanItem.Difference difference) {
    return View.of()
        .text("fact", difference.fact())
        .text("from", Optional.of(difference.from()).filter(it -> !it.isEmpty()))
        .text("to", Optional.of(difference.to()).filter(it -> !it.isEmpty()));
  }

  static View effect(Effect effect) {
    return View.of()
        .text("until", effect.until())
        .number("before", effect.before())
        .number("after", effect.after())
        .texts("vanishing", effect.vanishing())
        .texts("appearing", effect.appearing());
  }

  static View result(Result result) {
    return View.of()
        .text("item", result.item())
        .word("outcome", result.outcome())
        .text("detail", result.detail());
  }

  static View forecast(Forecast forecast) {
    View messages =
        View.of().number("count", forecast.messages()).number("worstCase", forecast.worstCase());
    forecast.quota().messages().ifPresent(limit -> messages.number("limit", limit));
    return View.of()
        .text("plan", forecast.quota().plan())
        .part(
            "schedules",
            View.of()
                .number("count", forecast.schedules())
                .number("limit", forecast.quota().schedules()))
        .part("messages", messages.text("runsOutAt", forecast.runsOutAt()))
        .all(
            "warnings",
            forecast.excesses().stream().map(it -> excess(forecast, it)).toList());
  }

  private static View excess(Forecast forecast, Excess excess) {
    View view = View.of().word("code", excess).text("detail", forecast.sentence(excess));
    return excess == Excess.MESSAGES_OVER_LIMIT_IF_FAILING
        ? view
        : view.part("offer", View.of().text("engine", "local"));
  }
}
