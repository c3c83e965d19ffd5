package dev.carillon.guard;

import jakarta.servlet.ServletContext;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many requests may wait for the rest of their bodies at once, and how much of these bodies may
 * be kept meanwhile. Who finds no room is told so and sent away, so that
 * there are connections and memory left for those who send what they announce.
 *
 * <p>Any thread may use it.
 */
final class WaitingRoom {
  /**
   * Who waits. Each kind has a room of its own, so that no crowd of one keeps another out; together
   * they take half of the connections that Tomcat has, if it is not told otherwise.
   */
  enum Guests {
    /** Their signature is ours, and only their body may still be another. */
    SIGNED(1_500, 64L << 20),
    /** Only their signature may be wrong: it is made with no key that is known yet. */
    DOUBTED(500, 16L << 20),
    /** They are signed in. */
    CALLERS(500, 64L << 20),
    /** Nobody knows them. */
    STRANGERS(500, 16L << 20),
    /** Nothing is kept of their bodies. */
    UNREAD(1_000, Long.MAX_VALUE);

    private final int seats;
    private final long bytes;

    Guests(int seats, long bytes) {
      this.seats = seats;
      this.bytes = bytes;
    }

    /** Returns the attribute of the servlet context that holds their room; made when first needed. */
    String attribute() {
      return "dev.carillon.waiting-room." + name().toLowerCase(Locale.ROOT);
    }
  }

  private final int seats;
  private final long most;
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  WaitingRoom(int seats, long most) {
    this.seats = seats;
    this.most = most;
  }

  /** Returns the application's room for these. */
  static WaitingRoom of(ServletContext context, Guests guests) {
    synchronized (context) {
      if (context.getAttribute(guests.attribute()) == null) {
        context.setAttribute(guests.attribute(), new WaitingRoom(guests.seats, guests.bytes));
      }
      return (WaitingRoom) context.getAttribute(guests.attribute());
    }
  }

  /** Returns a seat, which has to be left; none while all are taken. */
  Optional<Seat> enter() {
    if (taken.incrementAndGet() > seats) {
      taken.decrementAndGet();
      return Optional.empty();
    }
    return Optional.of(new Seat());
  }

  /** One request that waits. Used by one thread at a time. */
  final class Seat {
    private long kept;
    private boolean left;

    private Seat() {}

    /** Keeps so many bytes more, and tells whether there is room for them. */
    boolean keep(int more) {
      kept += more;
      return bytes.addAndGet(more) <= most;
    }

    /** Makes room. A second call does nothing. */
    synchronized void leave() {
      if (!left) {
        left = true;
        taken.decrementAndGet();
        bytes.addAndGet(-kept);
      }
    }
  }
}
