package dev.carillon.qstash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class QStashAccountTest {
  private static final String EU = "https://qstash.upstash.io";

  private static String identity(String url, String token) {
    return new QStashAccount(URI.create(url), token).identity();
  }

  private static String token(String user, String password) {
    String json = "{\"UserID\":\"" + user + "\",\"Password\":\"" + password + "\"}";
    return Base64.getEncoder().encodeToString(json.getBytes(UTF_8));
  }

  @Test
  void aTokenThatWasRolledIsOfTheSameAccount() {
    assertThat(identity(EU, token("ada", "1")))
        .startsWith("user:")
        .isEqualTo(identity(EU + "/", token("ada", "2")));
  }

  @Test
  void anotherUserAndAnotherRegionAreAnotherAccount() {
    assertThat(identity(EU, token("ada", "1")))
        .isNotEqualTo(identity(EU, token("eve", "1")))
        .isNotEqualTo(identity("https://qstash-us-east-1.upstash.io", token("ada", "1")));
  }

  @Test
  void aTokenThatNamesNobodyStandsForItself() {
    assertThat(identity(EU, "opaque"))
        .startsWith("token:")
        .isNotEqualTo(identity(EU, "opaquer"))
        .doesNotContain("opaque");
    assertThat(identity(EU, Base64.getEncoder().encodeToString("[1]".getBytes(UTF_8))))
        .startsWith("token:");
  }

  @Test
  void theDevServerKeepsNothing() {
    assertThat(identity("http://127.0.0.1:8080", token("defaultUser", "defaultPassword")))
        .startsWith("memory:");
  }
}
