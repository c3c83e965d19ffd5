package dev.carillon.calls;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entry of {@code CARILLON_OUTBOUND_ALLOW}: a place that tasks may reach although it is not
 * public. Written {@code host}, {@code *.host} (all names below it), an address or a block; each but
 * a block may end in {@code :port}, with an IPv6 address in brackets.
 *
 * <p>A host that is allowed by its name is allowed wherever the name leads.
 */
final class AllowedPlace {
  private static final Pattern TEXT =
      Pattern.compile("(?:\\[([^\\]]+)\\]|(\\*\\.)?([^:\\[\\]/*]+))(?::(\\d{1,5}))?");
  private static final int ANY_PORT = 0;

  private final Optional<Cidr> block;
  private final String name;
  private final boolean below;
  private final int port;

  private AllowedPlace(Optional<Cidr> block, String name, boolean below, int port) {
    this.block = block;
    this.name = name;
    this.below = below;
    this.port = port;
  }

  /**
   * Reads an entry.
   *
   * @throws IllegalArgumentException if it is none; the message says what is wrong
   */
  static AllowedPlace of(String entry) {
    String text = entry.strip();
    if (text.contains("/") || IpLiteral.parse(text).isPresent()) {
      return new AllowedPlace(Optional.of(Cidr.of(text)), "", false, ANY_PORT);
    }
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          text + " is not a host, an address or a block of addresses");
    }
    int port = parts.group(4) == null ? ANY_PORT : port(text, Integer.parseInt(parts.group(4)));
    if (parts.group(1) != null) {
      return new AllowedPlace(Optional.of(single(parts.group(1))), "", false, port);
    }
    String name = HostName.canonical(parts.group(3))
        .orElseThrow(() -> new IllegalArgumentException(text + " is not a host's name"));
    Optional<Cidr> address = IpLiteral.parse(name).map(known -> Cidr.of(name));
    boolean below = parts.group(2) != null;
    if (below && address.isPresent()) {
      throw new IllegalArgumentException(text + " has no names below it");
    }
    return new AllowedPlace(address, name, below, port);
  }

  /** Tells whether a call to this host, which leads to this address, was allowed here. */
  boolean holds(String host, int wantedPort, InetAddress address) {
    if (port != ANY_PORT && port != wantedPort) {
      return false;
    }
    return block
        .map(range -> range.contains(address))
        .orElseGet(() -> below ? host.endsWith("." + name) : host.equals(name));
  }

  private static Cidr single(String address) {
    if (address.contains("/")) {
      throw new IllegalArgumentException("[" + address + "] is not an address");
    }
    return Cidr.of(address);
  }

  private static int port(String text, int port) {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException(text + " has a port that does not exist");
    }
    return port;
  }
}
