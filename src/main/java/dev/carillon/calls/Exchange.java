package dev.carillon.calls;

import dev.carillon.running.CallFailedException;
import dev.carillon.running.CallFailedException.Kind;
import dev.carillon.running.CallRefusedException;
import dev.carillon.running.CallRefusedException.Reason;
import dev.carillon.running.HttpReply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;

/**
 * One call on its way, redirects included. A thread of the pool walks it ({@link #run()}); the
 * caller's thread waits ({@link #await}); whoever comes first with an end decides how it ends, and
 * the other side stops. So neither a name server that hangs nor a reply that trickles holds the
 * caller beyond its time, although neither can be interrupted.
 */
final class Exchange implements Runnable {
  private final CompletableFuture<HttpReply> outcome = new CompletableFuture<>();
  private final CloseableHttpClient client;
  private final Gate gate;
  private final CallLimits limits;
  private final Outgoing first;
  private final boolean followRedirects;
  private volatile boolean started;
  private volatile boolean sent;
  private volatile Optional<Hop> current = Optional.empty();

  Exchange(
      CloseableHttpClient client,
      Gate gate,
      CallLimits limits,
      Outgoing first,
      boolean followRedirects) {
    this.client = client;
    this.gate = gate;
    this.limits = limits;
    this.first = first;
    this.followRedirects = followRedirects;
  }

  /** Waits for the end, which comes at the latest when the time is over. */
  HttpReply await(Duration timeout) {
    try {
      return outcome.get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    } catch (TimeoutException over) {
      end(started ? Kind.TIMEOUT : Kind.BUSY, overtime(timeout));
      return ended();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      end(Kind.CANCELLED, "the call to " + first.target().host() + " was interrupted");
      return ended();
    } catch (ExecutionException failed) {
      throw rethrown(failed);
    }
  }

  /** Ends it early, from any thread; does nothing if it already ended. */
  void end(Kind kind, String message) {
    outcome.completeExceptionally(new CallFailedException(kind, maybeSent(), message, null));
    current.ifPresent(Hop::abort);
  }

  @Override
  public void run() {
    started = true;
    if (outcome.isDone()) {
      return;
    }
    try {
      outcome.complete(walk());
    } catch (RuntimeException | Error told) {
      outcome.completeExceptionally(told);
    }
  }

  private HttpReply walk() {
    Outgoing next = first;
    for (int hops = 0; hops <= Redirect.MOST; hops++) {
      HttpReply reply = send(next);
      Optional<String> location = reply.header("Location");
      if (!followRedirects || !Redirect.isOne(reply.status()) || location.isEmpty()) {
        return reply;
      }
      next = Redirect.after(next, reply.status(), location.get());
    }
    throw new CallRefusedException(
        Reason.REDIRECT,
        first.target().host() + " leads through more than " + Redirect.MOST + " redirects");
  }

  /** Tries the checked addresses in turn; only while none of them took a connection. */
  private HttpReply send(Outgoing wanted) {
    List<InetAddress> addresses = addresses(wanted.target());
    for (int i = 0; ; i++) {
      Hop hop = new Hop(wanted, addresses.get(i), limits.time().multipliedBy(2));
      try {
        return exchange(hop, wanted.target());
      } catch (IOException broken) {
        boolean last = i == addresses.size() - 1;
        if (last || hop.isConnected() || outcome.isDone()) {
          throw Failure.of(wanted.target(), hop.isConnected(), maybeSent(), broken);
        }
      }
    }
  }

  private List<InetAddress> addresses(Target target) {
    try {
      return gate.open(target);
    } catch (UnknownHostException unknown) {
      throw Failure.unknownHost(target, sent, unknown);
    }
  }

  private HttpReply exchange(Hop hop, Target target) throws IOException {
    current = Optional.of(hop);
    if (outcome.isDone()) {
      throw new IOException("ended before it was sent");
    }
    try (ClassicHttpResponse response =
        client.executeOpen(hop.host(), hop.request(), hop.context())) {
      return whole(hop, response, target);
    } finally {
      sent = maybeSent();
    }
  }

  /** Breaks the connection off on failure: merely closed, it would first be read to its end. */
  private HttpReply whole(Hop hop, ClassicHttpResponse response, Target target) throws IOException {
    try {
      return new ReplyReader(limits.replyBytes()).read(response, target);
    } catch (IOException broken) {
      hop.abort();
      throw broken;
    }
  }

  private boolean maybeSent() {
    return sent || current.map(Hop::isConnected).orElse(false);
  }

  private HttpReply ended() {
    try {
      return outcome.join();
    } catch (CompletionException failed) {
      throw rethrown(failed);
    }
  }

  private static RuntimeException rethrown(Exception failed) {
    if (failed.getCause() instanceof Error broken) {
      throw broken;
    }
    return (RuntimeException) failed.getCause();
  }

  private String overtime(Duration timeout) {
    String host = first.target().host();
    if (!started) {
      return "%d ms passed before the call to %s could start: as many others are under way as"
              .formatted(timeout.toMillis(), host)
          + " CARILLON_MAX_CALLS allows";
    }
    boolean longest = timeout.compareTo(limits.time()) >= 0;
    return "no whole reply came from %s within %d ms".formatted(host, timeout.toMillis())
        + (longest ? ", which is as long as CARILLON_HTTP_TIMEOUT allows" : "");
  }
}
