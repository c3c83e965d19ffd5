package dev.carillon.rest;

import dev.carillon.delivery.Delivery;
import dev.carillon.run.Attempt;
import dev.carillon.run.Redrive;
import dev.carillon.run.Run;
import dev.carillon.run.RunError;
import dev.carillon.run.Visit;
import dev.carillon.running.RunStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs and what belongs to them, as {@code src/docs/api.md} shows them. */
final class RunViews {
  private RunViews() {}

  /** Returns a run as it stands in a list. */
  static View brief(Run run) {
    View view = View.of()
        .text("id", run.id())
        .text("workflowId", run.workflow())
        .text("version", run.version())
        .text("hash", run.hash())
        .text("scheduleId", run.schedule());
    if (run.schedule().isPresent()) {
      view.number("revision", run.revision());
    }
    if (run.provisional()) {
      view.flag("dueTimeProvisional", true);
    }
    if (run.queued()) {
      view.flag("queued", true);
    }
    return view.text("dueTime", run.dueTime())
        .millis("latenessMs", run.meantAt(), came(run))
        .text("beginsAt", run.beginsAt())
        .text("trigger", run.trigger().word())
        .word("state", run.state())
        .part("error", run.error().map(RunViews::error))
        .number("attempts", run.attempts())
        .number("maxAttempts", run.maxAttempts())
        .text("messageId", run.message())
        .text("parentId", run.parent())
        .text("createdAt", run.createdAt())
        .text("startedAt", run.startedAt())
        .text("endedAt", run.endedAt())
        .text("wakeAt", run.wakeAt())
        .text("deadline", run.deadline())
        .text("cancelReason", run.canceled().map(Run.Canceled::reason).filter(it -> !it.isEmpty()))
        .text("canceledBy", run.canceled().flatMap(Run.Canceled::by))
        .millis("durationMs", run.startedAt(), run.endedAt());
  }

  /** One that begins later than it is due is not late before it begins. */
  private static Optional<Instant> came(Run run) {
    return run.beginsAt().isPresent()
        ? run.startedAt()
        : run.turnAt().or(() -> Optional.of(run.createdAt()));
  }

  /** Returns a run with all that belongs to it but its steps. */
  static View whole(
      Run run, List<Attempt> attempts, List<Redrive> redrives, List<Delivery> deliveries) {
    Optional<Redrive> origin = redrives.stream()
        .filter(it -> it.made().filter(run.id()::equals).isPresent())
        .findFirst();
    Optional<Redrive> heir = redrives.stream()
        .filter(it -> it.made().isPresent() && it.run().equals(run.id()))
        .findFirst();
    return brief(run)
        .part("redriveOf", origin.map(it -> replaced(it).text("runId", it.run())))
        .part("redrivenAs", heir.map(it -> replaced(it).text("runId", it.made())))
        .value("input", run.input())
        .value("output", run.output())
        .all("attemptList", attempts.stream().map(it -> attempt(it, redrives)).toList())
        .all("deliveries", deliveries.stream().map(RunViews::delivery).toList());
  }

  private static View redrive(Redrive redrive) {
    return View.of()
        .text("by", redrive.wish().by())
        .text("reason", Optional.of(redrive.wish().reason()).filter(it -> !it.isEmpty()))
        .text("at", redrive.wish().at());
  }

  private static View replaced(Redrive redrive) {
    return redrive(redrive).word("from", redrive.from());
  }

  private static View attempt(Attempt attempt, List<Redrive> redrives) {
    Optional<Redrive> began = redrives.stream()
        .filter(it -> it.attempt().filter(number -> number == attempt.number()).isPresent())
        .findFirst();
    return View.of()
        .number("number", attempt.number())
        .part("redrive", began.map(RunViews::goingOn))
        .text("startedAt", attempt.startedAt())
        .text("endedAt", attempt.endedAt())
        .part("error", attempt.error().map(RunViews::error));
  }

  private static View goingOn(Redrive redrive) {
    Optional<Run.Canceled> canceled = redrive.canceled();
    return redrive(redrive)
        .word("after", redrive.endedAs())
        .text("cancelReason", canceled.map(Run.Canceled::reason).filter(it -> !it.isEmpty()))
        .text("canceledBy", canceled.flatMap(Run.Canceled::by));
  }

  static View error(RunError error) {
    return View.of()
        .text("type", error.type())
        .number("status", error.status())
        .text("title", error.title())
        .text("detail", error.detail())
        .text("instance", error.instance());
  }

  static View delivery(Delivery delivery) {
    View view = View.of()
        .number("id", delivery.id().value())
        .text("messageId", delivery.message())
        .number("retried", delivery.retried())
        .text("route", delivery.route())
        .text("receivedAt", delivery.receivedAt())
        .text("runId", delivery.run())
        .text("verdict", delivery.verdict().map(View::word))
        .text("detail", delivery.detail());
    delivery.status().ifPresent(status -> view.number("status", status));
    return view;
  }

  /** Returns a step of a run, with the runs that it asked for. */
  static View step(Visit visit, List<RunStore.ChildRun> children) {
    View view = View.of();
    if (visit.isTakenOver()) {
      view.flag("takenOver", true);
    }
    if (!children.isEmpty()) {
      view.all("children", children.stream().map(RunViews::child).toList());
    }
    return view.text("key", visit.key())
        .text("pointer", visit.pointer())
        .text("name", visit.name())
        .text("kind", visit.kind())
        .word("state", visit.state())
        .number("attempt", visit.attempt())
        .number("depth", depth(visit))
        .value("input", visit.input())
        .value("output", visit.output())
        .part("error", visit.error().map(RunViews::error))
        .text("transition", visit.transition())
        .all("log", visit.log().stream().map(RunViews::line).toList())
        .text("startedAt", visit.startedAt())
        .text("endedAt", visit.endedAt())
        .text("wakeAt", visit.wakeAt())
        .text("deadline", visit.deadline())
        .millis("durationMs", Optional.of(visit.startedAt()), visit.endedAt());
  }

  private static View child(RunStore.ChildRun child) {
    return View.of()
        .text("runId", child.id())
        .text("workflowId", child.workflow())
        .word("state", child.state())
        .text("startedAt", child.startedAt())
        .text("endedAt", child.endedAt())
        .millis("durationMs", child.startedAt(), child.endedAt());
  }

  /** A block's key is its list's name, and then two places and a list's name for each level. */
  private static long depth(Visit visit) {
    return visit.key().block().chars().filter(it -> it == '/').count() / 3;
  }

  private static View line(Visit.LogLine line) {
    return View.of().text("at", line.at()).text("level", line.level()).text("text", line.text());
  }
}
