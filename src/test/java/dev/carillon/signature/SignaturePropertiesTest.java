package dev.carillon.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds for every body, every flipped bit and every piece of garbage. */
final class SignaturePropertiesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final SigningKeys KEYS = new SigningKeys("sig_current", "sig_next");
  private static final String TARGET = "/api/qstash/webhook";
  private static final String URL = "https://carillon.example" + TARGET;

  private final SignatureVerifier verifier = new SignatureVerifier(
      () -> Optional.of(KEYS), PublicUrls.of("https://carillon.example"), SignatureRules.STRICT);

  @Property(tries = 300)
  boolean whatWasSignedIsAccepted(@ForAll @Size(max = 200) byte[] body) {
    String token = TokenBuilder.aToken(URL, body, NOW).signedWith(KEYS.current());

    return judge(token, body) instanceof Verdict.Accepted;
  }

  @Property(tries = 500)
  boolean noBitOfTheBodyCanBeFlipped(
      @ForAll @Size(min = 1, max = 200) byte[] body, @ForAll @IntRange(max = 1599) int bit) {
    String token = TokenBuilder.aToken(URL, body, NOW).signedWith(KEYS.current());
    byte[] flipped = body.clone();
    flipped[bit / 8 % body.length] ^= (byte) (1 << bit % 8);

    return judge(token, flipped) instanceof Verdict.Refused;
  }

  /** All of them, one after the other: a token has some thousand bits. */
  @Property(tries = 3)
  void noBitOfTheTokenCanBeFlipped(@ForAll @Size(max = 50) byte[] body) {
    byte[] token = TokenBuilder.aToken(URL, body, NOW)
        .signedWith(KEYS.current())
        .getBytes(StandardCharsets.ISO_8859_1);
    for (int bit = 0; bit < token.length * 8; bit++) {
      byte[] flipped = token.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(judge(new String(flipped, StandardCharsets.ISO_8859_1), body))
          .as("bit " + bit)
          .isInstanceOf(Verdict.Refused.class);
    }
  }

  @Property
  boolean garbageIsRefusedAndNeverThrows(
      @ForAll String header, @ForAll byte[] body, @ForAll String target) {
    return verifier.judge(Optional.of(header), body, target, NOW) instanceof Verdict.Refused;
  }

  @Property
  boolean signedGarbageIsRefusedAndNeverThrows(@ForAll String header, @ForAll String payload) {
    String token = TokenBuilder.aToken(URL, new byte[0], NOW)
        .header(header)
        .written(payload)
        .signedWith(KEYS.current());

    return judge(token, new byte[0]) instanceof Verdict.Refused;
  }

  @Property
  boolean signedClaimsOfAnyTextNeverThrow(@ForAll String subject, @ForAll String hash) {
    String token = TokenBuilder.aToken(URL, new byte[0], NOW)
        .with("sub", subject)
        .with("body", hash)
        .signedWith(KEYS.next());

    return judge(token, new byte[0]) instanceof Verdict.Refused;
  }

  private Verdict judge(String token, byte[] body) {
    return verifier.judge(Optional.of(token), body, TARGET, NOW);
  }
}
