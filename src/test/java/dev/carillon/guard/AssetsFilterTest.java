package dev.carillon.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.access.InMemorySessionStore;
import dev.carillon.access.SecretHash;
import dev.carillon.access.SignIn;
import dev.carillon.guard.RawHttp.Reply;
import dev.carillon.signature.PublicUrls;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a browser keeps the dashboard's files, below a context path. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AssetsFilterTest {
  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final Pattern HASH =
      Pattern.compile("href=\"assets/([0-9a-f]{16})/css/base.css\"");

  private TestServer server;
  private String hash;

  @BeforeAll
  void start() throws Exception {
    server = TestServer.start("/carillon", 3, AssetsFilterTest::register);
    hash = hashIn(get("/"));
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  private static void register(ServletContext context) {
    SignIn signIn = new SignIn(
        new InMemorySessionStore(), SecretHash.of("a token of decent length"), Clock.systemUTC());
    TestServer.filter(context, "headers", new HeadersFilter(false), "/*");
    TestServer.filter(context, "plain-path", new PlainPathFilter(), "/*");
    TestServer.filter(context, "access", new AccessFilter(signIn, PublicUrls.of()), "/*");
    TestServer.filter(context, "assets", new AssetsFilter(), "/*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/index.html"})
  void thePageRefersToOurFilesByTheirContentsAndIsAskedForEachTime(String path) throws Exception {
    Reply page = get(path);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body())
        .isEqualTo(TestServer.PAGE
            .replace("\"css/", "\"assets/" + hash + "/css/")
            .replace("\"js/", "\"assets/" + hash + "/js/"));
    assertThat(page.header("content-type")).isEqualTo("text/html;charset=utf-8");
    assertThat(page.header("cache-control")).isEqualTo("no-cache");
    String map = page.body().split("importmap\">")[1].split("</script>")[0];
    assertThat(page.header("content-security-policy"))
        .contains(" 'sha256-" + Sha256.of(map.getBytes(UTF_8)).base64() + "';");
  }

  @Test
  void whoHasThePageIsOnlyToldSo() throws Exception {
    String tag = get("/").header("etag");

    for (String known : new String[] {tag, "\"other\", " + tag, tag.substring(2), "*"}) {
      Reply again = request("GET", "/").header("If-None-Match", known).to(server);
      assertThat(again.status()).as(known).isEqualTo(304);
      assertThat(again.header("etag")).isEqualTo(tag);
      assertThat(again.header("cache-control")).isEqualTo("no-cache");
      assertThat(again.body()).isEmpty();
    }
    assertThat(request("GET", "/")
            .header("If-None-Match", "W/\"other\"")
            .to(server)
            .body())
        .isEqualTo(get("/").body());
  }

  @Test
  void theHeadOfThePageIsAsked() throws Exception {
    Reply page = get("/");

    Reply head = request("HEAD", "/").to(server);

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.header("content-length")).isEqualTo(page.header("content-length"));
    assertThat(head.header("etag")).isEqualTo(page.header("etag"));
  }

  @Test
  void whatIsBelowThePresentHashIsKeptForEver() throws Exception {
    Reply script = get("/assets/" + hash + "/js/pages/home.js");

    assertThat(script.status()).isEqualTo(200);
    assertThat(script.body()).isEqualTo(get("/js/pages/home.js").body());
    assertThat(script.header("content-type")).isEqualTo("text/javascript");
    assertThat(script.header("cache-control")).isEqualTo(FOR_EVER);
    assertThat(script.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(script.header("content-security-policy")).contains("default-src 'none'");
  }

  @Test
  void itIsSentAsTheContainerSendsFiles() throws Exception {
    String path = "/assets/" + hash + "/css/base.css";
    Reply whole = get(path);

    Reply head = request("HEAD", path).to(server);
    Reply known =
        request("GET", path).header("If-None-Match", whole.header("etag")).to(server);
    Reply part = request("GET", path).header("Range", "bytes=0-2").to(server);
    Reply compressed = request("GET", path).header("Accept-Encoding", "gzip").to(server);

    assertThat(head.body()).isEmpty();
    assertThat(head.header("content-length")).isEqualTo(whole.header("content-length"));
    assertThat(head.header("cache-control")).isEqualTo(FOR_EVER);
    assertThat(known.status()).isEqualTo(304);
    assertThat(known.header("cache-control")).isEqualTo(FOR_EVER);
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.body()).isEqualTo("p {");
    assertThat(compressed.header("content-encoding")).isEqualTo("gzip");
    assertThat(compressed.header("vary")).isEqualTo("accept-encoding");
    assertThat(compressed.header("cache-control")).isEqualTo(FOR_EVER);
  }

  /** A page that was open over an update, or came from a node of another version. */
  @Test
  void belowAnotherHashIsTheFileAsItIsNowAndNobodyKeepsIt() throws Exception {
    Reply script = get("/assets/0123456789abcdef/js/app.js");

    assertThat(script.status()).isEqualTo(200);
    assertThat(script.body()).isEqualTo(get("/js/app.js").body());
    assertThat(script.header("cache-control")).isEqualTo("no-store");
  }

  @Test
  void whatHasItsVersionInItsPathIsKeptForEverAndWhatHasNoneIsAskedFor() throws Exception {
    assertThat(get("/vendor/lit/3.3.3/index.js").header("cache-control")).isEqualTo(FOR_EVER);
    assertThat(get("/vendor/lit/notes.js").header("cache-control")).isEqualTo("no-cache");
    assertThat(get("/js/app.js").header("cache-control")).isEqualTo("no-cache");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets",
        "/assets/",
        "/assets/HASH",
        "/assets/HASH/",
        "/assets/HASH/js",
        "/assets/HASH/js/",
        "/assets/HASH/js/none.js",
        "/assets/HASH/js/pages",
        "/assets/HASH/index.html",
        "/assets/HASH/secret.txt",
        "/assets/HASH/vendor/lit/3.3.3/index.js",
        "/assets/HASH/WEB-INF/web.xml",
        "/assets/HASH/js/../WEB-INF/web.xml",
        "/assets/HASH/js/../secret.txt",
        "/assets/HASH/../../secret.txt",
        "/assets/HASH/js/%2e%2e/secret.txt",
        "/assets/HASH/js/..%2fsecret.txt",
        "/assets/HASH/js/%252e%252e/secret.txt",
        "/assets/HASH/js/%252e%252e%252fWEB-INF/web.xml",
        "/assets/HASH/js/..;/secret.txt",
        "/assets/HASH/js/..\\secret.txt",
        "/assets/HASH/js%2fapp.js",
        "/assets/HASH/js//app.js",
        "/assets/HASH//js/app.js",
        "/assets/HASH/js/app.js/",
        "/assets/HASH;x/js/app.js",
        "/assets//js/app.js",
        "/assets/js/app.js",
        "/assets/0/HASH/js/app.js",
        "/assets/../secret.txt",
        "/vendor/lit/3.3.3",
        "/vendor/lit/3.3.3/",
        "/vendor/lit/3.3.3/none.js",
        "/vendor/lit/3.3.3/../../../secret.txt"
      })
  void whatIsNotThereIsNotKept(String path) throws Exception {
    Reply reply = get(path.replace("HASH", hash));

    assertThat(reply.status()).isIn(302, 400, 401, 404);
    assertThat(reply.header("cache-control")).doesNotContain("max-age");
    assertThat(reply.body()).doesNotContain("a secret").doesNotContain("export");
  }

  @Test
  void onlyOtherContentsHaveAnotherHash() throws Exception {
    assertThat(hashAfter("css/base.css", "")).isEqualTo(hash);
    assertThat(hashAfter("css/base.css", "a {}")).isNotEqualTo(hash);
    assertThat(hashAfter("js/pages/home.js", "// new")).isNotEqualTo(hash);
    assertThat(hashAfter("js/pages/late.js", "")).isNotEqualTo(hash);
    assertThat(hashAfter("secret.txt", "changed")).isEqualTo(hash);
  }

  private static String hashAfter(String file, String added) throws Exception {
    try (TestServer other = TestServer.start("", 3, context -> {
      append(Path.of(context.getRealPath("/"), file), added);
      register(context);
    })) {
      return hashIn(RawHttp.request("GET", "/").to(other));
    }
  }

  private static void append(Path file, String text) {
    try {
      String before = Files.exists(file) ? Files.readString(file) : "";
      Files.writeString(file, before + text);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String hashIn(Reply page) {
    Matcher found = HASH.matcher(page.body());
    assertThat(found.find()).as(page.body()).isTrue();
    return found.group(1);
  }

  private Reply get(String path) throws IOException {
    return request("GET", path).to(server);
  }

  private static RawHttp.Request request(String method, String path) {
    return RawHttp.request(method, "/carillon" + path);
  }
}
