package dev.carillon.calls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A socket that gets to where it is sent through a proxy (CONNECT, RFC 9110 section 9.3.6). The proxy
 * is told the address and not the name, which it would look up anew.
 */
final class TunnelSocket extends Socket {
  private static final int LONGEST_REPLY = 16_384;
  private static final Pattern STATUS =
      Pattern.compile("HTTP/1\\.\\d (\\d{3})\\b.*", Pattern.DOTALL);

  private final HttpProxy proxy;

  TunnelSocket(HttpProxy proxy) {
    // A plain new Socket() would follow the JVM's socksProxyHost.
    super(Proxy.NO_PROXY);
    this.proxy = proxy;
  }

  @Override
  public void connect(SocketAddress to, int timeout) throws IOException {
    InetSocketAddress address = proxy.address();
    if (address.isUnresolved()) {
      throw new NoTunnelException("it has no address that is known here");
    }
    super.connect(address, timeout);
    int silence = getSoTimeout();
    setSoTimeout(timeout);
    getOutputStream().write(request((InetSocketAddress) to).getBytes(ISO_8859_1));
    Matcher status = STATUS.matcher(reply(getInputStream()));
    if (!status.matches()) {
      throw new NoTunnelException("it does not answer in HTTP");
    } else if (!status.group(1).startsWith("2")) {
      throw new NoTunnelException("it answered " + status.group(1));
    }
    setSoTimeout(silence);
  }

  private String request(InetSocketAddress to) {
    String place = written(to.getAddress()) + ":" + to.getPort();
    return "CONNECT " + place + " HTTP/1.1\r\nHost: " + place + "\r\n"
        + proxy.authorization().map(it -> "Proxy-Authorization: " + it + "\r\n").orElse("")
        + "\r\n";
  }

  private static String written(InetAddress address) {
    String text = address.getHostAddress().split("%")[0];
    return address instanceof Inet6Address ? "[" + text + "]" : text;
  }

  /** Reads to the empty line and not a byte further: what comes then is not for us. */
  private static String reply(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the proxy closed the connection");
      }
      head.write(next);
      if (head.size() > LONGEST_REPLY) {
        throw new NoTunnelException("its answer does not end");
      }
      text = next == '\n' ? head.toString(ISO_8859_1) : "";
    }
    return text;
  }
}
