package dev.carillon.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.guard.RawHttp.Reply;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class HeadersFilterTest {
  @Test
  void aPageMayLoadFromUsOnlyAndItsImportMapIsKnownByItsHash() throws Exception {
    String map = TestServer.PAGE.split("importmap\">")[1].split("</script>")[0];
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(map.getBytes(UTF_8));

    Reply page = get("/", false);

    assertThat(page.body()).isEqualTo(TestServer.PAGE);
    assertThat(page.header("content-security-policy"))
        .isEqualTo("default-src 'none'; script-src 'self' 'sha256-"
            + Base64.getEncoder().encodeToString(hash)
            + "'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
            + " font-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'");
    assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(page.header("referrer-policy")).isEqualTo("no-referrer");
  }

  @Test
  void filesAreAskedForAgainAndAnswersAreNotKept() throws Exception {
    assertThat(get("/js/app.js", false).header("cache-control")).isEqualTo("no-cache");
    assertThat(get("/js/app.js", false).header("etag")).isNotEmpty();
    assertThat(get("/api/workflows", false).header("cache-control")).isEqualTo("no-store");
    assertThat(get("/health/live", false).header("cache-control")).isEqualTo("no-store");
  }

  @Test
  void anErrorOfTheContainerHasTheHeadersToo() throws Exception {
    Reply missing = get("/js/missing.js", false);

    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.header("x-content-type-options")).isEqualTo("nosniff");
  }

  @Test
  void onlyWhereThereIsTlsIsItAskedForInFuture() throws Exception {
    assertThat(get("/", false).header("strict-transport-security")).isEmpty();
    assertThat(get("/", true).header("strict-transport-security")).isEqualTo("max-age=31536000");
  }

  private static Reply get(String path, boolean tls) throws Exception {
    try (TestServer server = TestServer.start(
        "", 3, context -> TestServer.filter(context, "headers", new HeadersFilter(tls), "/*"))) {
      return RawHttp.request("GET", path).to(server);
    }
  }
}
