package dev.carillon.rest;

import dev.carillon.access.SecretHash;
import dev.carillon.access.Session;
import dev.carillon.access.SignIn;
import dev.carillon.running.Changes;
import dev.carillon.running.Changes.Change;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells browsers what to look at again (Server-sent events, HTML Living Standard section 9.2). Many
 * changes of one run within a quarter of a second are told once. Its own thread writes, so that no
 * slow browser holds up a run. A stream that a session opened ends with it: at once if it is signed
 * out here, else before the next comment.
 */
@Path("api/events")
public final class EventsResource {
  private static final Logger LOG = LoggerFactory.getLogger(EventsResource.class);
  private static final long FLUSH_MILLIS = 250;
  private static final long COMMENT_SECONDS = 15;

  private final Changes changes;
  private final SignIn signIn;
  private final Map<SseEventSink, Browser> browsers = new ConcurrentHashMap<>();
  private final Set<Change> fresh = new LinkedHashSet<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "carillon-events");
        thread.setDaemon(true);
        return thread;
      });

  /**
   * Who listens.
   *
   * @param session by which it was let in; empty for one with a token
   */
  private record Browser(Sse sse, Optional<SecretHash> session) {}

  /** Takes what to tell of, and who knows whether a session has ended. */
  public EventsResource(Changes changes, SignIn signIn) {
    this.changes = changes;
    this.signIn = signIn;
  }

  /** Begins to tell. */
  public void start() {
    changes.watch(this::add);
    signIn.watchEnds(this::end);
    timer.scheduleWithFixedDelay(this::flush, FLUSH_MILLIS, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
    timer.scheduleWithFixedDelay(this::comment, COMMENT_SECONDS, COMMENT_SECONDS, TimeUnit.SECONDS);
  }

  /** Ends all streams. */
  public void stop() {
    timer.shutdownNow();
    try {
      timer.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    browsers.keySet().forEach(this::leave);
    browsers.clear();
  }

  /** Opens a stream; it stays open until the browser leaves or is signed out. */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void open(
      @Context SseEventSink sink, @Context Sse sse, @Context ContainerRequestContext request) {
    var session = (SecretHash) request.getProperty(Session.KEY_ATTRIBUTE);
    // Whoever hears that it is open is told of everything from then on.
    browsers.put(sink, new Browser(sse, Optional.ofNullable(session)));
    sink.send(sse.newEventBuilder().comment("open").build());
    // Who was signed out between being let in and being listed is told by nobody else.
    if (session != null && !signIn.isOpen(session)) {
      end(session);
    }
  }

  // The thread that writes closes, too: whoever signs out waits for no slow browser.
  private void end(SecretHash session) {
    try {
      timer.execute(() -> leaveThose(session::equals));
    } catch (RejectedExecutionException stopped) {
      LOG.debug("all streams are closed already", stopped);
    }
  }

  private void leaveThose(Predicate<SecretHash> ended) {
    browsers.forEach((sink, browser) -> {
      if (browser.session().filter(ended).isPresent()) {
        leave(sink);
      }
    });
  }

  private void leaveEnded() {
    try {
      leaveThose(session -> !signIn.isOpen(session));
    } catch (RuntimeException unknown) {
      // Nothing may leave here, either: no comment would follow.
      LOG.debug("whether sessions have ended cannot be said now", unknown);
    }
  }

  private void add(Change change) {
    synchronized (fresh) {
      fresh.add(change);
    }
  }

  private void flush() {
    Set<Change> told;
    synchronized (fresh) {
      told = Set.copyOf(fresh);
      fresh.clear();
    }
    told.forEach(change -> each(sse -> event(sse, change)));
  }

  private void comment() {
    leaveEnded();
    each(sse -> sse.newEventBuilder().comment("still here").build());
  }

  private void each(Function<Sse, OutboundSseEvent> maker) {
    browsers.forEach((sink, browser) -> {
      try {
        if (sink.isClosed()) {
          browsers.remove(sink);
        } else {
          sink.send(maker.apply(browser.sse())).exceptionally(gone -> {
            leave(sink);
            return null;
          });
        }
      } catch (RuntimeException | Error closed) {
        // Nothing may leave here, or nobody would be told of anything any more.
        LOG.debug("a browser could not be told", closed);
        leave(sink);
      }
    });
  }

  private void leave(SseEventSink sink) {
    browsers.remove(sink);
    try {
      sink.close();
    } catch (IOException | RuntimeException gone) {
      // The browser has left before us. Or the container has taken down what served it, as Tomcat
      // does before it tells the application of its end: then it is closed as far as it can be.
      LOG.debug("a stream was closed already", gone);
    }
  }

  private static OutboundSseEvent event(Sse sse, Change change) {
    View view = View.of().text("workflow", change.workflow());
    if (change.run() != null) {
      view.text("run", change.run());
    }
    return sse.newEventBuilder()
        .name("change")
        .data(String.class, view.json().toString())
        .build();
  }
}
