package dev.carillon.calls;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;

/**
 * One request on its way to one checked address, in the client's terms. Remembers whether the
 * connection was made: from then on the target may have seen the request.
 */
final class Hop {
  private static final String ATTRIBUTE = "carillon.hop";

  private final Outgoing wanted;
  private final HttpUriRequestBase request;
  private final HttpHost host;
  private volatile boolean connected;

  /**
   * Prepares it.
   *
   * @param address the only one that this hop connects to
   * @param silence how long the other end may send nothing
   */
  Hop(Outgoing wanted, InetAddress address, Duration silence) {
    this.wanted = wanted;
    Target target = wanted.target();
    host = new HttpHost(target.scheme(), address, target.host(), target.port());
    request = new HttpUriRequestBase(wanted.method(), target.uri().resolve("/"));
    request.setHeader("Connection", "close");
    if (wanted.body().length > 0 || needsLength(wanted.method())) {
      request.setEntity(new ByteArrayEntity(wanted.body(), (ContentType) null));
    }
    request.setConfig(RequestConfig.custom()
        .setResponseTimeout(Timeout.of(silence.toMillis(), TimeUnit.MILLISECONDS))
        .setAuthenticationEnabled(false)
        .setProtocolUpgradeEnabled(false)
        .build());
  }

  /** Makes of the stand-in, which is about to be written, the request that is wanted. */
  void reveal(ClassicHttpRequest standIn) {
    standIn.setPath(wanted.target().path());
    standIn.setHeader("Accept-Encoding", "gzip");
    wanted.headers().forEach(standIn::setHeader);
  }

  /** Returns the hop that is made in this context. */
  static Hop of(HttpContext context) {
    return (Hop) context.getAttribute(ATTRIBUTE);
  }

  HttpUriRequestBase request() {
    return request;
  }

  HttpHost host() {
    return host;
  }

  HttpClientContext context() {
    HttpClientContext context = HttpClientContext.create();
    context.setAttribute(ATTRIBUTE, this);
    return context;
  }

  void connected() {
    connected = true;
  }

  boolean isConnected() {
    return connected;
  }

  /** Closes the connection, from any thread; or keeps it from being made. */
  void abort() {
    request.cancel();
  }

  /** These announce a body, so an empty one is said to be empty (RFC 9110 section 8.6). */
  private static boolean needsLength(String method) {
    return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
  }
}
