package dev.carillon.calls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.Optional;

/**
 * The proxy that all calls of tasks go by: the setting {@code CARILLON_HTTP_PROXY}. It is asked for a
 * tunnel to the address that was checked, for {@code http} too, so it sees no more of an {@code
 * https} call than where it goes. Its text shows no password.
 *
 * @param host its name or address; looked up anew for each call, and judged by no rule
 * @param port 1 to 65535
 * @param authorization what it is sent as {@code Proxy-Authorization}, if it wants a user
 */
public record HttpProxy(String host, int port, Optional<String> authorization) {
  private static final String EXAMPLE =
      "write it like http://proxy.example:3128, with user:password@"
          + " before the host if it wants one";

  /**
   * Reads {@code http://host:port} or {@code http://user:password@host:port}.
   *
   * @throws IllegalArgumentException if it is none; the message says what to write, and nothing of
   *     what was written
   */
  public static HttpProxy of(String text) {
    try {
      URI uri = new URI(text.strip());
      boolean whole = "http".equalsIgnoreCase(uri.getScheme())
          && uri.getHost() != null
          && uri.getPort() > 0
          && uri.getPort() <= 65535
          && uri.getRawPath().replace("/", "").isEmpty()
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null;
      if (whole) {
        Optional<String> user = Optional.ofNullable(uri.getUserInfo()).map(HttpProxy::basic);
        return new HttpProxy(uri.getHost(), uri.getPort(), user);
      }
    } catch (URISyntaxException wrong) {
      throw new IllegalArgumentException(EXAMPLE, wrong);
    }
    throw new IllegalArgumentException(EXAMPLE);
  }

  private static String basic(String user) {
    return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8));
  }

  InetSocketAddress address() {
    return new InetSocketAddress(host, port);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
