package dev.carillon.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.workflow.Task.HttpOutput;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets in Base64, alone and inside longer texts. */
class SecretsInBase64Test {
  private static final String SECRET = "love-lace?1815~ü";

  private final Secrecy secrecy = Hiding.of(SECRET);

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private String masked(String text) {
    return secrecy.masked(text);
  }

  private static Stream<Base64.Encoder> alphabets() {
    return Stream.of(
        Base64.getEncoder(),
        Base64.getEncoder().withoutPadding(),
        Base64.getUrlEncoder(),
        Base64.getUrlEncoder().withoutPadding(),
        Base64.getMimeEncoder(8, "\r\n".getBytes(UTF_8)));
  }

  @ParameterizedTest
  @MethodSource("alphabets")
  void noCharacterIsLeftThatCarriesABitOfIt(Base64.Encoder alphabet) {
    for (String before : new String[] {"", "a", "ab", "abc", "ada:"}) {
      for (String after : new String[] {"", "b", "bc", "bcd", ", and more"}) {
        String encoded = alphabet.encodeToString((before + SECRET + after).getBytes(UTF_8));
        int first = before.length() * 8 / 6;
        int behind = ((before.length() + 17) * 8 + 5) / 6;

        assertThat(masked("x " + encoded + " y").replace("\r\n", ""))
            .as(encoded)
            .isEqualTo("x " + encoded.replace("\r\n", "").substring(0, first) + "***"
                + (after.isEmpty() ? "" : encoded.replace("\r\n", "").substring(behind)) + " y");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"key\":\"love-lace?1815~\\u00fc\"}",
        "key=love-lace%3F1815~%C3%BC&b=c",
        "<b>love-lace?1815~&#252;</b>",
        "Authorization: Basic bG92ZS1sYWNlPzE4MTV+w7w=",
        "{\"body\":\"eyJhIjoibG92ZS1sYWNlPzE4MTV+w7wifQ==\"}",
      })
  void whatIsEscapedOrEncodedInsideIsFoundToo(String text) {
    assertThat(masked("x " + base64(text) + " y")).contains("***").satisfies(told -> {
      String left = told.substring(2).replaceAll("\\*.*", "");
      assertThat(new String(
              Base64.getDecoder().decode(left.substring(0, left.length() / 4 * 4)), UTF_8))
          .doesNotContain("lo", "bG");
    });
  }

  @ParameterizedTest
  @CsvSource({
    // Three in a row are those of the secret /?>/?>/?> in each alphabet, escaped as JSON and URLs
    // do.
    "Lz8+Lz8+Lz8+",
    "Lz8-Lz8-Lz8-",
    "Lz8%2BLz8%2bLz8%2B",
    "Lz8\\u002BLz8\\u002bLz8+",
    "Lz8+Lz\\n8+Lz8+",
    "Lz8+Lz8&#43;Lz8&#x2B;",
    "Pz4vPz4vPz4v",
    "Pz4\\/Pz4vPz4v",
    "Pz4vPz4v"
  })
  void itsOwnCharactersMayBeEscaped(String told) {
    Secrecy both = Hiding.of("/?>/?>/?>", "?>/?>/?>/", "?>/?>/", "?>??>/?>/");

    assertThat(both.masked("before " + told + " after")).isEqualTo("before *** after");
  }

  @Test
  void whatIsCutOffInsideItTellsNoBeginning() {
    String whole = base64("ada:" + SECRET);
    for (int length = 14; length < whole.length(); length++) {
      assertThat(secrecy
              .masked(new ExpressionException("it is " + whole.substring(0, length) + "..."))
              .getMessage())
          .isEqualTo("it is YWRhO***...");
    }
  }

  @Test
  void ordinaryWordsAndOtherBase64StayAsTheyAre() {
    String text = "characters, information and " + base64("nothing that is a secret, so it stays")
        + " /a/path/of/a/file.txt ??????? \uFFFD";

    assertThat(masked(text)).isSameAs(text);
  }

  @Test
  void theBytesOfABodyAreMaskedInTheirPlace() {
    byte[] body = new byte[200];
    for (int at = 0; at < body.length; at++) {
      body[at] = (byte) (at * 37);
    }
    byte[] secret = SECRET.getBytes(UTF_8);
    System.arraycopy(secret, 0, body, 50, secret.length);

    byte[] told = secrecy.masked(body);

    assertThat(told).hasSize(200 - secret.length + 3).startsWith(java.util.Arrays.copyOf(body, 50));
    assertThat(new String(told, 50, 3, UTF_8)).isEqualTo("***");
    assertThat(told[told.length - 1]).isEqualTo(body[199]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"utf-16le", "windows-1252", "utf-8"})
  void aBodyInAnyCharsetIsMaskedBeforeItBecomesBase64(String charset) throws Exception {
    byte[] body = ("it is " + SECRET + ".").getBytes(charset);
    HttpReply reply = new HttpReply(
        200,
        Map.of("Content-Type", List.of("text/plain; charset=" + charset)),
        body,
        URI.create("http://127.0.0.1/"));

    String output = new HttpOutputs(new ObjectMapper())
        .of(HttpOutput.RAW, null, reply, secrecy)
        .textValue();

    assertThat(new String(Base64.getDecoder().decode(output), charset)).isEqualTo("it is ***.");
  }
}
