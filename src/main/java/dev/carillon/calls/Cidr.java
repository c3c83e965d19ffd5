package dev.carillon.calls;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of addresses of one family, as in {@code 10.0.0.0/8} or {@code fc00::/7} (RFC 4632, RFC
 * 4291 section 2.3). An address alone is the block that holds only it.
 */
final class Cidr {
  private static final Pattern TEXT = Pattern.compile("([^/]+)(?:/(0|[1-9]\\d{0,2}))?");

  private final byte[] network;
  private final int bits;

  private Cidr(byte[] network, int bits) {
    this.network = network;
    this.bits = bits;
  }

  /**
   * Reads a block.
   *
   * @throws IllegalArgumentException if it is none, or if bits are set behind the prefix: then two
   *     readers would not agree on what was meant
   */
  static Cidr of(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(text + " is not a block of addresses");
    }
    byte[] address = IpLiteral.parse(parts.group(1))
        .map(InetAddress::getAddress)
        .orElseThrow(() -> new IllegalArgumentException(text + " is not an IP address"));
    int length = address.length * 8;
    int bits = parts.group(2) == null ? length : Integer.parseInt(parts.group(2));
    if (bits > length) {
      throw new IllegalArgumentException(text + " has a prefix of more than " + length + " bits");
    }
    byte[] network = masked(address, bits);
    if (!Arrays.equals(network, address)) {
      throw new IllegalArgumentException(
          text + " is not the start of a block: " + text(network, bits) + " is");
    }
    return new Cidr(network, bits);
  }

  /** Tells whether the address is of this family and in this block. */
  boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == network.length && Arrays.equals(network, masked(bytes, bits));
  }

  private static byte[] masked(byte[] address, int bits) {
    byte[] kept = new byte[address.length];
    for (int i = 0; i < kept.length; i++) {
      int mine = Math.max(0, Math.min(8, bits - 8 * i));
      kept[i] = (byte) (address[i] & (0xff00 >> mine));
    }
    return kept;
  }

  private static String text(byte[] network, int bits) {
    return IpLiteral.of(network).getHostAddress() + "/" + bits;
  }

  @Override
  public String toString() {
    return text(network, bits);
  }
}
