package dev.carillon.guard;

import dev.carillon.access.Caller;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/**
 * Waits for the bodies of requests without a thread, so that nobody who sends one slowly, or announces
 * one and sends none, keeps others from being served. Whoever comes behind reads it from memory.
 *
 * <p>Where nothing reads a body, with GET, HEAD and OPTIONS, none is waited for: the answer is the
 * usual one, and then the connection is closed.
 *
 * <p>Stands behind the {@link AccessFilter}, so that only bodies of requests that were let in are kept.
 * The request is dispatched again when its body is there; so it has to be mapped with {@code
 * asyncSupported} for the dispatcher types REQUEST and ASYNC.
 */
public final class WholeBodyFilter implements Filter {
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
  private static final String ATTRIBUTE = "dev.carillon.whole-body";

  /** In seconds: by then the strangers who wait now have their bodies or are sent away. */
  private static final String SOON = Long.toString(BodyLimits.USUAL.deadline().toSeconds());

  private final BodyLimits strangers;
  private final BodyLimits callers;

  /** As usual for strangers; who is signed in may send what {@link BodyLimitFilter} lets in, in a minute. */
  public WholeBodyFilter() {
    this(
        BodyLimits.USUAL,
        new BodyLimits(Math.toIntExact(BodyLimitFilter.USUAL), Duration.ofMinutes(1)));
  }

  /** Takes what a body may be, of somebody we do not know and of a {@link Caller}. */
  public WholeBodyFilter(BodyLimits strangers, BodyLimits callers) {
    this.strangers = strangers;
    this.callers = callers;
  }

  @Override
  public void doFilter(ServletRequest any, ServletResponse answer, FilterChain chain)
      throws IOException, ServletException {
    var request = (HttpServletRequest) any;
    var response = (HttpServletResponse) answer;
    if (request.getAttribute(ATTRIBUTE) instanceof byte[] body) {
      chain.doFilter(new ReplayedRequest(request, body), response);
    } else if (!Unread.isComing(request)) {
      chain.doFilter(request, response);
    } else if (READS.contains(request.getMethod())) {
      ignore(request, response);
    } else {
      hold(request, response);
    }
  }

  /** With a listener the container takes off the line what is there, and does not wait for more. */
  private static void ignore(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Connection", "close");
    request.setAttribute(ATTRIBUTE, new byte[0]);
    AsyncContext waiting = request.startAsync();
    request.getInputStream().setReadListener(new Nobody());
    waiting.dispatch();
  }

  private void hold(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var coming = new ByteArrayOutputStream();
    boolean stranger = request.getAttribute(Caller.ATTRIBUTE) == null;
    BodyLimits limits = stranger ? strangers : callers;
    var guests = stranger ? WaitingRoom.Guests.STRANGERS : WaitingRoom.Guests.CALLERS;
    AsyncContext waiting = request.startAsync();
    BodyReader.read(request, waiting, guests, limits, coming, end -> {
      if (end == BodyReader.End.WHOLE) {
        request.setAttribute(ATTRIBUTE, coming.toByteArray());
        waiting.dispatch();
      } else {
        if (end == BodyReader.End.CROWDED) {
          response.setHeader("Retry-After", SOON);
        }
        Unread.giveUp(Unread.problemOf(end), response, waiting);
      }
    });
  }

  /** Reads nothing. */
  private static final class Nobody implements ReadListener {
    @Override
    public void onDataAvailable() {
      // What is not asked for does not come again.
    }

    @Override
    public void onAllDataRead() {
      // It came after all, and is of no use.
    }

    @Override
    public void onError(Throwable broken) {
      // Who sent it is told by the answer, if he listens.
    }
  }
}
