package dev.carillon.guard;

import dev.carillon.access.RequestTooLargeException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads a body as it comes, with a bound and a deadline, and without a thread that waits for it. Tells
 * once how it ended; nothing is read after that.
 */
final class BodyReader implements ReadListener, AsyncListener {
  /** How reading a body can end. */
  enum End {
    /** All of it is there. */
    WHOLE,
    /** It has more bytes than it may; the rest was not read. */
    TOO_LARGE,
    /** It was not there in time. */
    TOO_SLOW,
    /** Too many others wait for theirs; the rest was not read. */
    CROWDED,
    /** The sender went away, or sent what is no body. */
    BROKEN
  }

  /** Is told how a body ended. */
  @FunctionalInterface
  interface WhenRead {
    /** Has to dispatch or to complete the request. */
    void ended(End end) throws IOException;
  }

  private final byte[] chunk = new byte[8192];
  private final AtomicBoolean ended = new AtomicBoolean();
  private final ServletInputStream from;
  private final OutputStream into;
  private final long most;
  private final WhenRead whenRead;
  private final Optional<WaitingRoom.Seat> seat;
  private long size;

  private BodyReader(
      ServletInputStream from,
      Optional<WaitingRoom.Seat> seat,
      OutputStream into,
      long most,
      WhenRead whenRead) {
    this.from = from;
    this.seat = seat;
    this.into = into;
    this.most = most;
    this.whenRead = whenRead;
  }

  /**
   * Begins to read.
   *
   * @param guests in whose room it waits
   * @param into gets the bytes that are within the bound
   */
  static void read(
      HttpServletRequest request,
      AsyncContext waiting,
      WaitingRoom.Guests guests,
      BodyLimits limits,
      OutputStream into,
      WhenRead whenRead)
      throws IOException {
    Optional<WaitingRoom.Seat> seat =
        WaitingRoom.of(request.getServletContext(), guests).enter();
    BodyReader reader =
        new BodyReader(request.getInputStream(), seat, into, limits.bytes(), whenRead);
    waiting.setTimeout(limits.deadline().toMillis());
    waiting.addListener(reader);
    // From here on the container reads without blocking, also when it drains what we left.
    reader.from.setReadListener(reader);
    if (request.getContentLengthLong() > limits.bytes()) {
      reader.end(End.TOO_LARGE);
    } else if (seat.isEmpty()) {
      reader.end(End.CROWDED);
    }
  }

  @Override
  public void onDataAvailable() throws IOException {
    try {
      while (!ended.get() && from.isReady() && !from.isFinished()) {
        int count = from.read(chunk);
        if (count > 0) {
          take(count);
        }
      }
    } catch (RequestTooLargeException tooLarge) {
      end(End.TOO_LARGE);
    }
  }

  private void take(int count) throws IOException {
    size += count;
    if (size > most) {
      end(End.TOO_LARGE);
    } else if (!seat.map(it -> it.keep(count)).orElse(false)) {
      end(End.CROWDED);
    } else {
      into.write(chunk, 0, count);
    }
  }

  @Override
  public void onAllDataRead() throws IOException {
    end(End.WHOLE);
  }

  @Override
  public void onTimeout(AsyncEvent event) throws IOException {
    end(End.TOO_SLOW);
  }

  /** The body broke off; the container has told the reason to nobody yet, and need not. */
  @Override
  public void onError(Throwable broken) {
    try {
      end(End.BROKEN);
    } catch (IOException nobodyListens) {
      // The sender is gone, and with him the one who would read our answer.
    }
  }

  @Override
  public void onError(AsyncEvent event) throws IOException {
    end(End.BROKEN);
  }

  @Override
  public void onComplete(AsyncEvent event) {
    ended.set(true);
    seat.ifPresent(WaitingRoom.Seat::leave);
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // Somebody behind us starts anew; our part is over by then.
  }

  private void end(End how) throws IOException {
    if (ended.compareAndSet(false, true)) {
      seat.ifPresent(WaitingRoom.Seat::leave);
      whenRead.ended(how);
    }
  }
}
