package dev.carillon.calls;

import dev.carillon.function.CancelSignal;
import dev.carillon.running.CallFailedException;
import dev.carillon.running.CallFailedException.Kind;
import dev.carillon.running.Cancellation;
import dev.carillon.running.HttpCall;
import dev.carillon.running.HttpCaller;
import dev.carillon.running.HttpReply;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.ssl.SSLContexts;

/**
 * Makes HTTP calls over Apache HttpClient; each host and each redirect passes the {@link
 * AddressRules} first, and the very addresses that passed are connected to, by a proxy if there is
 * one.
 *
 * <p>May be shared by threads. Nothing is opened and no thread runs before the first call; threads
 * that have nothing to do end after ten seconds. At most {@link CallLimits#calls()} connections are
 * open.
 */
public final class GatedHttpCaller implements HttpCaller, AutoCloseable {
  private static final int IDLE_SECONDS = 10;
  private static final int STOP_SECONDS = 5;

  private final Gate gate;
  private final CallLimits limits;
  private final Optional<HttpProxy> proxy;
  private final Supplier<SSLContext> trust;
  private final ThreadPoolExecutor threads;
  private final Set<Exchange> underWay = ConcurrentHashMap.newKeySet();
  private CloseableHttpClient client;

  /** Makes one that asks the system's name servers and trusts the JVM's certificates. */
  public GatedHttpCaller(AddressRules rules, CallLimits limits, Optional<HttpProxy> proxy) {
    this(new Gate(rules, NameLookup.system()), limits, proxy, SSLContexts::createDefault);
  }

  GatedHttpCaller(
      Gate gate, CallLimits limits, Optional<HttpProxy> proxy, Supplier<SSLContext> trust) {
    this.gate = gate;
    this.limits = limits;
    this.proxy = proxy;
    this.trust = trust;
    this.threads = new ThreadPoolExecutor(
        limits.calls(),
        limits.calls(),
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        GatedHttpCaller::thread);
    this.threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public Duration timeLimit() {
    return limits.time();
  }

  @Override
  public HttpReply exchange(HttpCall call, Cancellation cancellation) {
    Outgoing first = Outgoing.of(call, limits);
    Exchange exchange = new Exchange(client(), gate, limits, first, call.followRedirects());
    String cancelled = "the call to " + first.target().host() + " was cancelled";
    underWay.add(exchange);
    CancelSignal.Hook hook = cancellation.onCancel(() -> exchange.end(Kind.CANCELLED, cancelled));
    try {
      threads.execute(exchange);
      return exchange.await(call.timeout());
    } catch (RejectedExecutionException tooLate) {
      throw closed(tooLate);
    } finally {
      hook.close();
      underWay.remove(exchange);
    }
  }

  /**
   * Ends the calls that are under way ({@link Kind#CANCELLED}) and closes their connections; waits
   * up to five seconds until all is quiet. A second call does nothing; later exchanges fail.
   */
  @Override
  public void close() {
    threads.shutdown();
    underWay.forEach(exchange -> exchange.end(Kind.CANCELLED, "outgoing calls are being stopped"));
    synchronized (this) {
      if (client != null) {
        client.close(CloseMode.IMMEDIATE);
      }
    }
    try {
      threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized CloseableHttpClient client() {
    if (threads.isShutdown()) {
      throw closed(new IOException("closed"));
    }
    if (client == null) {
      client = BareClient.with(limits, proxy, trust.get());
    }
    return client;
  }

  private static CallFailedException closed(Exception cause) {
    return new CallFailedException(Kind.CANCELLED, false, "outgoing calls were stopped", cause);
  }

  private static Thread thread(Runnable walk) {
    Thread thread = new Thread(walk, "carillon-call");
    thread.setDaemon(true);
    return thread;
  }
}
