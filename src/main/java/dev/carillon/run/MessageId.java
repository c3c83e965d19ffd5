package dev.carillon.run;

import dev.carillon.schedule.ScheduleId;
import java.time.Instant;

/**
 * Names a message of an engine. However often it is delivered, it makes at most one run.
 *
 * @param value QStash's {@code msg_…} or one of ours; opaque, 1 to 200 printable characters
 */
public record MessageId(String value) {
  private static final String OWN_HAND = "loc_";
  private static final int LONGEST = 200;

  /** Refuses what no engine would send. */
  public MessageId {
    if (value.isEmpty()
        || value.length() > LONGEST
        || !value.chars().allMatch(MessageId::printable)) {
      throw new IllegalArgumentException("a message id has 1 to 200 printable ASCII characters");
    }
  }

  /** Returns the local engine's id for a due time: the same due time is the same message. */
  public static MessageId local(ScheduleId schedule, Instant dueTime) {
    return new MessageId(OWN_HAND + schedule + "_" + dueTime.getEpochSecond());
  }

  /**
   * Returns the name of a message that stands for nothing but its due time, as one of our own hand
   * does.
   */
  public MessageId forItsDueTimeOnly() {
    String name = OWN_HAND + value;
    return new MessageId(name.length() > LONGEST ? name.substring(0, LONGEST) : name);
  }

  /** Tells whether it stands for a due time, and for nothing else that somebody may have meant. */
  public boolean isOfOwnHand() {
    return value.startsWith(OWN_HAND);
  }

  private static boolean printable(int character) {
    return character > 0x20 && character < 0x7f;
  }

  @Override
  public String toString() {
    return value;
  }
}
