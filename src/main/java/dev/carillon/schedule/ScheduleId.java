package dev.carillon.schedule;

import dev.carillon.workflow.WorkflowId;
import java.util.Locale;

/**
 * Names a schedule. A workflow has one for now, and lends it its name; at QStash it stands behind
 * the installation's namespace and a dot.
 *
 * @param value lower case letters, digits and hyphens
 */
public record ScheduleId(String value) {
  /** Refuses what could not stand in a message id or at QStash. */
  public ScheduleId {
    if (!value.matches("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")) {
      throw new IllegalArgumentException(
          "a schedule id has 1 to 63 lower case letters, digits and inner hyphens");
    }
  }

  /** Returns the id of a workflow's one schedule. */
  public static ScheduleId of(WorkflowId workflow) {
    return new ScheduleId(workflow.value().toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return value;
  }
}
