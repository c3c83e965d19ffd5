package dev.carillon.calls;

import dev.carillon.running.CallFailedException;
import dev.carillon.running.CallFailedException.Kind;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.MessageConstraintException;

/** Names what went wrong on the wire. */
final class Failure {
  private Failure() {}

  /** Returns it for a host that has no address; nothing was sent there. */
  static CallFailedException unknownHost(Target target, boolean sent, UnknownHostException cause) {
    String message = "the host " + target.host() + " has no address that is known here";
    return new CallFailedException(Kind.UNKNOWN_HOST, sent, message, cause);
  }

  /**
   * Returns it for an exchange that broke.
   *
   * @param connected whether the connection was made
   * @param sent whether any target may have seen a request of this call
   */
  static CallFailedException of(Target target, boolean connected, boolean sent, IOException cause) {
    Kind kind = kind(connected, cause);
    return new CallFailedException(kind, sent, message(kind, target.authority(), cause), cause);
  }

  private static Kind kind(boolean connected, IOException cause) {
    if (cause instanceof SSLException) {
      return Kind.TLS;
    }
    if (!connected) {
      return Kind.CONNECT;
    }
    if (cause instanceof TooLargeException || cause instanceof MessageConstraintException) {
      return Kind.TOO_LARGE;
    }
    return cause instanceof SocketTimeoutException ? Kind.TIMEOUT : Kind.BROKEN_OFF;
  }

  private static String message(Kind kind, String host, IOException cause) {
    return switch (kind) {
      case TLS -> "no trusted TLS connection to " + host + " came about";
      case CONNECT -> unconnected(host, cause);
      case TOO_LARGE ->
        cause instanceof TooLargeException
            ? "the reply of " + host + " has " + cause.getMessage()
            : "the head of the reply of " + host + " is larger than allowed";
      case TIMEOUT -> host + " was silent for too long";
      default ->
        cause instanceof ZipException
            ? "the reply of " + host + " is not compressed as it says"
            : host + " broke the connection off, or did not answer in HTTP";
    };
  }

  private static String unconnected(String host, IOException cause) {
    if (cause instanceof NoTunnelException) {
      return "the proxy of CARILLON_HTTP_PROXY made no way to " + host + ": " + cause.getMessage();
    }
    return cause instanceof SocketTimeoutException
        ? host + " took no connection in time"
        : host + " takes no connections";
  }
}
