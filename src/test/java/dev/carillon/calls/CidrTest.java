package dev.carillon.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CidrTest {
  @Property
  void anIpv4BlockHoldsWhatSharesItsPrefix(
      @ForAll @Size(4) byte[] one,
      @ForAll @Size(4) byte[] other,
      @ForAll @IntRange(max = 32) int bits) {
    agrees(one, other, bits);
  }

  @Property
  void anIpv6BlockHoldsWhatSharesItsPrefix(
      @ForAll @Size(16) byte[] one,
      @ForAll @Size(16) byte[] other,
      @ForAll @IntRange(max = 128) int bits) {
    agrees(one, other, bits);
  }

  @Property
  void aBlockEndsExactlyWhereItsPrefixChanges(
      @ForAll @Size(4) byte[] start, @ForAll @IntRange(min = 1, max = 32) int bits) {
    Cidr block = block(start, bits);
    BigInteger first = prefix(start, bits).shiftLeft(32 - bits);
    BigInteger size = BigInteger.ONE.shiftLeft(32 - bits);

    assertThat(block.contains(address(first, 4))).isTrue();
    assertThat(block.contains(address(first.add(size).subtract(BigInteger.ONE), 4)))
        .isTrue();
    assertThat(block.contains(address(first.add(size), 4))).isFalse();
    assertThat(block.contains(address(first.subtract(BigInteger.ONE), 4))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1/8, '10.0.0.1/8 is not the start of a block: 10.0.0.0/8 is'",
    "fd00::1/8, 'fd00::1/8 is not the start of a block: fd00:0:0:0:0:0:0:0/8 is'",
    "10.0.0.0/33, 10.0.0.0/33 has a prefix of more than 32 bits",
    "::/129, ::/129 has a prefix of more than 128 bits",
    "10.0.0.0/-1, 10.0.0.0/-1 is not a block of addresses",
    "10.0.0.0/08, 10.0.0.0/08 is not a block of addresses",
    "10.0.0/8, 10.0.0/8 is not an IP address",
    "010.0.0.0/8, 010.0.0.0/8 is not an IP address",
    "a.example/8, a.example/8 is not an IP address"
  })
  void whatIsNoBlockIsRefusedWithItsReason(String text, String reason) {
    assertThatThrownBy(() -> Cidr.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(reason);
  }

  /** The oracle is arithmetic: two addresses share a prefix if nothing is left of the difference. */
  private static void agrees(byte[] one, byte[] other, int bits) {
    // Half of the second address is taken from the first, or long prefixes would never be shared.
    byte[] near = one.clone();
    int tail = near.length - Math.floorMod(other[0], near.length);
    System.arraycopy(other, tail, near, tail, near.length - tail);
    Cidr block = block(one, bits);

    assertThat(block.contains(IpLiteral.of(near)))
        .isEqualTo(IpLiteral.of(near).getAddress().length == lengthOf(block)
            && prefix(one, bits).equals(prefix(near, bits)));
  }

  private static int lengthOf(Cidr block) {
    return block.toString().contains(":") ? 16 : 4;
  }

  private static Cidr block(byte[] address, int bits) {
    int length = address.length;
    InetAddress start = address(prefix(address, bits).shiftLeft(length * 8 - bits), length);
    return Cidr.of(start.getHostAddress() + "/" + bits);
  }

  private static BigInteger prefix(byte[] address, int bits) {
    return new BigInteger(1, address).shiftRight(address.length * 8 - bits);
  }

  /** The lowest bytes of the number, so that what leaves the range comes in at the other end. */
  private static InetAddress address(BigInteger number, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[length - 1 - i] = number.shiftRight(8 * i).byteValue();
    }
    return IpLiteral.of(bytes);
  }
}
