package dev.carillon.running;

import static dev.carillon.running.House.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.carillon.run.ErrorType;
import dev.carillon.run.RunError;
import dev.carillon.run.Visit.LogLine;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecrecyTest {
  private final Map<String, JsonNode> kept = new HashMap<>();
  private final Secrecy secrecy =
      new Secrecy(name -> Optional.ofNullable(kept.get(name)), new Patience(() -> false));

  private void hide(String secret) {
    kept.put("it", TextNode.valueOf(secret));
    secrecy.expect(Set.of("it"));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static RunError error(String detail) {
    return RunError.of(ErrorType.RUNTIME, detail);
  }

  private String detail(String text) {
    return secrecy.masked(error(text)).detail().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0001", "0200", "00.5", "1e00"})
  void aSecretOfFewDigitsBehindItsZerosHidesNoNumber(String secret) throws Exception {
    hide(secret);
    JsonNode answer = json("{\"count\":1,\"status\":200,\"share\":0.5,\"page\":0}");

    assertThat(secrecy.masked(answer)).isEqualTo(answer);
    assertThat(secrecy.masked(TextNode.valueOf("it is " + secret)).asText()).isEqualTo("it is ***");
  }

  @Test
  void aSecretInBytesIsMaskedToo() {
    hide("pass word");

    assertThat(secrecy.masked(JsonNodeFactory.instance.binaryNode("pass word".getBytes(UTF_8))))
        .isEqualTo(TextNode.valueOf("***"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abcd", "pass word/+&=%?", "пароль ✓", "a\"b\\c<d>'e", "two\nlines-long"})
  void aSecretIsMaskedInEverySpelling(String secret) {
    hide(secret);
    String escaped = TextNode.valueOf(secret).toString();

    for (String spelling : List.of(
        secret,
        base64(secret),
        Base64.getUrlEncoder().withoutPadding().encodeToString(secret.getBytes(UTF_8)),
        URLEncoder.encode(secret, UTF_8),
        URLEncoder.encode(secret, UTF_8).replace("+", "%20"),
        escaped.substring(1, escaped.length() - 1))) {
      assertThat(secrecy.masked("before " + spelling + " after"))
          .as(spelling)
          .isEqualTo("before *** after");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "Tok'en(12)*!x ¦ Tok'en(12)*!x",
        "Tok'en(1+2)*!x ¦ Tok'en(1%2B2)*!x",
        "Tok'en<12>x ¦ Tok&apos;en&lt;12&gt;x",
        "Tok'en12 ¦ Tok'\\''en12",
        "Tok\"en12 ¦ Tok\"\"en12",
        "Tok\"en12 ¦ Tok\\\\\\\"en12",
        "Tokёn-12 ¦ Tok\\u0451n-12",
        "Tokён-12 ¦ Tok\\u0451\\u043D-12",
        "Tok\"en\"12 ¦ VG9rXCJlblwiMTI=",
      })
  void aSecretIsMaskedAsOthersQuoteIt(String secret, String quoted) {
    hide(secret);

    assertThat(secrecy.masked("before " + quoted + " after")).isEqualTo("before *** after");
  }

  @Test
  void insideALongerBase64NothingIsLeftThatTellsOfIt() {
    hide("love-lace-1815");
    for (String before : List.of("", "a", "ab", "abc", "ada:")) {
      String told = secrecy.masked(base64(before + "love-lace-1815" + ", and more"));

      assertThat(told).contains("***");
      assertThat(told.replace("***", ""))
          .hasSizeLessThan(base64(before).length() + base64(", and more").length() + 4);
    }
  }

  @Test
  void whatWasCutOffInTheMiddleTellsNoBeginningOfIt() {
    hide("love-lace-1815");

    assertThat(detail("it is love-lace-1…")).isEqualTo("it is ***…");
    assertThat(detail("string (\"love-la...) cannot be parsed"))
        .isEqualTo("string (\"***...) cannot be parsed");
    assertThat(detail("x".repeat(3_995) + "love-lace-1815")).endsWith("x***…");
    assertThat(detail("love is a word")).isEqualTo("love is a word");
    List<LogLine> log = secrecy.masked(List.of(new LogLine(Instant.EPOCH, "info", "has love-lac")));
    assertThat(log.get(0).text()).isEqualTo("has ***");
  }

  @Test
  void anExpressionThatQuotesAWordOfItTellsNothing() {
    hide("love-lace-1815");

    assertThat(secrecy.masked(new ExpressionException("Unrecognized token 'love': was expecting")))
        .hasMessage("Unrecognized token '***': was expecting");
  }

  @Test
  void keysNumbersAndMembersAreMaskedAndTheRestIsAsItWas() {
    kept.put("it", json("{\"username\":\"ada-l\",\"password\":\"24681357\"}"));
    secrecy.expect(Set.of("it"));

    assertThat(secrecy.masked(json("""
        {"ada-l": [24681357, "x24681357y", 1, null, true], "n": 246813570, "o": {"a": "b"}}"""))).isEqualTo(json("""
            {"***": ["***", "x***y", 1, null, true], "n": 246813570, "o": {"a": "b"}}"""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"8312771945.0", "8312771945.000", "8.312771945e9", "0.8312771945E10", "-8312771945"
      })
  void aNumberIsMaskedHoweverItIsWritten(String number) {
    hide("8312771945");

    assertThat(secrecy.masked(json("[" + number + "]"))).isEqualTo(json("[\"***\"]"));
    assertThat(secrecy.masked(json("[8312771946.0, 831277194]")))
        .isEqualTo(json("[8312771946.0, 831277194]"));
    JsonNode endless = DoubleNode.valueOf(Double.POSITIVE_INFINITY);
    assertThat(secrecy.masked(endless)).isEqualTo(endless);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-1", "windows-1250", "windows-1251", "windows-1252"})
  void whatIsReadInAWrongCharsetIsMasked(String charset) {
    String secret = "Größenwahn-Straße";
    hide(secret);

    String read = new String(secret.getBytes(UTF_8), Charset.forName(charset));

    assertThat(secrecy.masked("it is " + read + ".")).isEqualTo("it is ***.");
  }

  @Test
  void whatIsHiddenStaysHiddenAfterItWasReplaced() {
    hide("first-value");
    hide("second-value");
    kept.clear();
    secrecy.expect(Set.of("it"));

    assertThat(secrecy.masked("first-value, second-value")).isEqualTo("***, ***");
  }

  @Test
  void aSecretInsideAnotherOneLeavesNothingOfTheLongerOne() {
    hide("love");
    hide("love-lace");

    assertThat(secrecy.masked("love-lace and love")).isEqualTo("*** and ***");
  }

  @Test
  void whatIsNotThereIsAnErrorOfAuthorization() {
    assertThatThrownBy(() -> secrecy.reveal(Set.of("nobody")))
        .isInstanceOfSatisfying(TaskFailedException.class, failed -> {
          assertThat(failed.error().type()).isEqualTo(ErrorType.AUTHORIZATION.uri());
          assertThat(failed.error().status()).isEqualTo(403);
          assertThat(failed.error().isWorthRetrying()).isFalse();
          assertThat(failed.error().detail().get()).contains("\"nobody\"", "PUT /api/secrets/");
        });
  }

  @Test
  void whatCannotBeReadIsAnErrorOfTheConfiguration() {
    Secrecy locked = new Secrecy(
        name -> {
          throw new UnreadableSecretException("no key opens " + name);
        },
        new Patience(() -> false));
    locked.expect(Set.of("it"));
    assertThatThrownBy(() -> locked.reveal(Set.of("it")))
        .isInstanceOfSatisfying(TaskFailedException.class, failed -> {
          assertThat(failed.error().type()).isEqualTo(ErrorType.CONFIGURATION.uri());
          assertThat(failed.error().detail()).contains("no key opens it");
        });
  }

  @Test
  void aSecretIsMaskedInLowerAndUpperCaseIfItIsNoShortWord() {
    hide("AbCdEfGh1234");
    assertThat(detail("the host abcdefgh1234.invalid has no address"))
        .isEqualTo("the host ***.invalid has no address");
    assertThat(detail("ABCDEFGH1234")).isEqualTo("***");

    hide("Admin");
    assertThat(detail("an admin came, Admin")).isEqualTo("an admin came, ***");
  }
}
