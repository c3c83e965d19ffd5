package dev.carillon.qstash;

import dev.carillon.schedule.ScheduleId;
import dev.carillon.text.Telltale;
import dev.carillon.watching.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads QStash's log (QStash API, "Logs"). May be shared by threads. */
public final class QStashEvidence implements Evidence {
  private static final Duration SHORT = Duration.ofSeconds(5);
  private static final int LONGEST_ERROR = 200;

  private final QStashClient client;
  private final Function<ScheduleId, String> names;

  /**
   * Takes whom to ask.
   *
   * @param names what QStash calls a schedule of ours
   */
  public QStashEvidence(QStashClient client, Function<ScheduleId, String> names) {
    this.client = client;
    this.names = names;
  }

  @Override
  public String of(ScheduleId schedule, Instant from, Instant until) {
    List<RemoteEvent> events = client
        .within(SHORT)
        .events(EventFilter.ofSchedule(names.apply(schedule), from, until))
        .items();
    // The newest comes first; what is told before the end of a message says why it ended so.
    return events.stream()
        .filter(it -> it.responseStatus().isPresent() || it.error().isPresent())
        .findFirst()
        .or(() -> events.stream().findFirst())
        .map(it -> told(it, events))
        .orElse("its log knows of no message for it");
  }

  private static String told(RemoteEvent last, List<RemoteEvent> events) {
    long tries = events.stream()
        .filter(it -> it.messageId().equals(last.messageId()))
        .filter(it -> it.state().equals("ERROR"))
        .count();
    Optional<String> status = last.responseStatus().map(it -> "answered " + it);
    Optional<String> error = last.error().map(QStashEvidence::safe);
    String what = status
        .map(it -> error.map(why -> it + ", " + why).orElse(it))
        .or(() -> error)
        .map(it -> ": " + it)
        .orElse("");
    String end = events.stream()
        .filter(it -> it.messageId().equals(last.messageId()))
        .findFirst()
        .map(RemoteEvent::state)
        .orElse(last.state());
    return "its log says " + word(end) + (tries > 1 ? " after " + tries + " tries" : "") + " at "
        + last.time().truncatedTo(ChronoUnit.SECONDS) + what;
  }

  private static String word(String state) {
    return switch (state) {
      case "CREATED", "ACTIVE", "IN_PROGRESS" -> "that the message is on its way";
      case "RETRY", "ERROR" -> "that the delivery failed and is tried again";
      case "FAILED" -> "that the delivery failed";
      case "DELIVERED" -> "that it was delivered";
      case "CANCELED", "CANCEL_REQUESTED" -> "that the message was cancelled";
      default -> state;
    };
  }

  private static String safe(String error) {
    String masked = Telltale.mask(error).strip().replaceAll("\\s+", " ");
    return masked.length() > LONGEST_ERROR ? masked.substring(0, LONGEST_ERROR) + "…" : masked;
  }
}
