package dev.carillon.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that were escaped in one way and then in another one. */
class SecretsInMixturesTest {
  private static final Map<String, UnaryOperator<String>> WAYS = new LinkedHashMap<>();

  static {
    WAYS.put("JSON", SecretsInMixturesTest::json);
    WAYS.put("JSON in ASCII", text -> inAscii(json(text)));
    WAYS.put("a URL", text -> URLEncoder.encode(text, UTF_8).replace("+", "%20"));
    WAYS.put("a form", text -> URLEncoder.encode(text, UTF_8));
    WAYS.put("HTML", SecretsInMixturesTest::html);
    WAYS.put("a shell", text -> text.replace("'", "'\\''"));
    WAYS.put("CSV", text -> text.replace("\"", "\"\""));
  }

  private static String json(String text) {
    String quoted = TextNode.valueOf(text).toString();
    return quoted.substring(1, quoted.length() - 1);
  }

  private static String inAscii(String text) {
    StringBuilder ascii = new StringBuilder();
    for (char each : text.toCharArray()) {
      ascii.append(
          each < 128 && each != '&' && each != '<'
              ? Character.toString(each)
              : String.format("\\u%04x", (int) each));
    }
    return ascii.toString();
  }

  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;")
        .replace("\"", "&quot;");
  }

  private static String masked(String secret, String told) {
    return Hiding.of(secret).masked("before " + told + " after");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "JSON, then a URL            ¦ ab\"cdefgh     ¦ ab%5C%22cdefgh",
        "JSON, then HTML             ¦ ab\"cdefgh     ¦ ab\\&quot;cdefgh",
        "JSON, then HTML, as number  ¦ ab\"cdefgh     ¦ ab\\&#34;cdefgh",
        "HTML, then a URL            ¦ p&ssword1      ¦ p%26amp%3Bssword1",
        "HTML, then encodeURI        ¦ 2<3password    ¦ 2&lt%3B3password",
        "a backslash, JSON and URL   ¦ CORP\\svc-pass ¦ CORP%5C%5Csvc-pass",
        "ASCII in JSON, then a URL   ¦ p\u00e4ssword1 ¦ p%5Cu00e4ssword1",
        "ASCII in JSON, then HTML    ¦ p\u00e4ssword1 ¦ p&#92;u00e4ssword1",
        "two units, then a URL       ¦ p😀ssword1     ¦ p%5Cud83d%5Cude00ssword1",
        "two units of escape()       ¦ p😀ssword1     ¦ p%uD83D%uDE00ssword1",
        "HTML, then JSON of Go       ¦ 2<3password    ¦ 2\\u0026lt;3password",
        "HTML, then JavaScript       ¦ 2<3password    ¦ 2\\x26lt\\x3b3password",
        "a URL, then JavaScript      ¦ 2/3password    ¦ 2\\x252F3password",
        "a URL, then HTML as numbers ¦ 2/3password    ¦ 2&#37;2F3password",
        "a URL, every letter         ¦ p&ssword1      ¦ p%26%61%6D%70%3Bssword1",
        "JSON, HTML, a URL           ¦ ab\"cdefgh     ¦ ab%5C%26quot%3Bcdefgh",
        "JSON, a URL, a URL          ¦ ab\"cdefgh     ¦ ab%255C%2522cdefgh",
        "JSON, JSON, a URL           ¦ ab\"cdefgh     ¦ ab%5C%5C%5C%22cdefgh",
        "a shell, then JSON          ¦ it's-love-lace ¦ it'\\\\''s-love-lace",
        "a shell, then a URL         ¦ it's-love-lace ¦ it%27%5C%27%27s-love-lace",
        "a shell, then encodeURI     ¦ it's-love-lace ¦ it'%5C''s-love-lace",
        "a shell by Python, JSON     ¦ it's-love-lace ¦ it'\\\"'\\\"'s-love-lace",
        "JSON, then CSV              ¦ ab\"cdefgh     ¦ ab\\\"\"cdefgh",
        "CSV twice                   ¦ ab\"cdefgh     ¦ ab\"\"\"\"cdefgh",
        "lines, by a URL             ¦ `abcd\nefgh`   ¦ abcd%0D%0Aefgh",
        "a form, then a URL          ¦ love lace      ¦ love%2Blace",
      })
  void aSecretThatWasEscapedInOneWayAndThenInAnotherIsMasked(
      String who, String secret, String told) {
    assertThat(masked(secret, told)).as(who).isEqualTo("before *** after");
  }

  @Test
  void everyMixtureOfFourIsMasked() {
    String secret = "x'ö\"&<\\%+ y";
    Secrecy secrecy = Hiding.of(secret);
    Map<String, String> told = Map.of("", secret);
    List<String> untold = new ArrayList<>();
    for (int times = 1; times <= 4; times++) {
      Map<String, String> further = new LinkedHashMap<>();
      told.forEach((names, text) ->
          WAYS.forEach((name, way) -> further.put(names + " > " + name, way.apply(text))));
      told = further;
      told.forEach((names, text) -> {
        if (!secrecy.masked(text).equals("***")) {
          untold.add(names + ": " + text);
        }
      });
    }

    assertThat(untold.stream().limit(5)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"abcd%5C%2", "abcd%5C", "abcd%5C%26quot%3", "abcd\\&quo", "abcd%26amp%3"})
  void aCutThroughTwoEscapesTellsNoBeginning(String beginning) {
    Secrecy secrecy = Hiding.of("abcd\"efgh");

    assertThat(secrecy
            .masked(new ExpressionException("it is " + beginning + "..."))
            .getMessage())
        .isEqualTo("it is ***...");
  }

  @Test
  void whatOnlyLooksEscapedStaysAsItIs() {
    String text = "100% of \\& and %5C%22, AT&T; 'it''s' a+b \\\\\\\" &amp;&lt;%26lt%3B";

    assertThat(Hiding.of("ab\"cdefgh", "p&ssword1").masked(text)).isSameAs(text);
  }
}
