package dev.carillon.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The cases in which QStash's own SDK was seen to accept or refuse, and those in which we are
 * stricter than it is.
 */
final class SignatureVerifierTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final SigningKeys KEYS = new SigningKeys("sig_current", "sig_next");
  private static final String TARGET = "/api/qstash/webhook";
  private static final String URL = "https://carillon.example/app" + TARGET;
  private static final byte[] BODY = "{\"workflowId\":\"hello\"}".getBytes(UTF_8);

  private final SignatureVerifier verifier = verifier(Optional.of(KEYS));

  private static SignatureVerifier verifier(Optional<SigningKeys> keys) {
    PublicUrls urls = PublicUrls.of("https://carillon.example/app/", "https://old.example");
    return new SignatureVerifier(() -> keys, urls, SignatureRules.STRICT);
  }

  private static TokenBuilder aToken() {
    return TokenBuilder.aToken(URL, BODY, NOW);
  }

  private Verdict judge(TokenBuilder token) {
    return judge(token.signedWith(KEYS.current()));
  }

  private Verdict judge(String token) {
    return verifier.judge(Optional.of(token), BODY, TARGET, NOW);
  }

  private void assertRefused(Cause cause, TokenBuilder token) {
    assertThat(causeOf(judge(token))).isEqualTo(cause);
  }

  private static Cause causeOf(Verdict verdict) {
    return ((Verdict.Refused) verdict).cause();
  }

  private static Optional<Mismatch> mismatchOf(Verdict verdict) {
    return ((Verdict.Refused) verdict).mismatch();
  }

  private void assertAccepted(TokenBuilder token) {
    assertThat(judge(token)).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void eitherKeyIsGoodAndTheVerdictTellsWhich() {
    assertThat(judge(aToken().signedWith(KEYS.current())))
        .isInstanceOfSatisfying(
            Verdict.Accepted.class,
            accepted -> assertThat(accepted.key()).isEqualTo(Verdict.Key.CURRENT));
    assertThat(judge(aToken().signedWith(KEYS.next())))
        .isInstanceOfSatisfying(
            Verdict.Accepted.class,
            accepted -> assertThat(accepted.key()).isEqualTo(Verdict.Key.NEXT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sig_other", "current", "sig_current ", "SIG_CURRENT"})
  void anyOtherKeyIsNot(String key) {
    assertThat(causeOf(judge(aToken().signedWith(key)))).isEqualTo(Cause.SIGNATURE);
  }

  @Test
  void whatIsWrongWithAGoodSignatureIsToldForBothKeys() {
    TokenBuilder expired = aToken().with("exp", NOW.getEpochSecond() - 60);

    assertRefused(Cause.EXPIRED, expired);
    assertThat(causeOf(judge(expired.signedWith(KEYS.next())))).isEqualTo(Cause.EXPIRED);
  }

  @ParameterizedTest
  @CsvSource({"-29, true", "-30, false", "-31, false", "0, true"})
  void itIsOverThirtySecondsAfterItExpires(long secondsFromNow, boolean good) {
    TokenBuilder token = aToken().with("exp", NOW.getEpochSecond() + secondsFromNow);

    assertThat(judge(token) instanceof Verdict.Accepted).isEqualTo(good);
  }

  @ParameterizedTest
  @CsvSource({"30, true", "31, false"})
  void itIsNotGoodBeforeItsTime(long secondsFromNow, boolean good) {
    TokenBuilder token = aToken().with("nbf", NOW.getEpochSecond() + secondsFromNow);

    assertThat(judge(token) instanceof Verdict.Accepted).isEqualTo(good);
    if (!good) {
      assertRefused(Cause.NOT_YET_VALID, token);
    }
  }

  @ParameterizedTest
  @CsvSource({"30, true", "31, false"})
  void itIsNotIssuedInTheFutureThoughTheSdkTakesThat(long secondsFromNow, boolean good) {
    TokenBuilder token = aToken().with("iat", NOW.getEpochSecond() + secondsFromNow);

    assertThat(judge(token) instanceof Verdict.Accepted).isEqualTo(good);
    if (!good) {
      assertRefused(Cause.ISSUED_IN_FUTURE, token);
    }
  }

  @Test
  void itLivesForADayAtMostThoughTheSdkTakesAnyLife() {
    assertAccepted(aToken().with("exp", NOW.getEpochSecond() + 86_400));
    assertRefused(Cause.LIVES_TOO_LONG, aToken().with("exp", NOW.getEpochSecond() + 86_401));
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "sub", "exp", "iat", "body"})
  void whatIsRequiredHasToBeThereThoughTheSdkMissesLess(String claim) {
    assertRefused(Cause.CLAIMS, aToken().without(claim));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nbf", "jti"})
  void whatIsNotRequiredMayBeMissing(String claim) {
    assertAccepted(aToken().without(claim));
  }

  @ParameterizedTest
  @ValueSource(strings = {"exp", "iat", "nbf"})
  void timesAreWholeNumbersOfSecondsThatExist(String claim) {
    List<JsonNode> wrong = List.of(
        TextNode.valueOf("1795348800"),
        DoubleNode.valueOf(1795348800.5),
        IntNode.valueOf(-1),
        NullNode.getInstance(),
        com.fasterxml.jackson.databind.node.LongNode.valueOf(Long.MAX_VALUE),
        com.fasterxml.jackson.databind.node.BigIntegerNode.valueOf(BigInteger.TEN.pow(40)));
    wrong.forEach(value -> assertRefused(Cause.CLAIMS, aToken().with(claim, value)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "sub", "jti", "body"})
  void textsAreTexts(String claim) {
    assertRefused(Cause.CLAIMS, aToken().with(claim, 7));
    assertRefused(Cause.CLAIMS, aToken().with(claim, NullNode.getInstance()));
  }

  @Test
  void aMemberThatIsThereTwiceMeansNothing() {
    String twice = "{\"iss\":\"Upstash\",\"sub\":\"https://elsewhere.example\",\"exp\":1795349100,"
        + "\"iat\":1795348800,\"body\":\""
        + TokenBuilder.hashOf(BODY)
        + "\",\"sub\":\""
        + URL
        + "\"}";

    assertRefused(Cause.CLAIMS, aToken().written(twice));
    assertRefused(Cause.MALFORMED, aToken().header("{\"alg\":\"none\",\"alg\":\"HS256\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "7", "null", "{", "{} {}", "\u00ff"})
  void aPayloadThatIsNoObjectHasNoClaims(String payload) {
    Verdict verdict = judge(aToken().written(payload));

    assertThat(causeOf(verdict)).isIn(Cause.CLAIMS, Cause.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"upstash", "Upstash ", "", "https://upstash.com"})
  void nobodyElseIssues(String issuer) {
    assertRefused(Cause.ISSUER, aToken().with("iss", issuer));
  }

  @Test
  void hs256IsTheOnlyAlgorithmThoughTheSdkTakesLongerOnes() {
    Map<String, String> others = Map.of("HS384", "HmacSHA384", "HS512", "HmacSHA512");
    others.forEach((name, mac) ->
        assertRefused(Cause.ALGORITHM, aToken().header("{\"alg\":\"" + name + "\"}", mac)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"none\"}",
        "{\"alg\":\"hs256\"}",
        "{\"alg\":\"RS256\"}",
        "{\"alg\":256}",
        "{\"alg\":[\"HS256\"]}",
        "{\"typ\":\"JWT\"}",
        "{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":false}"
      })
  void whatTheHeaderSaysHasToBeHs256AndNoMore(String header) {
    assertRefused(Cause.ALGORITHM, aToken().header(header));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"alg\":\"HS256\"}", "{\"typ\":7,\"alg\":\"HS256\",\"kid\":\"x\"}"})
  void whatElseTheHeaderSaysDoesNotCount(String header) {
    assertAccepted(aToken().header(header));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "...", "a.b", "a.b.c.d", "garbage", "ş.ş.ş", "e30.e30.", "e30..e30"
      })
  void garbageIsNoToken(String garbage) {
    assertThat(causeOf(judge(garbage))).isEqualTo(Cause.MALFORMED);
  }

  @Test
  void partsAreStrictBase64url() {
    String token = aToken().signedWith(KEYS.current());
    String[] parts = token.split("\\.");

    assertMalformed(token + "=");
    assertMalformed(token + " ");
    assertMalformed(" " + token);
    assertMalformed(token + "\n");
    assertMalformed("Bearer " + token);
    assertMalformed(parts[0] + "=." + parts[1] + "." + parts[2]);
    assertMalformed(parts[0] + "." + parts[1] + "." + parts[2].substring(0, 20) + "+/" + "A");
  }

  @Test
  void theUnusedBitsOfALastLetterSayNothing() {
    String token = aToken().signedWith(KEYS.current());
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int last = alphabet.indexOf(token.charAt(token.length() - 1));
    String same = token.substring(0, token.length() - 1) + alphabet.charAt(last + 1);
    byte[] decoded = Base64.getUrlDecoder().decode(token.split("\\.")[2]);
    assertThat(Base64.getUrlDecoder().decode(same.split("\\.")[2])).isEqualTo(decoded);

    assertMalformed(same);
  }

  private void assertMalformed(String token) {
    assertThat(causeOf(judge(token))).isEqualTo(Cause.MALFORMED);
  }

  @Test
  void withoutKeysNobodyIsBelieved() {
    String token = aToken().signedWith(KEYS.current());

    Verdict verdict = verifier(Optional.empty()).judge(Optional.of(token), BODY, TARGET, NOW);

    assertThat(causeOf(verdict)).isEqualTo(Cause.NO_KEYS);
  }

  @Test
  void withoutAPublicUrlNothingIsForUs() {
    SignatureVerifier nowhere =
        new SignatureVerifier(() -> Optional.of(KEYS), PublicUrls.of(), SignatureRules.STRICT);
    String token = aToken().with("sub", TARGET).signedWith(KEYS.current());

    assertThat(causeOf(nowhere.judge(Optional.of(token), BODY, TARGET, NOW)))
        .isEqualTo(Cause.NO_PUBLIC_URL);
  }

  @Test
  void withoutAHeaderThereIsNoSignature() {
    assertThat(causeOf(verifier.judge(Optional.empty(), BODY, TARGET, NOW)))
        .isEqualTo(Cause.NO_SIGNATURE);
  }

  @Test
  void aTokenForAnotherUrlTellsBothUrlsWithoutSecrets() {
    TokenBuilder token =
        aToken().with("sub", "https://evil.example/x?x-vercel-protection-bypass=secret");

    assertRefused(Cause.URL, token);
    assertThat(mismatchOf(judge(token)))
        .contains(new Mismatch("https://evil.example/x?x-vercel-protection-bypass=***", URL));
  }

  @Test
  void everyPublicUrlIsOurs() {
    assertAccepted(aToken().with("sub", "https://old.example" + TARGET));
  }

  @Test
  void aBodyOfAnotherHashTellsBothHashes() {
    byte[] other = "{}".getBytes(UTF_8);
    String signed = TokenBuilder.hashOf(other).replace("=", "");
    String seen = TokenBuilder.hashOf(BODY).replace("=", "");

    TokenBuilder token = TokenBuilder.aToken(URL, other, NOW);

    assertRefused(Cause.BODY, token);
    assertThat(mismatchOf(judge(token))).contains(new Mismatch(signed, seen));
  }

  @Test
  void theBodysHashMayBePaddedOrNot() {
    assertAccepted(aToken().with("body", TokenBuilder.hashOf(BODY).replace("=", "")));
    assertAccepted(aToken().with("body", TokenBuilder.hashOf(BODY) + "="));
  }

  @Test
  void theBodysHashIsBase64urlAndNothingElse() {
    byte[] body = bodyWhoseHashHasSigns();
    String hash = TokenBuilder.hashOf(body).replace('-', '+').replace('_', '/');
    String token =
        TokenBuilder.aToken(URL, body, NOW).with("body", hash).signedWith(KEYS.current());

    assertThat(verifier.judge(Optional.of(token), body, TARGET, NOW))
        .isInstanceOfSatisfying(
            Verdict.Refused.class, refused -> assertThat(refused.cause()).isEqualTo(Cause.BODY));
  }

  /** In standard base64 it would be written otherwise. */
  private static byte[] bodyWhoseHashHasSigns() {
    return "{\"ş\":\"日本\"}".getBytes(UTF_8);
  }

  @Test
  void aBodyThatIsNoTextIsHashedAsItCame() {
    byte[] bytes = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, (byte) 0xFF, 0, (byte) 0xC0};
    byte[] alike = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, (byte) 0xFE, 0, (byte) 0xC0};
    String token = TokenBuilder.aToken(URL, bytes, NOW).signedWith(KEYS.current());

    assertThat(verifier.judge(Optional.of(token), bytes, TARGET, NOW))
        .isInstanceOf(Verdict.Accepted.class);
    assertThat(verifier.judge(Optional.of(token), alike, TARGET, NOW))
        .isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void nothingThatIsPrintedHoldsASecret() {
    TokenBuilder token = aToken().with("sub", URL + "?x-vercel-protection-bypass=hush");
    Verdict verdict = judge(token);

    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    assertThat(verdict.toString()).doesNotContain("hush").doesNotContain("sig_");
    assertThat(KEYS.toString()).doesNotContain("sig_");
  }
}
