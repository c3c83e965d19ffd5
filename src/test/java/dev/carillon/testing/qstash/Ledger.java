package dev.carillon.testing.qstash;

import dev.carillon.testing.qstash.HeldMessage.State;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that an account holds. Each method is one step that nobody sees halfway; nothing is delivered
 * under its lock, so that a destination may call back.
 */
final class Ledger {
  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final Map<String, HeldSchedule> schedules = new LinkedHashMap<>();
  private final Map<String, HeldMessage> messages = new LinkedHashMap<>();
  private final Map<String, DeadLetter> dead = new LinkedHashMap<>();
  private final List<LogLine> log = new ArrayList<>();
  private final Map<String, HeldMessage> open = new LinkedHashMap<>();
  private final Map<String, Claim> claims = new HashMap<>();
  private final Account account;
  private final Failures failures;
  private Duration late = Duration.ZERO;
  private Duration loading = Duration.ZERO;
  private long letters;

  Ledger(Account account, Failures failures) {
    this.account = account;
    this.failures = failures;
  }

  /** Who was first with a deduplication id, and when. */
  private record Claim(String id, Instant at) {}

  /** Fires each schedule so much later than its times. */
  synchronized void late(Duration lag) {
    late = lag;
  }

  /** Fires nothing of a schedule that was made or replaced no longer ago. */
  synchronized void loading(Duration time) {
    loading = time;
  }

  /** Returns who has this deduplication id: who took it within the last minutes, or this one. */
  synchronized String claim(String key, String id, Instant now) {
    Claim held = claims.get(key);
    if (held == null || !now.isBefore(held.at().plus(WINDOW))) {
      held = new Claim(id, now);
      claims.put(key, held);
    }
    return held.id();
  }

  /** Takes out the dead letters that are kept no longer. */
  synchronized void expire(Instant now) {
    Instant oldest = now.minus(account.plan().retention());
    dead.values().removeIf(it -> it.at().isBefore(oldest));
  }

  /** Returns how many messages were made on the day of UTC that holds this instant. */
  synchronized long madeOn(Instant now) {
    Instant midnight = now.truncatedTo(ChronoUnit.DAYS);
    return messages.values().stream()
        .filter(it -> !it.createdAt().isBefore(midnight))
        .count();
  }

  synchronized List<HeldSchedule> schedules() {
    return List.copyOf(schedules.values());
  }

  synchronized List<HeldMessage> messages() {
    return List.copyOf(messages.values());
  }

  synchronized List<DeadLetter> dead() {
    return List.copyOf(dead.values());
  }

  synchronized List<LogLine> log() {
    return List.copyOf(log);
  }

  synchronized Optional<HeldSchedule> schedule(String id) {
    return Optional.ofNullable(schedules.get(id));
  }

  synchronized Optional<HeldMessage> message(String id) {
    return Optional.ofNullable(messages.get(id));
  }

  synchronized Optional<DeadLetter> dead(String id) {
    return Optional.ofNullable(dead.get(id));
  }

  /** Puts one in the place of what had its id, if there is room. */
  synchronized void put(HeldSchedule schedule, int most) {
    if (!schedules.containsKey(schedule.id()) && schedules.size() >= most) {
      throw ParcelReader.quota(412, "maxSchedules", most);
    }
    HeldSchedule old = schedules.remove(schedule.id());
    schedules.put(schedule.id(), old == null ? schedule : replacing(old, schedule));
  }

  private HeldSchedule replacing(HeldSchedule old, HeldSchedule by) {
    return by.inPlaceOf(
        old,
        account.holds(Doubt.UPSERT_KEEPS_THE_PAUSE),
        account.holds(Doubt.UPSERT_KEEPS_CREATION));
  }

  /** Puts one exactly as it is given. */
  synchronized void set(HeldSchedule schedule) {
    schedules.put(schedule.id(), schedule);
  }

  synchronized boolean delete(String id) {
    return schedules.remove(id) != null;
  }

  /** Pauses or resumes; what was due meanwhile is not caught up. */
  synchronized boolean pause(String id, boolean paused, Instant now) {
    HeldSchedule held = schedules.get(id);
    if (held == null) {
      return false;
    }
    if (held.paused() != paused) {
      schedules.put(id, held.paused(paused).onward(now));
    }
    return true;
  }

  synchronized HeldMessage accept(HeldMessage message) {
    keep(message);
    boolean waits = message.dueAt().isAfter(message.createdAt());
    note(
        "CREATED",
        message,
        message.createdAt(),
        waits ? Optional.of(message.dueAt()) : Optional.empty(),
        Optional.empty());
    return message;
  }

  /** Returns the instant at which something is due next. */
  synchronized Optional<Instant> nextDue() {
    return Stream.concat(firing().map(this::fires), waiting().map(HeldMessage::dueAt))
        .min(Comparator.naturalOrder());
  }

