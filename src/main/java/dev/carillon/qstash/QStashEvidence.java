package dev.carillon.qstash;

import dev.carillon.schedule.ScheduleId;
import dev.carillon.text.Telltale;
import dev.carillon.watching.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads QStash's log (QStash API, "Logs"). May be shared by threads. */
public final class QStashEvidence implements Evidence {
  private static final Duration SHORT = Duration.ofSeconds(5);
  private static final int LONGEST_ERROR = 200;
  private static final int MOST_PAGES = 10;

  /** QStash's clock and ours differ, and it takes some seconds to make a message. */
  private static final Duration EARLY = Duration.ofSeconds(5);

  /** What is made later is of the next minute, or was sent again. */
  private static final Duration LATE = Duration.ofSeconds(55);

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
  public String of(ScheduleId schedule, Instant dueTime, Instant until) {
    Instant from = dueTime.minus(EARLY);
    EventFilter filter = EventFilter.ofSchedule(names.apply(schedule), from, until);
    List<RemoteEvent> events = new ArrayList<>();
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      Page<RemoteEvent> page = client.within(SHORT).events(filter);
      events.addAll(page.items());
      if (page.cursor().isEmpty()) {
        return told(events, dueTime);
      }
      filter = filter.after(page.cursor().get());
    }
    return "its log tells more than is read";
  }

  /**
   * Returns what a log says of the message of a due time.
   *
   * @param events the newest first, of whatever messages
   */
  static String told(List<RemoteEvent> events, Instant dueTime) {
    Instant last = dueTime.plus(LATE);
    Optional<RemoteEvent> first = events.stream()
        .filter(it -> it.state().equals("CREATED"))
        .filter(it -> !it.time().isBefore(dueTime.minus(EARLY)))
        .min(Comparator.comparing(RemoteEvent::time));
    if (first.isEmpty()) {
      return "its log knows of no message for it";
    }
    RemoteEvent made = first.get();
    return made.time().isBefore(last)
        ? told(events.stream()
            .filter(it -> it.messageId().equals(made.messageId()))
            .toList())
        : "its log knows of no message within a minute of it; the next one was made at "
            + made.time().truncatedTo(ChronoUnit.SECONDS);
  }

  /** What is told before the end of a message that failed says why it ended so. */
  private static String told(List<RemoteEvent> events) {
    RemoteEvent end = events.get(0);
    long tries = events.stream().filter(it -> it.state().equals("ERROR")).count();
    Optional<RemoteEvent> cause = end.state().equals("DELIVERED")
        ? Optional.of(end)
        : events.stream()
            .filter(it -> it.responseStatus().isPresent() || it.error().isPresent())
            .findFirst();
    return "its log says " + word(end.state())
        + (tries > 1 ? " after " + tries + " tries" : "")
        + " at " + cause.orElse(end).time().truncatedTo(ChronoUnit.SECONDS)
        + cause.map(QStashEvidence::why).orElse("");
  }

  private static String why(RemoteEvent event) {
    Optional<String> status = event.responseStatus().map(it -> "answered " + it);
    return Stream.concat(status.stream(), event.error().map(QStashEvidence::safe).stream())
        .reduce((one, other) -> one + ", " + other)
        .map(it -> ": " + it)
        .orElse("");
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
