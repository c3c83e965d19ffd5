package dev.carillon.quartz;

import dev.carillon.run.MessageId;
import dev.carillon.running.Bell;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.quartz.JobDataMap;

/** What is to be handed in at the bell. It is kept as text in Quartz's job data. Immutable. */
sealed interface Errand {
  /** Names it; the same errand always has the same name. */
  MessageId message();

  /** Hands it in. */
  void handTo(Bell bell);

  /** Returns it as text, for {@link #of}. */
  Map<String, String> text();

  /** Reads what {@link #text()} wrote. */
  static Errand of(JobDataMap text) {
    if (text.containsKey("schedule")) {
      return new Due(
          new ScheduleId(text.getString("schedule")),
          Integer.parseInt(text.getString("revision")),
          Instant.parse(text.getString("due")));
    }
    return new OneOff(
        new MessageId(text.getString("message")),
        new WorkflowId(text.getString("workflow")),
        text.getString("trigger"),
        Optional.ofNullable(text.getString("input")));
  }

  /** A due time of a schedule. */
  record Due(ScheduleId schedule, int revision, Instant due) implements Errand {
    @Override
    public MessageId message() {
      return MessageId.local(schedule, due);
    }

    @Override
    public void handTo(Bell bell) {
      bell.ring(schedule, revision, due, message());
    }

    @Override
    public Map<String, String> text() {
      return Map.of(
          "schedule", schedule.value(),
          "revision", String.valueOf(revision),
          "due", due.toString());
    }
  }

  /** A one-off message. */
  record OneOff(MessageId message, WorkflowId workflow, String trigger, Optional<String> input)
      implements Errand {
    @Override
    public void handTo(Bell bell) {
      bell.deliver(message, workflow, trigger, input);
    }

    @Override
    public Map<String, String> text() {
      var text = new HashMap<String, String>();
      text.put("message", message.value());
      text.put("workflow", workflow.value());
      text.put("trigger", trigger);
      input.ifPresent(json -> text.put("input", json));
      return text;
    }
  }
}
