package dev.carillon.qstash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.carillon.run.RunId;
import dev.carillon.schedule.Schedule;
import dev.carillon.scheduling.ScheduleEngine.OneOff;
import java.util.Optional;

/** What our webhook is sent. */
final class Bodies {
  private Bodies() {}

  /** Returns the body of each delivery of a schedule. */
  static String of(Schedule schedule, String name, String installation) {
    ObjectNode body = begun(schedule.workflow().value(), "cron");
    body.put("scheduleId", name).put("revision", schedule.revision());
    return body.put("installation", installation).toString();
  }

  /** Returns the body of a message. An input that is no JSON is handed in as text. */
  static String of(OneOff message, String installation) {
    ObjectNode body = begun(message.workflow().value(), message.trigger());
    body.put("installation", installation);
    message.wakes().map(RunId::value).ifPresent(run -> body.put("runId", run));
    message.input().ifPresent(text -> {
      if (Json.tree(text).isPresent()) {
        // As it stands: read and written again, long numbers would lose digits.
        body.putRawValue("input", new RawValue(text));
      } else {
        body.put("input", text);
      }
    });
    return body.toString();
  }

  private static ObjectNode begun(String workflow, String trigger) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    return body.put("workflowId", workflow).put("trigger", trigger).put("source", "qstash");
  }

  /** Returns what a schedule's body says, or nothing if it is no object of JSON. */
  static Optional<JsonNode> read(RemoteSchedule schedule) {
    return Json.tree(new Reply(200, java.util.Map.of(), schedule.body()))
        .filter(JsonNode::isObject);
  }
}
