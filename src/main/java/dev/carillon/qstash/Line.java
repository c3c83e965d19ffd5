package dev.carillon.qstash;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;

/**
 * The wire to QStash: one request, one answer, no second try. Nothing is opened and no thread runs
 * before the first request; threads that have nothing to do end after ten seconds. May be shared by
 * threads.
 */
final class Line implements AutoCloseable {
  private static final int IDLE_SECONDS = 10;
  private static final int STOP_SECONDS = 5;
  private static final String STOPPED = "calls to QStash were stopped";

  private final QStashAccount account;
  private final QStashLimits limits;
  private final Supplier<PoolingHttpClientConnectionManager> pool;
  private final ThreadPoolExecutor threads;
  private final Underway underway = new Underway();
  private PoolingHttpClientConnectionManager connections;
  private CloseableHttpClient client;

  Line(QStashAccount account, QStashLimits limits) {
    this(account, limits, SSLContexts::createDefault);
  }

  /** Takes whose certificates are trusted; asked before the first request. */
  Line(QStashAccount account, QStashLimits limits, Supplier<SSLContext> trust) {
    this.account = account;
    this.limits = limits;
    this.pool = () -> PlainClient.connections(limits, underway, trust.get());
    this.threads = new ThreadPoolExecutor(
        limits.connections(),
        limits.connections(),
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        Line::thread);
    this.threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Sends a request and waits for the whole answer.
   *
   * @param within the time for all of it
   * @throws BrokenLineException if none came
   */
  Reply exchange(Ask ask, Duration within) throws BrokenLineException {
    Exchange exchange = new Exchange(client(ask), host(), account, ask, limits);
    underway.add(exchange);
    try {
      threads.execute(exchange);
      return exchange.await(within);
    } catch (RejectedExecutionException tooLate) {
      throw new BrokenLineException(STOPPED, false, false);
    } finally {
      underway.remove(exchange);
    }
  }

  private HttpHost host() {
    URI url = account.url();
    return new HttpHost(url.getScheme(), url.getHost(), url.getPort());
  }

  /** A kept connection may have been closed by the other end, and then nobody knows what it saw. */
  private synchronized CloseableHttpClient client(Ask ask) throws BrokenLineException {
    if (threads.isShutdown()) {
      throw new BrokenLineException(STOPPED, false, false);
    }
    if (client == null) {
      connections = pool.get();
      client = PlainClient.over(connections);
    }
    if (ask.repeat() == Ask.Repeat.IF_SURELY_NOT_DONE) {
      connections.closeIdle(TimeValue.ZERO_MILLISECONDS);
    }
    return client;
  }

  boolean isClosed() {
    return threads.isShutdown();
  }

  /**
   * Ends what is under way and closes the connections; waits up to five seconds until all is quiet.
   * A second call does nothing.
   */
  @Override
  public void close() {
    threads.shutdown();
    underway.forEach(exchange -> exchange.end(STOPPED, false));
    synchronized (this) {
      if (client != null) {
        client.close(CloseMode.IMMEDIATE);
        connections.close(CloseMode.IMMEDIATE);
      }
    }
    try {
      threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "carillon-qstash");
    thread.setDaemon(true);
    return thread;
  }
}
