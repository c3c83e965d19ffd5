package dev.carillon.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tokens that the official SDK accepts; made by others than us. */
final class SignatureVectorsTest {
  private static final String INPUT = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"
      + ".eyJpc3MiOiJVcHN0YXNoIiwic3ViIjoiaHR0cHM6Ly9leGFtcGxlLmNvbS9hcGkvaG9vayIsImV4cCI6NDEwMjQ0"
      + "NDgwMCwibmJmIjowLCJpYXQiOjE3NjcyMjU2MDAsImp0aSI6Imp3dF92ZWN0b3IxIiwiYm9keSI6Ims2STVjYWtV"
      + "NWVyTDhLalNVVlROb3duRHdjY3Z1NWtVMUh4Zzg4dG9GWWc9In0";
  private static final String BY_CURRENT = "c2iCcb6Cx1-18-cABL1lBFTXObkY6Xzu-BjpuEp9Hes";
  private static final String BY_NEXT = "g9e7S4TlPDVPXNDt70qG7Pv2uY96AQIYmzJ_ZT9kLK0";
  private static final String OF_EMPTY = "DmR_un9TxjGdKVd5HWWyflXZoo4x2tsF9Pj4BxoVbXQ";
  private static final byte[] BODY = "{\"hello\":\"world\"}".getBytes(UTF_8);
  private static final Instant ISSUED = Instant.ofEpochSecond(1767225600);

  /** The vectors live until 2100, which our own rules do not take. */
  private static final SignatureRules PATIENT =
      new SignatureRules(Duration.ZERO, Duration.ofDays(36_500));

  @Test
  void theTokenMadeWithTheCurrentKeyIsAccepted() {
    Verdict verdict = judge(PATIENT, INPUT + "." + BY_CURRENT, BODY);

    assertThat(verdict)
        .isEqualTo(new Verdict.Accepted(
            new Claims(
                "Upstash",
                "https://example.com/api/hook",
                Instant.ofEpochSecond(4102444800L),
                ISSUED,
                Optional.of(Instant.EPOCH),
                Optional.of("jwt_vector1"),
                "k6I5cakU5erL8KjSUVTNownDwccvu5kU1Hxg88toFYg="),
            TokenHash.of(INPUT),
            Verdict.Key.CURRENT,
            KeyFingerprint.of(PublishedKeys.DEFAULT_USER.current())));
  }

  @Test
  void theTokenMadeWithTheNextKeyIsAccepted() {
    Verdict verdict = judge(PATIENT, INPUT + "." + BY_NEXT, BODY);

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Accepted.class,
            accepted -> assertThat(accepted.key()).isEqualTo(Verdict.Key.NEXT));
  }

  @Test
  void ourOwnRulesRefuseATokenThatLivesForDecades() {
    Verdict verdict = judge(SignatureRules.STRICT, INPUT + "." + BY_CURRENT, BODY);

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused -> assertThat(refused.cause()).isEqualTo(Cause.LIVES_TOO_LONG));
  }

  @Test
  void theTokenOfTheEmptyBodyIsAccepted() {
    String token = TokenBuilder.aToken("https://example.com/api/hook", new byte[0], ISSUED)
        .with("exp", 4102444800L)
        .with("jti", "jwt_vector1")
        .signedWith(PublishedKeys.DEFAULT_USER.current());

    assertThat(token).endsWith("." + OF_EMPTY);
    assertThat(judge(PATIENT, token, new byte[0])).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void bodiesHashToThePublishedValues() {
    assertThat(Digests.ofBody(new byte[0]))
        .isEqualTo("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU");
    assertThat(Digests.ofBody(BODY)).isEqualTo("k6I5cakU5erL8KjSUVTNownDwccvu5kU1Hxg88toFYg");
    assertThat(Digests.ofBody("{\"ş\":\"日本\"}".getBytes(UTF_8)))
        .isEqualTo("C_gBYh0fFZVygm4sXnU3woxMjjujs05z6ic2cqQjnXA");
  }

  private static Verdict judge(SignatureRules rules, String token, byte[] body) {
    return new SignatureVerifier(
            () -> Optional.of(PublishedKeys.DEFAULT_USER),
            PublicUrls.of("https://example.com"),
            rules)
        .judge(Optional.of(token), body, "/api/hook", ISSUED);
  }
}
