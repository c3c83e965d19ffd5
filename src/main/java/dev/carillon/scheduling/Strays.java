package dev.carillon.scheduling;

import dev.carillon.scheduling.ScheduleEngine.Found;
import dev.carillon.workflow.WorkflowId;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What schedules that we did not make can be told to run. */
final class Strays {
  private static final Pattern JOB = Pattern.compile("/api/jobs/([^/?#]+)/?(?:[?#].*)?");

  private Strays() {}

  /** Returns the workflow that it runs here: its body names it, or its address. */
  static Optional<WorkflowId> workflow(Found found, Owner owner) {
    return Optional.ofNullable(found.facts().get("workflowId"))
        .filter(it -> !it.isEmpty())
        .or(() -> owner
            .path(found.destination())
            .map(JOB::matcher)
            .filter(Matcher::matches)
            .map(it -> URLDecoder.decode(it.group(1), StandardCharsets.UTF_8)))
        .flatMap(Strays::id);
  }

  private static Optional<WorkflowId> id(String text) {
    try {
      return Optional.of(new WorkflowId(text));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }
}