  /** Fires what is due and takes the message that is due first, or nothing if none is. */
  synchronized Optional<HeldMessage> take(Instant now) {
    passOverPaused(now);
    while (true) {
      Optional<HeldMessage> message = waiting()
          .filter(it -> !it.dueAt().isAfter(now))
          .min(Comparator.comparing(HeldMessage::dueAt));
      Optional<HeldSchedule> schedule =
          firing().filter(it -> !fires(it).isAfter(now)).min(Comparator.comparing(this::fires));
      if (schedule.isPresent() && !isBefore(message, schedule.get())) {
        fire(schedule.get());
      } else {
        message.ifPresent(it -> active(it, now));
        return message;
      }
    }
  }

  /** Fires and takes all that is due. */
  synchronized List<HeldMessage> takeAll(Instant now) {
    List<HeldMessage> taken = new ArrayList<>();
    for (var next = take(now); next.isPresent(); next = take(now)) {
      taken.add(next.get());
    }
    return taken;
  }

  private boolean isBefore(Optional<HeldMessage> message, HeldSchedule schedule) {
    return message.isPresent() && message.get().dueAt().isBefore(fires(schedule));
  }

  private Instant fires(HeldSchedule schedule) {
    return schedule.next().orElseThrow().plus(late);
  }

  private void active(HeldMessage message, Instant now) {
    keep(message.to(State.ACTIVE));
    note("ACTIVE", message, now, Optional.empty(), Optional.empty());
  }

  private void fire(HeldSchedule schedule) {
    Instant due = schedule.next().orElseThrow();
    boolean isLoaded = !due.isBefore(schedule.putAt().plus(loading));
    if (!isLoaded || failures.of(schedule.about(), Failure.DROPS_FIRES).isPresent()) {
      schedules.put(schedule.id(), schedule.onward(due));
      return;
    }
    Instant at = due.plus(late);
    Instant first = schedule.parcel().options().delay().map(at::plus).orElse(at);
    HeldMessage made = accept(HeldMessage.fresh(Ids.message(), schedule.parcel(), at, first)
        .of(Optional.of(schedule.id())));
    schedules.put(schedule.id(), schedule.onward(due).fired(at, List.of(made.id())));
  }

  private void passOverPaused(Instant now) {
    schedules.replaceAll(
        (id, it) -> it.paused() && it.next().filter(due -> !due.isAfter(now)).isPresent()
            ? it.onward(now)
            : it);
  }

  private void keep(HeldMessage message) {
    messages.put(message.id(), message);
    if (message.isFinished()) {
      open.remove(message.id());
    } else {
      open.put(message.id(), message);
    }
  }

  private Stream<HeldSchedule> firing() {
    return schedules.values().stream().filter(it -> !it.paused() && it.next().isPresent());
  }

  private Stream<HeldMessage> waiting() {
    return open.values().stream().filter(it -> it.state() == State.WAITING);
  }

  /** Writes down what came of an attempt; returns the dead letter that it made, if it did. */
  synchronized Optional<DeadLetter> finish(String id, Attempt attempt, Instant now) {
    HeldMessage message = messages.get(id);
    Optional<Attempt> about = Optional.of(attempt);
    if (message.isFinished()) {
      return Optional.empty();
    }
    if (attempt.isDelivered()) {
      keep(message.to(State.DELIVERED));
      note("DELIVERED", message, now, Optional.empty(), about);
      return Optional.empty();
    }
    note("ERROR", message, now, Optional.empty(), about);
    if (message.cancelled()) {
      cancel(message, now);
      return Optional.empty();
    }
    Options options = message.parcel().options();
    if (attempt.isHopeless() || message.retried() >= options.retries()) {
      return Optional.of(bury(message, attempt, now));
    }
    Instant again = now.plus(Waits.after(attempt, options, now));
    keep(message.again(again));
    note("RETRY", message, now, Optional.of(again), about);
    return Optional.empty();
  }

  private DeadLetter bury(HeldMessage message, Attempt attempt, Instant now) {
    HeldMessage failed = message.to(State.FAILED);
    keep(failed);
    note("FAILED", message, now, Optional.empty(), Optional.of(attempt));
    DeadLetter letter = new DeadLetter(now.toEpochMilli() + "-" + letters++, failed, attempt, now);
    dead.put(letter.id(), letter);
    return letter;
  }

  /** Stops a message; one that is under way may still arrive. Returns whether there was one. */
  synchronized boolean cancel(String id, Instant now) {
    HeldMessage message = messages.get(id);
    if (message == null || message.isFinished()) {
      return false;
    }
    note("CANCEL_REQUESTED", message, now, Optional.empty(), Optional.empty());
    if (message.state() == State.ACTIVE) {
      keep(message.stopped());
    } else {
      cancel(message, now);
    }
    return true;
  }

  private void cancel(HeldMessage message, Instant now) {
    keep(message.to(State.CANCELED));
    note("CANCELED", message, now, Optional.empty(), Optional.empty());
  }

  /** Takes a dead letter out. */
  synchronized Optional<DeadLetter> exhume(String id) {
    return Optional.ofNullable(dead.remove(id));
  }

  private void note(
      String state,
      HeldMessage message,
      Instant at,
      Optional<Instant> next,
      Optional<Attempt> attempt) {
    log.add(new LogLine(at, log.size(), state, message, next, attempt));
  }
}
