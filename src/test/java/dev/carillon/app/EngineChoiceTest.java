package dev.carillon.app;

import static dev.carillon.app.SettingsOf.environment;
import static dev.carillon.app.SettingsOf.mistakesIn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineChoiceTest {
  private static final String PUBLIC = "https://carillon.example.com";
  private static final String CURRENT = "sig_aaaaaaaaaaaaaaaaaaaaaaaaaaaa";
  private static final String NEXT = "sig_bbbbbbbbbbbbbbbbbbbbbbbbbbbb";
  private static final String DEV_SERVER_KEY = "sig_7kYjw48mhY7kAjqNGcy6cr29RJ6r";

  /** T is the token, C and N are the keys, U is a QSTASH_URL of the service. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
          # APP_ENV     | APP_URL               | ENGINE | set  | engine | why
          -             | -                     | -      | -    | LOCAL  | not set: APP_URL, QSTASH_TOKEN, QSTASH_CURRENT_SIGNING_KEY, QSTASH_NEXT_SIGNING_KEY
          -             | http://localhost:8080 | auto   | TCN  | LOCAL  | APP_URL is not public
          -             | http://localhost:8080 | -      | TN   | LOCAL  | not set: QSTASH_CURRENT_SIGNING_KEY
          development   | https://a.ngrok.app   | -      | TCN  | LOCAL  | APP_URL has not yet been seen to lead back to this process
          development   | https://a.ngrok.app   | qstash | TCN  | QSTASH | CARILLON_ENGINE is qstash
          development   | https://a.ngrok.app   | local  | TCN  | LOCAL  | CARILLON_ENGINE is local
          -             | https://a.example     | -      | -    | LOCAL  | self-hosted: no QSTASH_TOKEN is set
          production    | -                     | -      | -    | LOCAL  | self-hosted: no QSTASH_TOKEN is set
          -             | https://a.example     | -      | TCN  | QSTASH | token, both signing keys and a public APP_URL are set
          -             | https://a.example     | auto   | TCNU | QSTASH | token, both signing keys and a public APP_URL are set
          -             | https://a.example     | local  | T    | LOCAL  | CARILLON_ENGINE is local
          """)
  void theEngineIsDecidedByWhatIsSet(
      String env, String url, String wanted, String set, Engine engine, String why) {
    EngineDecision decision = environment(given(env, url, wanted, set)).engine();

    assertThat(decision.engine()).isEqualTo(engine);
    assertThat(decision.reason()).isEqualTo(why);
    assertThat(decision.provisional()).isEqualTo(why.contains("not yet"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
          # APP_ENV     | APP_URL               | ENGINE | set  | names told
          -             | https://a.example     | -      | T    | QSTASH_CURRENT_SIGNING_KEY QSTASH_NEXT_SIGNING_KEY
          -             | https://a.example     | -      | U    | QSTASH_TOKEN QSTASH_CURRENT_SIGNING_KEY QSTASH_NEXT_SIGNING_KEY
          -             | https://a.example     | -      | CN   | QSTASH_TOKEN
          production    | -                     | -      | TCN  | APP_URL
          production    | http://10.0.0.7       | -      | TCN  | APP_URL
          -             | -                     | qstash | TCN  | APP_URL
          -             | -                     | qstash | -    | APP_URL QSTASH_TOKEN QSTASH_CURRENT_SIGNING_KEY QSTASH_NEXT_SIGNING_KEY
          """)
  void whatIsMissingForQStashIsNamed(
      String env, String url, String wanted, String set, String names) {
    List<String> told = mistakesIn(given(env, url, wanted, set));

    assertThat(told.stream().map(mistake -> mistake.split(" ")[0]))
        .containsExactly(names.split(" "));
    assertThat(told).allMatch(mistake -> mistake.contains("CARILLON_ENGINE=local"));
  }

  @Test
  void inProductionPublishedKeysAreRefusedWhateverTheEngineIs() {
    for (String engine : List.of("auto", "local")) {
      assertThat(mistakesIn(
              "APP_URL", PUBLIC,
              "CARILLON_ENGINE", engine,
              "QSTASH_TOKEN", "token",
              "QSTASH_CURRENT_SIGNING_KEY", DEV_SERVER_KEY,
              "QSTASH_NEXT_SIGNING_KEY", NEXT))
          .containsExactly(
              "QSTASH_CURRENT_SIGNING_KEY is a published key of QStash's dev server, so anybody"
                  + " could sign: copy yours from the Upstash console");
    }
  }

  @Test
  void inDevelopmentTheDevServerOfQStashMayRingALoopbackAddress() {
    EngineDecision decision = environment(
            "APP_URL", "http://localhost:8080",
            "CARILLON_ENGINE", "qstash",
            "QSTASH_URL", "http://127.0.0.1:8081",
            "QSTASH_TOKEN", "token",
            "QSTASH_CURRENT_SIGNING_KEY", DEV_SERVER_KEY,
            "QSTASH_NEXT_SIGNING_KEY", NEXT)
        .engine();

    assertThat(decision.engine()).isEqualTo(Engine.QSTASH);
  }

  @Test
  void theLogLineOfDevelopmentSaysWhy() {
    assertThat(environment("CARILLON_ENGINE", "local").engine().announcement(Mode.DEVELOPMENT))
        .isEqualTo(
            "🧪 Development mode: QStash disabled, using Quartz fallback (CARILLON_ENGINE is local)");
    assertThat(EngineDecision.of(Engine.QSTASH, "so", "так").announcement(Mode.PRODUCTION))
        .isEqualTo("Production mode: QStash rings (so)");
  }

  private static String[] given(String env, String url, String wanted, String set) {
    List<String> given = new ArrayList<>();
    put(given, "APP_ENV", env);
    put(given, "APP_URL", url);
    put(given, "CARILLON_ENGINE", wanted);
    String letters = set == null ? "" : set;
    put(given, "QSTASH_TOKEN", letters.contains("T") ? "token" : null);
    put(given, "QSTASH_CURRENT_SIGNING_KEY", letters.contains("C") ? CURRENT : null);
    put(given, "QSTASH_NEXT_SIGNING_KEY", letters.contains("N") ? NEXT : null);
    put(given, "QSTASH_URL", letters.contains("U") ? "https://qstash.upstash.io" : null);
    return given.toArray(String[]::new);
  }

  private static void put(List<String> given, String name, String value) {
    if (value != null) {
      given.add(name);
      given.add(value);
    }
  }
}
