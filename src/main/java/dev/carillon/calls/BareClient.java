package dev.carillon.calls;

import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Apache HttpClient with all that it does by itself taken away: no name lookup, no redirects, no
 * second tries, no cookies, no sign-in, no decompression, no proxy of the system (neither HTTP nor
 * SOCKS), no connection kept for later.
 *
 * <p>A connection is made for one request. To keep some would save a handshake now and then, and
 * would cost requests that fail because the other end had just closed theirs.
 */
final class BareClient {
  private static final int LONGEST_HEADER_LINE = 16_384;
  private static final int MOST_HEADERS = 200;

  private BareClient() {}

  /** Builds one. Reads the trusted certificates when {@code trust} is the JVM's own. */
  static CloseableHttpClient with(CallLimits limits, Optional<HttpProxy> proxy, SSLContext trust) {
    return HttpClientBuilder.create()
        .setConnectionManager(connections(limits, proxy, trust))
        .setRoutePlanner(
            (host, context) -> new HttpRoute(host, null, isSecure(host.getSchemeName())))
        .setConnectionReuseStrategy((request, response, context) -> false)
        .setRequestExecutor(new LateHeaders())
        .setUserAgent("Carillon")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .disableConnectionState()
        .addExecInterceptorAfter(
            ChainElement.CONNECT.name(), "connected", (request, scope, chain) -> {
              Hop.of(scope.clientContext).connected();
              return chain.proceed(request, scope);
            })
        .build();
  }

  private static boolean isSecure(String scheme) {
    return URIScheme.HTTPS.same(scheme);
  }

  private static HttpClientConnectionManager connections(
      CallLimits limits, Optional<HttpProxy> proxy, SSLContext trust) {
    var connections = new PoolingHttpClientConnectionManager(
        operator(proxy, trust),
        PoolConcurrencyPolicy.STRICT,
        PoolReusePolicy.LIFO,
        TimeValue.ZERO_MILLISECONDS,
        socket -> SilentConnection.over(socket, replyHead()));
    connections.setMaxTotal(limits.calls());
    connections.setDefaultMaxPerRoute(limits.calls());
    connections.setDefaultConnectionConfig(ConnectionConfig.custom()
        .setConnectTimeout(Timeout.of(limits.connect()))
        .setSocketTimeout(Timeout.of(limits.time().multipliedBy(2)))
        .build());
    connections.setDefaultTlsConfig(
        TlsConfig.custom().setHandshakeTimeout(Timeout.of(limits.connect())).build());
    return connections;
  }

  private static Http1Config replyHead() {
    return Http1Config.custom()
        .setMaxLineLength(LONGEST_HEADER_LINE)
        // The client refuses when the number is reached, not when it is passed.
        .setMaxHeaderCount(MOST_HEADERS + 1)
        .build();
  }

  private static DefaultHttpClientConnectionOperator operator(
      Optional<HttpProxy> proxy, SSLContext trust) {
    return new DefaultHttpClientConnectionOperator(
        // A plain new Socket() would follow the JVM's socksProxyHost.
        socks -> proxy.<Socket>map(TunnelSocket::new).orElseGet(() -> new Socket(Proxy.NO_PROXY)),
        DefaultSchemePortResolver.INSTANCE,
        new NoLookup(),
        RegistryBuilder.<TlsSocketStrategy>create()
            .register(URIScheme.HTTPS.id, new DefaultClientTlsStrategy(trust))
            .build());
  }

  /** Hosts come here with their checked address; one without was never checked. */
  private static final class NoLookup implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) {
      throw new IllegalStateException("an address that did not pass the gate was about to be used");
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
      throw new IllegalStateException("nobody needs another name for a host");
    }
  }
}
