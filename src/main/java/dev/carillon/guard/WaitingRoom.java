package dev.carillon.guard;

import jakarta.servlet.ServletContext;
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
  /** The attribute of the servlet context that holds the application's; made when first needed. */
  static final String ATTRIBUTE = "dev.carillon.waiting-room";

  /** Half of the connections that Tomcat takes, if it is not told otherwise. */
  private static final int USUAL_SEATS = 4_000;

  private static final long USUAL_BYTES = 64L << 20;

  private final int seats;
  private final long most;
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  WaitingRoom(int seats, long most) {
    this.seats = seats;
    this.most = most;
  }

  static WaitingRoom of(ServletContext context) {
    synchronized (context) {
      if (context.getAttribute(ATTRIBUTE) == null) {
        context.setAttribute(ATTRIBUTE, new WaitingRoom(USUAL_SEATS, USUAL_BYTES));
      }
      return (WaitingRoom) context.getAttribute(ATTRIBUTE);
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
