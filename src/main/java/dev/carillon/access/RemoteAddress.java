package dev.carillon.access;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What counts as one remote address: for IPv6 the whole /64, which one subscriber has to himself. */
final class RemoteAddress {
  private static final int NETWORK_GROUPS = 4;

  private RemoteAddress() {}

  /** Returns a key for a numeric address as a servlet container tells it; other texts stay. */
  static String keyOf(String address) {
    return address.indexOf(':') < 0 ? address : networkOf(address);
  }

  private static String networkOf(String ipv6) {
    int gap = ipv6.indexOf("::");
    String written = gap < 0 ? ipv6 : ipv6.substring(0, gap);
    return Arrays.stream(written.split(":"))
        .limit(NETWORK_GROUPS)
        .collect(Collectors.joining(":", "", "::"));
  }
}
