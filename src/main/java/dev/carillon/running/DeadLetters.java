package dev.carillon.running;

import dev.carillon.delivery.DeadLetter;
import dev.carillon.delivery.DeadLetter.GivenUp;
import dev.carillon.run.MessageId;
import dev.carillon.running.DeadLetterOffice.Kept;
import dev.carillon.schedule.Schedule;
import dev.carillon.workflow.WorkflowId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/** What nobody tries any more, and what people do about it. May be shared by threads. */
public final class DeadLetters {
  /** How old a look at the engine's own list may be. */
  private static final Duration FRESH = Duration.ofSeconds(30);

  private final DeadLetterStore store;
  private final DeadLetterOffice office;
  private final Supplier<? extends Collection<Schedule>> ours;
  private final ObjIntConsumer<GivenUp> lost;
  private final Clock clock;
  private final AtomicReference<Look> last =
      new AtomicReference<>(new Look(Instant.EPOCH, Asked.NOT_ASKED));

  private record Look(Instant at, Asked outcome) {}

  /** Whether the engine's own list is part of what is shown. */
  public enum Asked {
    /** There is none. */
    NOT_ASKED,
    /** It was read just now. */
    ASKED,
    /** It could not be read. */
    UNAVAILABLE
  }

  /**
   * A page, and whether it is complete.
   *
   * @param letters what was given up last first
   * @param asked about the engine's own list
   */
  public record Listed(List<DeadLetter> letters, Asked asked) {}

  /**
   * Takes what it works with.
   *
   * @param ours gives the schedules that this installation has, also those that are switched off
   * @param lost is told of a message that made no run here, and the revision that it says
   */
  public DeadLetters(
      DeadLetterStore store,
      DeadLetterOffice office,
      Supplier<? extends Collection<Schedule>> ours,
      ObjIntConsumer<GivenUp> lost,
      Clock clock) {
    this.store = store;
    this.office = office;
    this.ours = ours;
    this.lost = lost;
    this.clock = clock;
  }

  /** Keeps what an engine told to have given up; the same again changes nothing. */
  public void keep(GivenUp letter) {
    store.keep(letter);
  }

  /** Returns a page; before the first one, the engine's own list is looked at. */
  public Listed list(Optional<WorkflowId> workflow, Optional<Long> after, int limit) {
    Asked asked = after.isPresent() ? last.get().outcome() : look();
    return new Listed(store.list(workflow, after, limit), asked);
  }

  private Asked look() {
    if (!office.isOpen()) {
      return Asked.NOT_ASKED;
    }
    Look before = last.get();
    Instant now = clock.instant();
    Look mine = new Look(now, before.outcome());
    if (now.isBefore(before.at().plus(FRESH)) || !last.compareAndSet(before, mine)) {
      return before.outcome();
    }
    Optional<List<Kept>> kept = office.of(ours.get().stream().map(Schedule::id).toList());
    kept.ifPresent(letters -> letters.forEach(this::keep));
    Asked outcome = kept.isPresent() ? Asked.ASKED : Asked.UNAVAILABLE;
    last.compareAndSet(mine, new Look(now, outcome));
    return outcome;
  }

  /** What never made a run here is lost to its due time; if nobody told yet, the list does. */
  private void keep(Kept kept) {
    store.keep(kept.letter());
    kept.letter()
        .dlqId()
        .flatMap(store::find)
        .filter(it -> it.given().run().isEmpty() && it.dueTime().isEmpty())
        .ifPresent(it -> lost.accept(kept.letter(), kept.revision()));
  }

  /**
   * Has QStash send one again.
   *
   * @return names the new message
   * @throws UnknownDeadLetterException if it is not ours, or QStash does not keep it any more
   * @throws RunGoesOnException if its run is still being tried
   * @throws ScheduleSilentException if its schedule is paused or switched off
   */
  public MessageId sendAgain(String dlqId) {
    DeadLetter letter = get(dlqId);
    if (!letter.isKeptByQStash()) {
      throw UnknownDeadLetterException.gone(dlqId);
    }
    if (letter.goesOn()) {
      throw new RunGoesOnException(letter.given().run().orElseThrow());
    }
    silent(letter).ifPresent(schedule -> {
      throw ScheduleSilentException.of(schedule);
    });
    // Its message may come before the answer, or instead of it.
    store.asked(dlqId, clock.instant());
    Optional<MessageId> sent = office.sendAgain(dlqId);
    if (sent.isEmpty()) {
      store.gone(dlqId, clock.instant());
      throw UnknownDeadLetterException.gone(dlqId);
    }
    store.sentAgain(dlqId, sent.get(), clock.instant());
    return sent.get();
  }

  private Optional<Schedule> silent(DeadLetter letter) {
    return ours.get().stream()
        .filter(
            schedule -> letter.given().schedule().filter(schedule.id()::equals).isPresent())
        .filter(schedule -> !schedule.rings())
        .findFirst();
  }

  /**
   * Throws one away, at QStash and here; fine if QStash does not keep it any more.
   *
   * @throws UnknownDeadLetterException if it is not ours, or was removed before
   */
  public void remove(String dlqId) {
    if (get(dlqId).isKeptByQStash()) {
      office.discard(dlqId);
    }
    store.remove(dlqId, clock.instant());
  }

  private DeadLetter get(String dlqId) {
    return Optional.of(dlqId)
        .filter(DeadLetter::isName)
        .flatMap(store::find)
        .orElseThrow(() -> UnknownDeadLetterException.notOurs(dlqId));
  }
}
