package dev.carillon.testing.qstash;

import dev.carillon.cron.Cron;
import dev.carillon.cron.Timetable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * A schedule that the fake holds.
 *
 * @param cron as it was given, without blanks at both ends
 * @param putAt when it was made or replaced
 * @param next when it fires next; nothing if it never does
 * @param last when it fired last
 * @param lastMessages what it made then
 */
public record HeldSchedule(
    String id,
    String cron,
    Parcel parcel,
    boolean paused,
    Instant createdAt,
    Instant putAt,
    Optional<Instant> next,
    Optional<Instant> last,
    List<String> lastMessages) {
  static HeldSchedule fresh(String id, String cron, Parcel parcel, Instant now) {
    return new HeldSchedule(
            id, cron, parcel, false, now, now, Optional.empty(), Optional.empty(), List.of())
        .onward(now);
  }

  /** Returns the same as if another one were replaced by it. */
  HeldSchedule inPlaceOf(HeldSchedule other, boolean keepsPause, boolean keepsCreation) {
    Instant created = keepsCreation ? other.createdAt : createdAt;
    boolean stays = keepsPause && other.paused;
    return new HeldSchedule(id, cron, parcel, stays, created, putAt, next, last, lastMessages);
  }

  /** Returns the same, firing next after the instant. */
  HeldSchedule onward(Instant after) {
    Optional<Instant> coming = Timetable.of(Cron.parse(cron), ZoneOffset.UTC).next(after);
    return new HeldSchedule(id, cron, parcel, paused, createdAt, putAt, coming, last, lastMessages);
  }

  HeldSchedule replacedAt(Instant now) {
    return new HeldSchedule(id, cron, parcel, paused, createdAt, now, next, last, lastMessages)
        .onward(now);
  }

  HeldSchedule fired(Instant at, List<String> messages) {
    return new HeldSchedule(
        id, cron, parcel, paused, createdAt, putAt, next, Optional.of(at), List.copyOf(messages));
  }

  HeldSchedule paused(boolean now) {
    return new HeldSchedule(id, cron, parcel, now, createdAt, putAt, next, last, lastMessages);
  }

  /** Returns the same with another cron expression. */
  public HeldSchedule withCron(String other) {
    return new HeldSchedule(id, other, parcel, paused, createdAt, putAt, next, last, lastMessages);
  }

  /** Returns the same, carrying something else. */
  public HeldSchedule with(Parcel other) {
    return new HeldSchedule(id, cron, other, paused, createdAt, putAt, next, last, lastMessages);
  }

  /** Returns the same for another destination. */
  public HeldSchedule withDestination(String url) {
    return with(parcel.withUrl(url));
  }

  /** Returns the same with another body. */
  public HeldSchedule withBody(String text) {
    return with(parcel.withBody(text));
  }

  /** Returns the same with another method. */
  public HeldSchedule withMethod(String other) {
    return with(parcel.with(parcel.options().withMethod(other)));
  }

  /** Returns the same with so many retries. */
  public HeldSchedule withRetries(int number) {
    return with(parcel.with(parcel.options().withRetries(number)));
  }

  /** Returns what a failure may be told to be about: id and destination. */
  String about() {
    return id + " " + parcel.url();
  }

  /** Returns the destination. */
  public String destination() {
    return parcel.url();
  }

  /** Returns the body as text. */
  public String body() {
    return parcel.text();
  }
}
