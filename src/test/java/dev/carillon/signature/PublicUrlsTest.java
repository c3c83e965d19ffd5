package dev.carillon.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicUrlsTest {
  private final PublicUrls urls =
      PublicUrls.of("https://carillon.example/app/", "http://localhost:8080");

  @ParameterizedTest
  @CsvSource({
    "https://carillon.example/app/api/x, /api/x",
    "https://carillon.example/app/api/x?a=1&b=%20, /api/x?a=1&b=%20",
    "http://localhost:8080/api/x, /api/x",
    "https://carillon.example/app/api/x?x-vercel-protection-bypass=s, /api/x",
    "https://carillon.example/app/api/x, /api/x?x-vercel-protection-bypass=s",
    "https://carillon.example/app/api/x?x-vercel-protection-bypass=s&a=1, /api/x?a=1",
    "https://carillon.example/app/api/x?a=1&x-vercel-protection-bypass=s, /api/x?a=1",
    "https://carillon.example/app/api/x?x-vercel-protection-bypass=s, "
        + "/api/x?x-vercel-protection-bypass=t"
  })
  void aUrlOfOursIsForUs(String subject, String target) {
    assertThat(urls.isFor(subject, target)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "https://carillon.example/api/x, /api/x",
    "http://carillon.example/app/api/x, /api/x",
    "https://carillon.example:443/app/api/x, /api/x",
    "https://CARILLON.example/app/api/x, /api/x",
    "https://carillon.example/app/api/x/, /api/x",
    "https://carillon.example/app//api/x, /api/x",
    "https://carillon.example/app/api/x?, /api/x",
    "https://carillon.example/app/api/x#f, /api/x",
    "https://carillon.example/app/api/%78, /api/x",
    "https://carillon.example/app/api/x, /api/x?a=1",
    "https://carillon.example/app/api/x?a=1, /api/x",
    "https://carillon.example/app/api/x?a=1&b=2, /api/x?b=2&a=1",
    "https://carillon.example/app/api/x?A-vercel-protection-bypass=s, /api/x",
    "https://carillon.example/app/api/x?x-vercel-protection-bypass2=s, /api/x",
    "https://carillon.example.evil.example/app/api/x, /api/x",
    "https://u@carillon.example/app/api/x, /api/x"
  })
  void everyOtherLetterMakesItSomebodyElses(String subject, String target) {
    assertThat(urls.isFor(subject, target)).isFalse();
  }

  @Test
  void nobodyIsForNobody() {
    assertThat(PublicUrls.of().isFor("/api/x", "/api/x")).isFalse();
    assertThat(PublicUrls.of().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "carillon.example",
        "ftp://carillon.example",
        "https://",
        "https:///app",
        "https://u:p@carillon.example",
        "https://carillon.example?a=1",
        "https://carillon.example/#f",
        "not a url"
      })
  void whatNoRequestCanBeUnderIsRefused(String base) {
    assertThatIllegalArgumentException().isThrownBy(() -> PublicUrls.of(base));
  }

  @Test
  void originsAreWrittenAsBrowsersDo() {
    PublicUrls odd =
        PublicUrls.of("HTTPS://Carillon.Example:443/app", "http://h:80", "http://h:8080/x");

    assertThat(odd.origins())
        .containsExactly("https://carillon.example", "http://h", "http://h:8080");
    assertThat(odd.isSecure()).isTrue();
    assertThat(PublicUrls.of("http://h", "https://h").isSecure()).isFalse();
  }

  @Test
  void whatSoundsLikeASecretIsMasked() {
    assertThat(PublicUrls.masked("https://me:pass@h/x@y?api_key=a&page=2&Access-Token=b#c"))
        .isEqualTo("https://***@h/x@y?api_key=***&page=2&Access-Token=***#c");
    assertThat(PublicUrls.masked("https://h/x?sig=a&code=b&design=c"))
        .isEqualTo("https://h/x?sig=***&code=***&design=c");
  }

  @Test
  void theSecretInAUrlIsMasked() {
    assertThat(PublicUrls.masked("https://h/x?a=1&x-vercel-protection-bypass=hush&b=2"))
        .isEqualTo("https://h/x?a=1&x-vercel-protection-bypass=***&b=2");
  }
}
