package dev.carillon.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.carillon.running.CallRefusedException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
  private static final AddressRules PUBLIC = AddressRules.publicAnd(List.of());

  /**
   * Each line of the table is a host as an attacker or a careless author may write it in a URL, and
   * what becomes of it: {@code public}, a part of the refusal, or {@code unreadable}.
   */
  @ParameterizedTest
  @CsvFileSource(resources = "addresses.csv", delimiter = '|')
  void aHostInAnyNotationIsJudgedByWhereItLeads(String host, String verdict) throws Exception {
    Optional<String> refusal = refusal(host);
    switch (verdict) {
      case "public" -> assertThat(refusal).isEmpty();
      case "unreadable" ->
        assertThat(refusal)
            .hasValueSatisfying(why ->
                assertThat(why).containsAnyOf("more than one way", "no host", "not an IPv6"));
      default -> assertThat(refusal).hasValueSatisfying(why -> assertThat(why).contains(verdict));
    }
  }

  @Property
  void anIpv6AddressOutsideGlobalUnicastIsNotPublic(@ForAll @Size(16) byte[] bytes) {
    // Bit patterns 010 to 111 at the start; 000 holds NAT64 and the mapped ones, tested below.
    bytes[0] |= (byte) (bytes[0] < 0 ? 0x80 : 0x40);
    assertThat(PUBLIC.objection("h.example", 80, IpLiteral.of(bytes))).isPresent();
  }

  @Property
  void nat64AndIsatapAreAsPublicAsWhatTheyCarry(@ForAll @Size(4) byte[] v4) {
    boolean isPublic = PUBLIC.objection("h.example", 80, IpLiteral.of(v4)).isEmpty();
    for (String way : List.of(
        "0064ff9b0000000000000000",
        "2a00123400000000" + "00005efe",
        "2a00123400000000" + "02005efe",
        "00000000000000000000ffff")) {
      byte[] v6 = Arrays.copyOf(HexFormat.of().parseHex(way), 16);
      System.arraycopy(v4, 0, v6, 12, 4);
      assertThat(PUBLIC.objection("h.example", 80, IpLiteral.of(v6)).isEmpty()).isEqualTo(isPublic);
    }
  }

  @Property
  void anyLetsEverythingThrough(@ForAll @Size(4) byte[] v4, @ForAll @Size(16) byte[] v6) {
    assertThat(AddressRules.any().objection("h", 25, IpLiteral.of(v4))).isEmpty();
    assertThat(AddressRules.any().objection("h", 25, IpLiteral.of(v6))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, h.example, 80, 10.1.2.3, true",
    "10.0.0.0/8, h.example, 80, 11.1.2.3, true",
    "10.0.0.0/8, h.example, 80, 192.168.0.1, false",
    "10.1.2.3, h.example, 80, 10.1.2.3, true",
    "10.1.2.3, h.example, 80, 10.1.2.4, false",
    "10.1.2.3:8080, h.example, 8080, 10.1.2.3, true",
    "10.1.2.3:8080, h.example, 80, 10.1.2.3, false",
    "fd00::/8, h.example, 80, fd12::1, true",
    "fd00::/8, h.example, 80, fe80::1, false",
    "fd00::1, h.example, 80, fd00::1, true",
    "[fd00::1], h.example, 80, fd00::1, true",
    "[fd00::1]:8080, h.example, 80, fd00::1, false",
    "[fd00::1]:8080, h.example, 8080, fd00::1, true",
    "h.example, h.example, 80, 10.1.2.3, true",
    "H.Example., h.example, 80, 10.1.2.3, true",
    "h.example:81, h.example, 80, 10.1.2.3, false",
    "h.example, sub.h.example, 80, 10.1.2.3, false",
    "*.h.example, sub.h.example, 80, 10.1.2.3, true",
    "*.h.example, h.example, 80, 10.1.2.3, false",
    "*.h.example, evilh.example, 80, 10.1.2.3, false",
    "127.0.0.0/8, localhost, 80, 127.0.0.1, true",
    "::ffff:127.0.0.1, localhost, 80, 127.0.0.1, true",
    "mail.example:25, mail.example, 25, 93.184.216.34, true",
    "other.example, mail.example, 25, 93.184.216.34, false"
  })
  void theAllowListOverridesTheRules(
      String entry, String host, int port, String address, boolean passes) {
    var objection = AddressRules.publicAnd(List.of("unrelated.example", entry))
        .objection(host, port, IpLiteral.parse(address).orElseThrow());
    assertThat(objection.isEmpty()).isEqualTo(passes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://a.example",
        "a b",
        "10.0.0.1/8",
        "*.10.0.0.1",
        "a.example:0",
        "a.example:65536",
        "[a.example]",
        "[fd00::1",
        "*",
        "2130706433",
        "a.example/24",
        "fd00::1:8080:"
      })
  void anEntryThatCannotBeReadIsRefused(String entry) {
    assertThatThrownBy(() -> AddressRules.publicAnd(List.of(entry)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {22, 25, 6667, 10080})
  void portsOfOtherProtocolsAreRefused(int port) {
    assertThat(PUBLIC.objection("h.example", port, IpLiteral.parse("8.8.8.8").orElseThrow()))
        .contains("a port of another protocol (" + port + ", Fetch Standard)");
  }

  @Test
  void userAndPasswordInAnAddressAreRefusedAndNotRepeated() {
    assertThatThrownBy(() -> Target.of(URI.create("http://me:secret@a.example/")))
        .isInstanceOf(CallRefusedException.class)
        .hasMessage("the address holds a user or a password; send an Authorization header instead");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://a.example:0/",
        "http://a.example:65536/",
        "http://a.example:-1/",
        "ftp://a.example/",
        "a.example/",
        "/path",
        "http:a.example",
        "http:///path",
        "mailto:a@b.c"
      })
  void whatIsNoPlaceToCallIsRefused(String uri) {
    assertThat(catchThrowableOfType(CallRefusedException.class, () -> Target.of(URI.create(uri)))
            .reason())
        .isEqualTo(CallRefusedException.Reason.URI);
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP://A.Example, http://a.example/",
    "http://a.example:80/x, http://a.example/x",
    "http://a.example:/x, http://a.example/x",
    "https://a.example:443?q, https://a.example/?q",
    "https://a.example./#f, https://a.example/",
    "http://a_b.example/, http://a_b.example/",
    "http://ｅxample.com/ä, http://example.com/%C3%A4",
    "http://bücher.example/, http://xn--bcher-kva.example/",
    "http://[2001:0DB8::1]:80/, 'http://[2001:db8:0:0:0:0:0:1]/'"
  })
  void aTargetHasOneSpelling(String uri, String spelling) {
    assertThat(Target.of(URI.create(uri)).uri()).hasToString(spelling);
  }

  private static Optional<String> refusal(String host) throws UnknownHostException {
    var names = new FakeNames()
        .answer("public.example", "93.184.216.34", "2606:2800:220:1::1")
        .answer("localhost", "127.0.0.1")
        .answer("inner.example", "10.0.0.1")
        .answer("example.com", "93.184.216.34")
        .answer("a_b.example.com", "93.184.216.34");
    try {
      new Gate(PUBLIC, names).open(Target.of(URI.create("http://" + host + "/")));
      return Optional.empty();
    } catch (CallRefusedException refused) {
      return Optional.of(refused.getMessage());
    }
  }
}
