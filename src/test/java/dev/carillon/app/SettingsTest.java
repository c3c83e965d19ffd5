package dev.carillon.app;

import static dev.carillon.app.SettingsOf.NOWHERE;
import static dev.carillon.app.SettingsOf.environment;
import static dev.carillon.app.SettingsOf.map;
import static dev.carillon.app.SettingsOf.surroundings;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static final String KEY = "sig_aaaaaaaaaaaaaaaaaaaaaaaaaaaa";

  @Test
  void withNothingSetItIsALaptop() {
    Settings settings = environment();

    assertThat(settings.mode()).isEqualTo(Mode.DEVELOPMENT);
    assertThat(settings.engine().engine()).isEqualTo(Engine.LOCAL);
    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.bind()).isEqualTo("127.0.0.1");
    assertThat(settings.home()).isEqualTo(Path.of("/nowhere/me/.carillon"));
    assertThat(settings.database().url())
        .isEqualTo("jdbc:h2:async:/nowhere/me/.carillon/carillon;WRITE_DELAY=0");
    assertThat(settings.webhookHold()).isEqualTo(Duration.ofSeconds(25));
    assertThat(settings.walkers()).isEqualTo(32);
    assertThat(settings.namespace()).isEqualTo("carillon");
    assertThat(settings.outbound().any()).isTrue();
    assertThat(settings.adminToken()).isEmpty();
    assertThat(settings.publicUrls()).isEmpty();
    assertThat(settings.qstash().url()).isEqualTo(URI.create("https://qstash.upstash.io"));
    assertThat(settings.warnings()).isEmpty();
  }

  @Test
  void aPublicAddressMakesItProductionThatListensEverywhereAndReachesPublicAddressesOnly() {
    Settings settings = environment("APP_URL", "https://carillon.example.com/bells/");

    assertThat(settings.mode()).isEqualTo(Mode.PRODUCTION);
    assertThat(settings.bind()).isEmpty();
    assertThat(settings.outbound().any()).isFalse();
    assertThat(settings.publicUrls())
        .containsExactly(URI.create("https://carillon.example.com/bells"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:3000, DEVELOPMENT",
    "http://192.168.1.5/carillon, DEVELOPMENT",
    "http://[::1]:8080, DEVELOPMENT",
    "http://carillon:8080, DEVELOPMENT",
    "http://box.local, DEVELOPMENT",
    "http://100.64.0.1, DEVELOPMENT",
    "http://172.15.0.1, PRODUCTION",
    "https://8.8.8.8, PRODUCTION",
    "https://my-app.vercel.app, PRODUCTION",
  })
  void theModeFollowsTheAddress(String url, Mode mode) {
    assertThat(environment("NEXT_PUBLIC_APP_URL", url).mode()).isEqualTo(mode);
  }

  @Test
  void theModeThatIsSetWins() {
    assertThat(environment("NODE_ENV", "production").mode()).isEqualTo(Mode.PRODUCTION);
    assertThat(environment("APP_ENV", "development", "APP_URL", "https://a.example")
            .mode())
        .isEqualTo(Mode.DEVELOPMENT);
    assertThat(environment("APP_ENV", "development", "NODE_ENV", "production").mode())
        .isEqualTo(Mode.DEVELOPMENT);
  }

  @Test
  void valuesAreTakenLiterally() {
    Settings settings = environment(
        "DATABASE_URL", "jdbc:postgresql://db/carillon",
        "DATABASE_USER", "bell",
        "DATABASE_PASSWORD", "pa${ss}word\\n ",
        "CARILLON_ADMIN_TOKEN", "0123456789${x}abcdef",
        "CARILLON_SECRET_KEY", "0123456789abcdef0123456789abcdef");

    assertThat(settings.database().user()).isEqualTo("bell");
    assertThat(settings.database().password()).map(Secret::value).contains("pa${ss}word\\n ");
    assertThat(settings.adminToken()).map(Secret::value).contains("0123456789${x}abcdef");
  }

  @Test
  void itsTextShowsNoSecret() {
    Settings settings = environment(
        "DATABASE_URL", "postgres://bell:hush-db@db/carillon",
        "CARILLON_ADMIN_TOKEN", "hush-admin-hush-admin",
        "CARILLON_SECRET_KEY", "hush-key-hush-key-hush-key-hush-key",
        "QSTASH_TOKEN", "hush-token",
        "QSTASH_CURRENT_SIGNING_KEY", "hush-current-hush-current-hush-current",
        "QSTASH_NEXT_SIGNING_KEY", "hush-next-hush-next-hush-next-hush-next",
        "QSTASH_FORWARD_HEADERS", "X-Gateway-Key: hush-header",
        "VERCEL_AUTOMATION_BYPASS_SECRET", "hush-bypass");

    assertThat(settings.toString()).contains("PostgreSQL").doesNotContain("hush");
  }

  @Test
  void anEmptyValueCountsAsNone() {
    Settings settings = environment("QSTASH_TOKEN", "", "APP_URL", " ", "PORT", "");

    assertThat(settings.qstash().token()).isEmpty();
    assertThat(settings.port()).isEqualTo(8080);
  }

  @Test
  void nearerSourcesWin(@TempDir Path here, @TempDir Path home) throws IOException {
    Files.writeString(here.resolve(".env"), "PORT=3\nCARILLON_HOME=" + home);
    Files.writeString(home.resolve(".env"), "PORT=4\nCARILLON_NAMESPACE=home");
    Map<String, String> parameters = map("PORT", "5", "QSTASH_PLAN", "pro");

    assertThat(read(map("PORT", "1"), map("PORT", "2"), parameters, here).port())
        .isEqualTo(1);
    assertThat(read(Map.of(), map("PORT", "2"), parameters, here).port()).isEqualTo(2);
    assertThat(read(Map.of(), Map.of(), parameters, here).port()).isEqualTo(3);
    assertThat(read(map("CARILLON_HOME", home.toString()), Map.of(), parameters, NOWHERE)
            .port())
        .isEqualTo(4);
    assertThat(read(Map.of(), Map.of(), parameters, NOWHERE).port()).isEqualTo(5);
    assertThat(read(Map.of(), Map.of(), parameters, here))
        .returns("home", Settings::namespace)
        .returns("pro", settings -> settings.qstash().plan());
  }

  private static Settings read(
      Map<String, String> properties,
      Map<String, String> environment,
      Map<String, String> parameters,
      Path workingDirectory) {
    return Settings.read(surroundings(environment, properties, parameters, workingDirectory));
  }

  @Test
  void regionalNamesComeBeforePlainOnesOnlyWithTheirRegion() {
    String[] both = {
      "QSTASH_TOKEN", "plain",
      "QSTASH_NEXT_SIGNING_KEY", KEY,
      "US_EAST_1_QSTASH_TOKEN", "american",
      "US_EAST_1_QSTASH_URL", "https://qstash-us-east-1.upstash.io",
      "QSTASH_REGION", "us-east-1"
    };

    QStashSettings american = environment(both).qstash();
    both[both.length - 1] = "";
    QStashSettings plain = environment(both).qstash();

    assertThat(american.token()).map(Secret::value).contains("american");
    assertThat(american.url()).hasHost("qstash-us-east-1.upstash.io");
    assertThat(american.nextKey()).map(Secret::value).contains(KEY);
    assertThat(plain.token()).map(Secret::value).contains("plain");
    assertThat(plain.url()).hasHost("qstash.upstash.io");
  }

  @ParameterizedTest
  @CsvSource({
    "us-east-1, https://qstash-us-east-1.upstash.io",
    "EU_CENTRAL_1, https://qstash.upstash.io"
  })
  void aRegionWithoutAnAddressHasTheOneThatItIsKnownBy(String region, URI api) {
    assertThat(environment("QSTASH_REGION", region).qstash().url()).isEqualTo(api);
  }

  @Test
  void aPublicUrlIsKeptAsItGoesOverTheWire() {
    assertThat(environment("APP_URL", "https://a.example/käse/").publicUrls())
        .containsExactly(URI.create("https://a.example/k%C3%A4se"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://qstash.upstash.io/v2/publish, https://qstash.upstash.io",
    "https://qstash.upstash.io/v2/publish/, https://qstash.upstash.io",
    "https://qstash-us-east-1.upstash.io/, https://qstash-us-east-1.upstash.io",
    "http://127.0.0.1:8080, http://127.0.0.1:8080",
  })
  void theAddressOfPublishingIsCorrectedToTheApi(String set, URI api) {
    assertThat(environment("QSTASH_URL", set).qstash().url()).isEqualTo(api);
  }

  @ParameterizedTest
  @CsvSource({"25s, PT25S", "PT1M30S, PT1M30S", "40, PT40S", "2m, PT2M", "500ms, PT0.5S", "0s, PT0S"
  })
  void durationsAreWrittenShortOrAsIso(String set, Duration read) {
    assertThat(environment("CARILLON_WEBHOOK_HOLD", set).webhookHold()).isEqualTo(read);
  }

  @Test
  void listsAreSplitAtCommas() {
    Settings settings = environment(
        "APP_URL", "https://a.example, https://b.example/c/,",
        "CARILLON_OUTBOUND_ALLOW", "intranet.example, 10.0.0.0/8",
        "QSTASH_FORWARD_HEADERS", "X-Key: 1:2, X-Other: b");

    assertThat(settings.publicUrls())
        .containsExactly(URI.create("https://a.example"), URI.create("https://b.example/c"));
    assertThat(settings.outbound().allow()).containsExactly("intranet.example", "10.0.0.0/8");
    assertThat(settings.qstash().forwardHeaders())
        .isEqualTo(Map.of("X-Key", new Secret("1:2"), "X-Other", new Secret("b")));
  }

  @Test
  void aStarListensEverywhereAndTheNoticeOfALaptopIsThenNotGiven() {
    Settings open = environment("CARILLON_BIND", "*");

    assertThat(open.bind()).isEmpty();
    assertThat(open.outbound().any()).isFalse();
    assertThat(environment("CARILLON_BIND", "localhost").bind()).isEqualTo("127.0.0.1");
  }

  @Test
  void insideSomebodysTomcatHttpTasksReachPublicAddressesOnly() {
    var here = new Surroundings(Map.of(), Map.of(), Map.of(), NOWHERE, NOWHERE, false);

    assertThat(Settings.read(here).outbound().any()).isFalse();
  }

  @Test
  void aSlipOfThePenIsPointedOut() {
    assertThat(environment("QSTASH_TOKKEN", "x", "CARILLON_ENGIN", "local").warnings())
        .containsExactly(
            "CARILLON_ENGIN is no setting; did you mean CARILLON_ENGINE?",
            "QSTASH_TOKKEN is no setting; did you mean QSTASH_TOKEN?");
  }

  @Test
  void secretsThatAreNotSetAreGeneratedLater() {
    assertThat(environment().secretKeys()).isEmpty();
  }
}
