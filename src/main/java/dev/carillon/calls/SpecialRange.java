package dev.carillon.calls;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * A block of addresses that is not the public internet.
 *
 * <p>The blocks are those of the IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890)
 * that are not globally reachable, the multicast registries, blocks that were given back, and the
 * addresses at which clouds serve credentials. The source stands with each.
 *
 * @param block which addresses
 * @param meaning what they are, as it is told to the author of a workflow
 */
record SpecialRange(Cidr block, String meaning) {
  private static final Cidr GLOBAL_UNICAST = Cidr.of("2000::/3");
  private static final Cidr NAT64 = Cidr.of("64:ff9b::/96");

  /** From narrow to wide, so that the first hit is the most telling one. */
  private static final List<SpecialRange> ALL = List.of(
      range("169.254.169.254/32", "the cloud's metadata service"),
      range("100.100.100.200/32", "the cloud's metadata service"), // Alibaba Cloud
      range("168.63.129.16/32", "the cloud's platform service"), // Azure's wire server
      range("192.0.0.192/32", "the cloud's metadata service"), // Oracle Cloud, classic
      range("255.255.255.255/32", "the broadcast address (RFC 919)"),
      range("0.0.0.0/8", "an unspecified address (RFC 1122)"),
      range("10.0.0.0/8", "a private address (RFC 1918)"),
      range("100.64.0.0/10", "a carrier-grade NAT address (RFC 6598)"),
      range("127.0.0.0/8", "a loopback address (RFC 1122)"),
      range("169.254.0.0/16", "a link-local address (RFC 3927)"),
      range("172.16.0.0/12", "a private address (RFC 1918)"),
      range("192.0.0.0/24", "an address for IETF protocols (RFC 6890)"),
      range("192.0.2.0/24", "a documentation address (RFC 5737)"),
      range("192.88.99.0/24", "a 6to4 relay (RFC 7526)"),
      range("192.168.0.0/16", "a private address (RFC 1918)"),
      range("198.18.0.0/15", "a benchmarking address (RFC 2544)"),
      range("198.51.100.0/24", "a documentation address (RFC 5737)"),
      range("203.0.113.0/24", "a documentation address (RFC 5737)"),
      range("224.0.0.0/4", "a multicast address (RFC 5771)"),
      range("240.0.0.0/4", "a reserved address (RFC 1112)"),
      range("::/128", "an unspecified address (RFC 4291)"),
      range("::1/128", "a loopback address (RFC 4291)"),
      range("::/96", "an IPv4-compatible address (RFC 4291)"),
      range("::ffff:0:0:0/96", "an IPv4-translated address (RFC 7915)"),
      range("64:ff9b:1::/48", "a local NAT64 address (RFC 8215)"),
      range("100::/64", "a discarded address (RFC 6666)"),
      range("2001::/32", "a Teredo address (RFC 4380)"),
      range("2001:2::/48", "a benchmarking address (RFC 5180)"),
      range("2001::/23", "an address for IETF protocols (RFC 2928)"),
      range("2001:db8::/32", "a documentation address (RFC 3849)"),
      range("2002::/16", "a 6to4 address (RFC 3056)"),
      range("3ffe::/16", "an address given back (RFC 3701)"),
      range("3fff::/20", "a documentation address (RFC 9637)"),
      range("fd00:ec2::254/128", "the cloud's metadata service"), // AWS over IPv6
      range("fd20:ce::254/128", "the cloud's metadata service"), // Google Cloud over IPv6
      range("fc00::/7", "a private address (unique local, RFC 4193)"),
      range("fe80::/10", "a link-local address (RFC 4291)"),
      range("fec0::/10", "a private address (site-local, RFC 3879)"),
      range("ff00::/8", "a multicast address (RFC 4291)"));

  private static SpecialRange range(String block, String meaning) {
    return new SpecialRange(Cidr.of(block), meaning);
  }

  /**
   * Finds what keeps an address from being a public one; empty if it is public.
   *
   * <p>An address that carries an IPv4 address which a router or this host would turn to (NAT64, RFC
   * 6052; ISATAP, RFC 5214; IPv4-mapped, RFC 4291) is judged by that one too. 6to4, Teredo,
   * IPv4-compatible and local NAT64 addresses are refused whatever they carry: nothing public lives
   * there any more. Of IPv6 only global unicast (RFC 4291 section 2.4) and NAT64 are public.
   */
  static Optional<String> meaningOf(InetAddress address) {
    Optional<String> own = inTable(address);
    if (own.isPresent() || address.getAddress().length == 4) {
      return own;
    }
    Optional<String> carried =
        carriedBy(address).flatMap(SpecialRange::inTable).map(what -> "a way to " + what);
    if (carried.isPresent() || GLOBAL_UNICAST.contains(address) || NAT64.contains(address)) {
      return carried;
    }
    return Optional.of("not a global unicast address (RFC 4291)");
  }

  private static Optional<String> inTable(InetAddress address) {
    return ALL.stream()
        .filter(range -> range.block.contains(address))
        .map(SpecialRange::meaning)
        .findFirst();
  }

  private static Optional<InetAddress> carriedBy(InetAddress address) {
    byte[] v6 = address.getAddress();
    if (!NAT64.contains(address) && !isIsatap(v6)) {
      return Optional.empty();
    }
    return Optional.of(IpLiteral.of(new byte[] {v6[12], v6[13], v6[14], v6[15]}));
  }

  /** The interface id is 0000:5efe or, with the universal bit, 0200:5efe, then the address. */
  private static boolean isIsatap(byte[] v6) {
    return (v6[8] & 0xfd) == 0 && v6[9] == 0 && v6[10] == 0x5e && v6[11] == (byte) 0xfe;
  }
}
