package dev.carillon.qstash;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Apache HttpClient without what it does by itself: no redirects (they would carry the token to
 * somebody else), no second tries (only we know what may be doubled), no cookies, no sign-in.
 */
final class PlainClient {
  private static final int LONGEST_HEADER_LINE = 16_384;
  private static final int MOST_HEADERS = 200;
  private static final TimeValue IDLE = TimeValue.ofSeconds(20);

  private PlainClient() {}

  static PoolingHttpClientConnectionManager connections(QStashLimits limits) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setMaxConnTotal(limits.connections())
        .setMaxConnPerRoute(limits.connections())
        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
            .http1Config(Http1Config.custom()
                .setMaxLineLength(LONGEST_HEADER_LINE)
                .setMaxHeaderCount(MOST_HEADERS)
                .build())
            .build())
        .setDefaultSocketConfig(SocketConfig.custom()
            .setSoTimeout(Timeout.of(limits.connect()))
            .setTcpNoDelay(true)
            .build())
        .setDefaultConnectionConfig(ConnectionConfig.custom()
            .setConnectTimeout(Timeout.of(limits.connect()))
            .setSocketTimeout(Timeout.of(limits.silence()))
            .setValidateAfterInactivity(TimeValue.ofMilliseconds(500))
            .setIdleTimeout(Timeout.of(IDLE.toDuration()))
            .setTimeToLive(TimeValue.ofMinutes(2))
            .build())
        .setDefaultTlsConfig(
            TlsConfig.custom().setHandshakeTimeout(Timeout.of(limits.connect())).build())
        .build();
  }

  static CloseableHttpClient over(PoolingHttpClientConnectionManager connections) {
    return HttpClientBuilder.create()
        .setConnectionManager(connections)
        .setUserAgent("Carillon")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .disableConnectionState()
        .addExecInterceptorAfter(
            ChainElement.CONNECT.name(), "connected", (request, scope, chain) -> {
              Exchange.of(scope.clientContext).connected();
              return chain.proceed(request, scope);
            })
        .build();
  }
}
