package dev.carillon.doctor;

import dev.carillon.running.StoreUnavailableException;
import dev.carillon.scheduling.EngineRefusedException;
import dev.carillon.scheduling.EngineTrouble;
import dev.carillon.scheduling.EngineUnavailableException;
import dev.carillon.signature.Cause;
import dev.carillon.signing.KeptRefusal;
import dev.carillon.signing.NoQStashException;
import dev.carillon.signing.RefusalStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends test messages to QStash and waits for them to come back through the public URL. One is under
 * way at a time, since each counts against the plan. May be shared by threads.
 */
public final class RoundTrips {
  /** Who has not come back by then is taken for lost. */
  public static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final Logger LOG = LoggerFactory.getLogger(RoundTrips.class);
  private static final Duration KEPT = Duration.ofDays(30);

  private final TripStore trips;
  private final RefusalStore refusals;
  private final Optional<Traveller> traveller;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final ThreadPoolExecutor sending;

  /**
   * Takes what it needs.
   *
   * @param traveller empty if there is no QStash to send to
   */
  public RoundTrips(
      TripStore trips, RefusalStore refusals, Optional<Traveller> traveller, Clock clock) {
    this.trips = trips;
    this.refusals = refusals;
    this.traveller = traveller;
    this.clock = clock;
    this.sending =
        new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
          Thread thread = new Thread(work, "carillon-round-trip");
          thread.setDaemon(true);
          return thread;
        });
    sending.allowCoreThreadTimeOut(true);
  }

  /** How a trip stands. */
  public enum State {
    /** QStash is being asked. */
    SENDING,
    /** QStash took it, and it has not come back yet. */
    TRAVELLING,
    /** It came back. */
    ARRIVED,
    /** It came back and was not let in. */
    REFUSED,
    /** QStash did not take it. */
    NOT_SENT,
    /** It did not come back in time. */
    LOST
  }

  /**
   * A trip as it stands now.
   *
   * @param cause why it was not let in
   */
  public record Standing(Trip trip, State state, Optional<Cause> cause) {}

  /**
   * What asking for a trip did.
   *
   * @param begun whether a new one began; else the one that is under way is told
   */
  public record Started(Standing standing, boolean begun) {}

  /**
   * Sends a test message, unless one is under way.
   *
   * @throws NoQStashException if there is nobody to send it to
   * @throws StoreUnavailableException if the database does not answer
   */
  public synchronized Started start() {
    Traveller carrier = traveller.orElseThrow(NoQStashException::new);
    Optional<Standing> before =
        trips.newest(1).stream().findFirst().map(this::standing).filter(RoundTrips::isUnderWay);
    if (before.isPresent()) {
      return new Started(before.get(), false);
    }
    byte[] bits = new byte[16];
    random.nextBytes(bits);
    Instant now = clock.instant();
    Trip trip = Trip.begun(new TripId(HexFormat.of().formatHex(bits)), now);
    trips.add(trip);
    trips.forget(now.minus(KEPT));
    hand(carrier, trip.id());
    return new Started(standing(trip), true);
  }

  private static boolean isUnderWay(Standing standing) {
    return standing.state() == State.SENDING || standing.state() == State.TRAVELLING;
  }

  private void hand(Traveller carrier, TripId id) {
    try {
      sending.execute(() -> send(carrier, id));
    } catch (RejectedExecutionException stopping) {
      LOG.debug("stopping: the test message is not sent");
    }
  }

  private void send(Traveller carrier, TripId id) {
    try {
      String message = carrier.send(id);
      trips.sent(id, clock.instant(), message);
    } catch (EngineRefusedException no) {
      notSent(id, no.trouble());
    } catch (EngineUnavailableException unknown) {
      notSent(id, unknown.trouble());
    } catch (StoreUnavailableException away) {
      LOG.warn("the test message is under way, but that was not noted: {}", away.getMessage());
    }
  }

  private void notSent(TripId id, EngineTrouble trouble) {
    try {
      trips.notSent(id, trouble.kind().word(), trouble.sentence());
    } catch (StoreUnavailableException away) {
      LOG.warn("the test message was not sent: {}", trouble.sentence());
    }
  }

  /**
   * Notes that a message came back. Only for what was signed.
   *
   * @throws StoreUnavailableException if the database does not answer
   */
  public TripStore.Homecoming arrived(TripId id) {
    return trips.arrived(id, clock.instant());
  }

  /** Returns a trip as it stands. */
  public Optional<Standing> find(TripId id) {
    return trips.find(id).map(this::standing);
  }

  /** Returns the newest trips as they stand, the newest first. */
  public List<Standing> newest(int limit) {
    return trips.newest(limit).stream().map(this::standing).toList();
  }

  private Standing standing(Trip trip) {
    if (trip.arrivedAt().isPresent()) {
      return new Standing(trip, State.ARRIVED, Optional.empty());
    }
    Optional<Cause> cause = trip.messageId()
        .flatMap(it -> refusals.ofMessage(it, 1).stream().findFirst())
        .map(KeptRefusal::last)
        .map(it -> it.cause());
    if (cause.isPresent()) {
      return new Standing(trip, State.REFUSED, cause);
    }
    if (trip.trouble().isPresent()) {
      return new Standing(trip, State.NOT_SENT, Optional.empty());
    }
    boolean late = !clock.instant().isBefore(trip.startedAt().plus(PATIENCE));
    if (late) {
      return new Standing(trip, State.LOST, Optional.empty());
    }
    State state = trip.sentAt().isPresent() ? State.TRAVELLING : State.SENDING;
    return new Standing(trip, state, Optional.empty());
  }

  /** Tells whether there is somebody to send to. */
  public boolean isPossible() {
    return traveller.isPresent();
  }

  /** Sends no more. May come twice, and first. */
  public void stop() {
    sending.shutdown();
    try {
      if (!sending.awaitTermination(5, TimeUnit.SECONDS)) {
        sending.shutdownNow();
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
