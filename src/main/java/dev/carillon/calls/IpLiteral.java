package dev.carillon.calls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IP address written out. Only the one notation that everybody reads alike: four decimal numbers
 * without leading zeros (RFC 6943 section 3.1.1), or RFC 4291 section 2.2 without brackets or zone.
 * Never asks a name server.
 */
final class IpLiteral {
  private static final Pattern V4 = Pattern.compile(
      "(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})");
  private static final Pattern V6 =
      Pattern.compile("(?=.*:)[0-9a-fA-F:]+(\\d+\\.\\d+\\.\\d+\\.\\d+)?");

  private IpLiteral() {}

  /** Reads one; an IPv4-mapped IPv6 address comes back as the IPv4 address that it is. */
  static Optional<InetAddress> parse(String text) {
    Matcher four = V4.matcher(text);
    if (four.matches()) {
      return v4(four);
    }
    return V6.matcher(text).matches() ? v6(text) : Optional.empty();
  }

  private static Optional<InetAddress> v4(Matcher four) {
    byte[] bytes = new byte[4];
    for (int i = 0; i < 4; i++) {
      int part = Integer.parseInt(four.group(i + 1));
      if (part > 255) {
        return Optional.empty();
      }
      bytes[i] = (byte) part;
    }
    return Optional.of(of(bytes));
  }

  private static Optional<InetAddress> v6(String text) {
    try {
      // In brackets it is read as an address or not at all.
      return Optional.of(InetAddress.getByName("[" + text + "]"));
    } catch (UnknownHostException malformed) {
      return Optional.empty();
    }
  }

  /** Makes an address of its four or sixteen bytes. */
  static InetAddress of(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalArgumentException("an address has 4 or 16 bytes", impossible);
    }
  }
}
