package dev.carillon.qstash;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Apache HttpClient without what it does by itself: no redirects (they would carry the token to
 * somebody else), no second tries (only we know what may be doubled), no cookies, no sign-in.
 */
final class PlainClient {
  private static final TimeValue IDLE = TimeValue.ofSeconds(20);

  private PlainClient() {}

  static PoolingHttpClientConnectionManager connections(
      QStashLimits limits, Underway underway, SSLContext trust) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setMaxConnTotal(limits.connections())
        .setMaxConnPerRoute(limits.connections())
        .setConnectionFactory(socket -> connection(underway, socket))
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
        .setTlsSocketStrategy(new DefaultClientTlsStrategy(trust))
        .setDefaultTlsConfig(
            TlsConfig.custom().setHandshakeTimeout(Timeout.of(limits.connect())).build())
        .build();
  }

  private static ManagedHttpClientConnection connection(Underway underway, Socket socket)
      throws IOException {
    var connection = new QuietConnection(underway);
    if (socket != null) {
      connection.bind(socket);
    }
    return connection;
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
        .build();
  }
}
