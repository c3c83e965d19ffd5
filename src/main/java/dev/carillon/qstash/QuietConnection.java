package dev.carillon.qstash;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.util.Timeout;

/**
 * A connection that logs nothing, at no level, and at which a request becomes what it really is:
 * until then the library, which likes to log requests, has one without address, token and headers.
 */
final class QuietConnection extends DefaultBHttpClientConnection
    implements ManagedHttpClientConnection {
  private static final int LONGEST_HEADER_LINE = 16_384;
  private static final int MOST_HEADERS = 200;
  private static final Http1Config LIMITS = Http1Config.custom()
      .setMaxLineLength(LONGEST_HEADER_LINE)
      .setMaxHeaderCount(MOST_HEADERS)
      .build();

  private final Underway underway;
  private volatile Timeout timeout = Timeout.DISABLED;

  QuietConnection(Underway underway) {
    super(LIMITS);
    this.underway = underway;
  }

  @Override
  public void sendRequestHeader(ClassicHttpRequest request) throws HttpException, IOException {
    underway.reveal(request);
    super.sendRequestHeader(request);
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
