package dev.carillon.running;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.workflow.Task.HttpOutput;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secrets in the bytes of a body that becomes Base64. */
class SecretsInRawBodiesTest {
  private static final String SECRET = "love-lace-1815";

  private static final byte[] ONE = {'x'};

  private final Secrecy secrecy = Hiding.of(SECRET);

  private byte[] raw(byte[] body, String charset) {
    HttpReply reply = new HttpReply(
        200,
        Map.of("Content-Type", List.of("text/plain; charset=" + charset)),
        body,
        URI.create("http://127.0.0.1/"));
    return Base64.getDecoder()
        .decode(new HttpOutputs(new ObjectMapper())
            .of(HttpOutput.RAW, null, reply, secrecy)
            .textValue());
  }

  private static byte[] bytes(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({
    "utf-16, UTF-16LE, true",
    "utf-16, UTF-16BE, true",
    "utf-16, UTF-16BE, false",
    "utf-16le, UTF-16LE, true",
    "utf-32, UTF-32LE, true",
    "utf-32, UTF-32BE, true",
    "utf-32, UTF-32BE, false",
    "x-UTF-16LE-BOM, UTF-16LE, true",
    "x-UTF-16LE-BOM, UTF-16LE, false",
  })
  void aBodyKeepsItsByteOrderAndTheMarkOfIt(String named, Charset written, boolean marked) {
    String mark = marked ? "\uFEFF" : "";

    byte[] told = raw((mark + "it is " + SECRET + ".").getBytes(written), named);

    assertThat(told).isEqualTo((mark + "it is ***.").getBytes(written));
  }

  @Test
  void aBodyWithBytesThatMeanNothingInItsCharsetIsMasked() {
    byte[] half = {(byte) 0xdc, 0};

    byte[] told = raw(bytes(half, SECRET.getBytes(UTF_16BE), ONE), "utf-16be");

    assertThat(told).isEqualTo("\uFFFD***\uFFFD".getBytes(UTF_16BE));
  }

  @Test
  void whatLooksLikeASecretInTheBytesHidesNoneInTheText() {
    byte[] text = (SECRET + SECRET).getBytes(UTF_16LE);

    byte[] told = raw(bytes(SECRET.getBytes(ISO_8859_1), text), "utf-16le");

    assertThat(new String(told, ISO_8859_1)).doesNotContain("l\0o\0v\0e", SECRET);
  }

  @Test
  void aBodyInWhatCanOnlyBeReadIsMasked() {
    byte[] told =
        raw(("\u00a4" + "it is l\\u006fve-lace-1815.").getBytes(ISO_8859_1), "x-JISAutoDetect");

    assertThat(new String(told, ISO_8859_1)).doesNotContain("lace");
  }

  @Test
  void aBodyWithNoSecretStaysAsItCame() {
    byte[] body = bytes("\uFEFFnothing".getBytes(UTF_16LE), ONE);

    assertThat(raw(body, "utf-16")).isEqualTo(body);
  }
}
