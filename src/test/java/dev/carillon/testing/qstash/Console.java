package dev.carillon.testing.qstash;

import dev.carillon.signature.SigningKeys;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a person does in the Upstash console, past the API and its records. */
public final class Console {
  private final Account account;
  private final Ledger ledger;
  private final DlqCalls dlq;
  private final Clock clock;

  Console(Account account, Ledger ledger, DlqCalls dlq, Clock clock) {
    this.account = account;
    this.ledger = ledger;
    this.dlq = dlq;
    this.clock = clock;
  }

  /** Pauses a schedule. */
  public void pause(String id) {
    require(ledger.pause(id, true, clock.instant()), id);
  }

  /** Resumes a schedule. */
  public void resume(String id) {
    require(ledger.pause(id, false, clock.instant()), id);
  }

  /** Deletes a schedule. */
  public void delete(String id) {
    require(ledger.delete(id), id);
  }

  /** Changes a schedule; what the change leaves alone stays, and it fires anew from now. */
  public void edit(String id, UnaryOperator<HeldSchedule> change) {
    Optional<HeldSchedule> held = ledger.schedule(id);
    require(held.isPresent(), id);
    HeldSchedule edited = change.apply(held.orElseThrow()).replacedAt(clock.instant());
    ledger.set(edited);
  }

  /** Makes a schedule that posts an empty body. */
  public void create(String id, String cron, String destination) {
    create(id, cron, destination, it -> it);
  }

  /** Makes a schedule, changed from one that posts an empty body. */
  public void create(
      String id, String cron, String destination, UnaryOperator<HeldSchedule> change) {
    Options options = new Options(
        "POST",
        HttpWire.none(),
        Options.RETRIES,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
    Parcel parcel = Parcel.plain(destination, new byte[0], options, "198.51.100.4");
    HeldSchedule plain = HeldSchedule.fresh(id, cron, parcel, clock.instant());
    ledger.set(change.apply(plain).onward(clock.instant()));
  }

  /** Retries a dead letter; returns the id of the new message. */
  public String redeliverFromDlq(String dlqId) {
    return dlq.retry(dlqId);
  }

  /** Rolls the signing keys. */
  public SigningKeys rotateKeys() {
    return account.rotate();
  }

  private static void require(boolean there, String id) {
    if (!there) {
      throw new AssertionError("the fake holds no schedule " + id);
    }
  }
}
