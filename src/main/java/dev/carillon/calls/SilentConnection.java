package dev.carillon.calls;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpRequestWriterFactory;
import org.apache.hc.core5.util.Timeout;

/**
 * A connection that logs nothing, at no level: the library's own would write down headers and
 * bodies, secrets and all.
 */
final class SilentConnection extends DefaultBHttpClientConnection
    implements ManagedHttpClientConnection {
  private volatile Timeout timeout = Timeout.DISABLED;

  private SilentConnection(Http1Config config) {
    super(
        config,
        null,
        null,
        null,
        null,
        new DefaultHttpRequestWriterFactory(config),
        new DefaultHttpResponseParserFactory(config));
  }

  /** Makes one over a socket that may be missing yet. */
  static SilentConnection over(Socket socket, Http1Config config) throws IOException {
    var connection = new SilentConnection(config);
    if (socket != null) {
      connection.bind(socket);
    }
    return connection;
  }

  @Override
  public void bind(Socket socket) throws IOException {
    super.bind(socket);
    timeout = Timeout.ofMilliseconds(socket.getSoTimeout());
  }

  @Override
  public void bind(SSLSocket tls, Socket socket) throws IOException {
    super.bind(tls, socket);
    timeout = Timeout.ofMilliseconds(tls.getSoTimeout());
  }

  @Override
  public Socket getSocket() {
    return getSocketHolder() == null ? null : getSocketHolder().getSocket();
  }

  @Override
  public void setSocketTimeout(Timeout silence) {
    super.setSocketTimeout(silence);
    timeout = silence;
  }

  @Override
  public void passivate() {
    super.setSocketTimeout(Timeout.ZERO_MILLISECONDS);
  }

  @Override
  public void activate() {
    super.setSocketTimeout(timeout);
  }
}
