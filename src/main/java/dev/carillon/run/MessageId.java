package dev.carillon.run;

import dev.carillon.schedule.ScheduleId;
import java.time.Instant;

/**
 * Names a message of an engine. However often it is delivered, it makes at most one run.
 *
 * @param value QStash's {@code msg_…} or one of ours; opaque, 1 to 200 printable characters
 */
public record MessageId(String value) {
  /** Refuses what no engine would send. */
  public MessageId {
    if (value.isEmpty() || value.length() > 200 || !value.chars().allMatch(MessageId::printable)) {
      throw new IllegalArgumentException("a message id has 1 to 200 printable ASCII characters");
    }
  }

  /** Returns the local engine's id for a due time: the same due time is the same message. */
  public static MessageId local(ScheduleId schedule, Instant dueTime) {
    return new MessageId("loc_" + schedule + "_" + dueTime.getEpochSecond());
  }

  private static boolean printable(int character) {
    return character > 0x20 && character < 0x7f;
  }

  @Override
  public String toString() {
    return value;
  }
}
