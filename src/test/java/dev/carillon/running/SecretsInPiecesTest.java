package dev.carillon.running;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.carillon.run.ErrorType;
import dev.carillon.run.RunError;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that are escaped by halves, several times over, or that somebody cut. */
class SecretsInPiecesTest {
  private static final String SECRET = "pass/wörtchen&\"18'15\"";

  private final Secrecy secrecy = Hiding.of(SECRET);

  private String detail(String text) {
    return secrecy.masked(RunError.of(ErrorType.RUNTIME, text)).detail().orElseThrow();
  }

  private String complaint(String text) {
    return secrecy.masked(new ExpressionException(text)).getMessage();
  }

  private static String json(String text) {
    return TextNode.valueOf(text).toString();
  }

  private static String hex(String text) {
    var hex = new StringBuilder();
    for (byte each : text.getBytes(UTF_8)) {
      hex.append(String.format("%02x", each));
    }
    return hex.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "encodeURI                ¦ pass/w%C3%B6rtchen&%2218'15%22",
        "path and case by halves  ¦ pass%2fw%C3%b6rtchen&%2218%2715\"",
        "encoded twice            ¦ pass%252Fw%25C3%25B6rtchen%2526%252218%252715%2522",
        "Latin-1 in a URL         ¦ pass%2Fw%F6rtchen%26%2218%2715%22",
        "escape() of ECMAScript   ¦ pass/w%u00F6rtchen%26%2218%2715%22",
        "HTML twice               ¦ pass/wörtchen&amp;amp;&amp;quot;18&amp;#39;15&amp;quot;",
        "HTML with numbers        ¦ pass/w&#246;rtchen&#x26;&#034;18&#x27;15&#34;",
        "a shell                  ¦ pass/wörtchen&\"18'\\''15\"",
        "a shell, by Python       ¦ pass/wörtchen&\"18'\"'\"'15\"",
        "Python                   ¦ pass/w\\xf6rtchen&\"18\\'15\"",
        "bytes of Python          ¦ pass/w\\xc3\\xb6rtchen&\"18\\'15\"",
        "CSV in JSON              ¦ pass/wörtchen&\\\"\\\"18'15\\\"\\\"",
        "CSV in HTML              ¦ pass/wörtchen&amp;&quot;&quot;18'15&quot;&quot;",
        "SQL                      ¦ pass/wörtchen&\"18''15\"",
        "JSON of Go               ¦ pass/wörtchen\\u0026\\\"18'15\\\"",
        "JSON, of PHP             ¦ pass\\/w\\u00f6rtchen&\\\"18'15\\\"",
        "small letters            ¦ PASS/WÖRTCHEN&\"18'15\"",
        "a header in Latin-1      ¦ pass/wÃ¶rtchen&\"18'15\"",
      })
  void aSecretIsMaskedInMixedSpellings(String who, String told) {
    assertThat(secrecy.masked("before " + told + " after")).as(who).isEqualTo("before *** after");
  }

  @Test
  void jsonOfJsonOfJsonIsMasked() {
    String text = SECRET;
    for (int times = 1; times <= 6; times++) {
      text = json(text);
      assertThat(secrecy.masked(text)).as(text).contains("***").doesNotContain("pass", "15");
    }
  }

  @Test
  void hexadecimalDigitsAndWrongCharactersAreMasked() {
    assertThat(secrecy.masked("x" + hex(SECRET) + "y")).isEqualTo("x***y");
    assertThat(secrecy.masked(hex(SECRET).toUpperCase(Locale.ROOT))).isEqualTo("***");
    assertThat(secrecy.masked(new String(SECRET.getBytes(ISO_8859_1), UTF_8))).isEqualTo("***");
    assertThat(secrecy.masked(new String(SECRET.getBytes(UTF_8), US_ASCII))).isEqualTo("***");
    assertThat(secrecy.masked(new String(SECRET.getBytes(US_ASCII), US_ASCII))).isEqualTo("***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pass/wört",
        "pass\\/w\\u00f6rt",
        "pass%2Fw%C3%B6rtch",
        "pass%2Fw%C3",
        "pass%2Fw%C",
        "pass%2fw%",
        "pass/w\\u00",
        "pass/w\\",
        "pass/wörtchen&am",
        "pass/wörtchen&amp;&quot;1",
        "pass/wörtchen&\\",
        "pass/wörtchen&\\\\\\\"18",
        "706173732f77c3b6",
        "cGFzcy93w7ZydGNo",
        "cGFzcy93w",
      })
  void whatIsCutTellsNoBeginningInAnySpelling(String beginning) {
    assertThat(complaint("string (\"" + beginning + "...) is no number"))
        .isEqualTo("string (\"***...) is no number");
    assertThat(detail("it is " + beginning + "…")).isEqualTo("it is ***…");
    assertThat(detail("it is " + beginning)).isEqualTo("it is ***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wörtchen&\"18'15\"",
        "w\\u00f6rtchen&\\\"18'15\\\"",
        "%B6rtchen%26%2218%2715%22",
        "chen&amp;&quot;18&#39;15&quot;",
        "chen&\\\\\\\"18'15\\\\\\\"",
        "7274636865",
        "Y2hlbiYiMTgnMTUi",
      })
  void whatIsCutTellsNoEndInAnySpelling(String end) {
    String whole = end.equals("7274636865") ? end + hex("n&\"18'15\"") : end;

    assertThat(detail("…" + whole + " is wrong")).isEqualTo("…*** is wrong");
    assertThat(detail("..." + whole + " is wrong")).isEqualTo("...*** is wrong");
    assertThat(detail(whole + " is wrong")).isEqualTo("*** is wrong");
    assertThat(detail("in the middle " + end)).contains("in the middle ");
  }

  @Test
  void fewerThanFourCharactersAndWordsInTheMiddleAreToldAsTheyAre() {
    assertThat(detail("it is pas…")).isEqualTo("it is pas…");
    assertThat(detail("pass the salt")).isEqualTo("pass the salt");
    assertThat(detail("a wörtchen&\"18'15\"")).isEqualTo("a wörtchen&\"18'15\"");
  }

  @Test
  void oneThatOverlapsAnotherOneLeavesNothingOfEither() {
    Secrecy both = Hiding.of("love-lace", "lace-word");

    assertThat(both.masked("a love-lace-word b")).isEqualTo("a *** b");
  }
}
