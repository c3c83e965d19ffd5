package dev.carillon.app;

import static dev.carillon.app.SettingsOf.mistakesIn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RefusedSettingsTest {
  private static final String LATER = ": ";

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          PORT                    | 65536                | PORT is no number it may be: set one from 0 to 65535
          PORT                    | 80a                  | PORT is no number it may be: set one from 0 to 65535
          PORT                    | -1                   | PORT is no number it may be: set one from 0 to 65535
          APP_ENV                 | staging              | APP_ENV is none of its values: set development or production or test
          NODE_ENV                | staging              | NODE_ENV is none of its values: set development or production or test
          APP_URL                 | example.com          | APP_URL is no base URL: write it whole, like https://example.com/carillon
          APP_URL                 | ftp://example.com    | APP_URL is no base URL: write it whole, like https://example.com/carillon
          APP_URL                 | https://a b.example  | APP_URL is no base URL: write it whole, like https://example.com/carillon
          APP_URL                 | https://u:p@a.example| APP_URL is no base URL: leave out user, query and fragment
          APP_URL                 | https://a.example?x  | APP_URL is no base URL: leave out user, query and fragment
          NEXT_PUBLIC_APP_URL     | https://a.example/api/qstash/webhook | NEXT_PUBLIC_APP_URL is no base URL: end it with the context path, before /api
          CARILLON_BIND           | example.com          | CARILLON_BIND cannot be listened on: it is no IP address of this machine; set 127.0.0.1, or * for all
          CARILLON_BIND           | 192.0.2.7            | CARILLON_BIND cannot be listened on: it is no IP address of this machine; set 127.0.0.1, or * for all
          CARILLON_BIND           | 127.0.0.300          | CARILLON_BIND cannot be listened on: it is no IP address; set 127.0.0.1, or * for all
          CARILLON_ENGINE         | quartz               | CARILLON_ENGINE is none of its values: set auto or qstash or local
          CARILLON_NAMESPACE      | my.app               | CARILLON_NAMESPACE is no namespace: use at most 40 letters, digits, hyphens and underscores
          CARILLON_WEBHOOK_HOLD   | soon                 | CARILLON_WEBHOOK_HOLD is no duration it may be: write it as 25s, 2m or PT25S, at most 15m
          CARILLON_WEBHOOK_HOLD   | 16m                  | CARILLON_WEBHOOK_HOLD is no duration it may be: write it as 25s, 2m or PT25S, at most 15m
          CARILLON_WEBHOOK_HOLD   | PT-1S                | CARILLON_WEBHOOK_HOLD is no duration it may be: write it as 25s, 2m or PT25S, at most 15m
          CARILLON_MAX_RUNS       | 0                    | CARILLON_MAX_RUNS is no number it may be: set one from 1 to 1000
          CARILLON_MAX_RUNS       | 1001                 | CARILLON_MAX_RUNS is no number it may be: set one from 1 to 1000
          CARILLON_OUTBOUND       | none                 | CARILLON_OUTBOUND is none of its values: set any or public
          CARILLON_OUTBOUND_ALLOW | http://a.example     | CARILLON_OUTBOUND_ALLOW has an entry that is neither a host nor a CIDR block: write it like intranet.example, 10.0.0.0/8
          CARILLON_OUTBOUND_ALLOW | 10.0.0.0/99          | CARILLON_OUTBOUND_ALLOW has an entry that is neither a host nor a CIDR block: write it like intranet.example, 10.0.0.0/8
          CARILLON_HTTP_PROXY     | http://a:secret@b    | CARILLON_HTTP_PROXY is no proxy: write it like http://proxy.example:3128, with user:password@ before the host if it wants one
          CARILLON_HTTP_TIMEOUT   | 2h                   | CARILLON_HTTP_TIMEOUT is no duration it may be: write it as 25s, 2m or PT25S, at most 60m
          CARILLON_HTTP_TIMEOUT   | 0                    | CARILLON_HTTP_TIMEOUT leaves no time: write it as 25s, 2m or PT25S
          CARILLON_MAX_REPLY      | 1MB                  | CARILLON_MAX_REPLY is no number it may be: set one from 0 to 100000000
          CARILLON_DRIFT          | undo                 | CARILLON_DRIFT is none of its values: set report or enforce
          CARILLON_NUDGES         | both                 | CARILLON_NUDGES is none of its values: set own or qstash
          CARILLON_ADMIN_TOKEN    | short                | CARILLON_ADMIN_TOKEN is too short: use 16 characters or more
          CARILLON_ADMIN_TOKEN    | 0123456789 123456789 | CARILLON_ADMIN_TOKEN has white space in it: copy it again, in one piece
          CARILLON_ADMIN_TOKEN    | пароль-пароль-пароль | CARILLON_ADMIN_TOKEN has a character that no token has: use letters, digits and signs of ASCII
          CARILLON_SECRET_KEY     | 0123456789012345678  | CARILLON_SECRET_KEY is too short: use 32 characters or more
          QSTASH_URL              | qstash.upstash.io    | QSTASH_URL is no base URL: write it whole, like https://example.com/carillon
          QSTASH_REGION           | mars                 | QSTASH_REGION is none of its values: set EU_CENTRAL_1 or US_EAST_1
          QSTASH_PLAN             | huge                 | QSTASH_PLAN is none of its values: set free or payg or pro
          QSTASH_NEXT_SIGNING_KEY | sig_tooshort         | QSTASH_NEXT_SIGNING_KEY is too short: use 32 characters or more
          QSTASH_FORWARD_HEADERS  | X-Key                | QSTASH_FORWARD_HEADERS has an entry that is no header: write it like X-Gateway-Key: value, entries separated by commas
          QSTASH_FORWARD_HEADERS  | Content-Type: a/b    | QSTASH_FORWARD_HEADERS names a header that QStash does not forward, Content-Type: name the header as your gateway wants it, like X-Gateway-Key: value
          QSTASH_FORWARD_HEADERS  | Upstash-Forward-X: a | QSTASH_FORWARD_HEADERS names a header that QStash does not forward, Upstash-Forward-X: name the header as your gateway wants it, like X-Gateway-Key: value
          QSTASH_FORWARD_HEADERS  | X-Key: käse          | QSTASH_FORWARD_HEADERS has an entry that is no header: write it like X-Gateway-Key: value, entries separated by commas
          QSTASH_TOKEN            | tökén                | QSTASH_TOKEN has a character that no token has: use letters, digits and signs of ASCII
          DATABASE_URL            | mysql://a/b          | DATABASE_URL is no address of a database: use postgres://user:password@host/database, jdbc:postgresql:… or jdbc:h2:…
          """)
  void aMistakeNamesTheSettingWhatIsWrongAndWhatToSet(String name, String value, String told) {
    assertThat(mistakesIn(name, value)).containsExactly(told);
  }

  @Test
  void allMistakesAreToldAtOnce() {
    assertThat(mistakesIn("PORT", "x", "APP_URL", "nowhere", "CARILLON_DRIFT", "y"))
        .hasSize(3)
        .anyMatch(told -> told.startsWith("PORT "))
        .anyMatch(told -> told.startsWith("APP_URL "))
        .anyMatch(told -> told.startsWith("CARILLON_DRIFT "));
  }

  @Test
  void onPostgresWhatNodesShareMustBeSet() {
    assertThat(mistakesIn("DATABASE_URL", "postgres://u:p@db/carillon"))
        .containsExactlyInAnyOrder(
            "CARILLON_ADMIN_TOKEN is not set, but DATABASE_URL is a PostgreSQL: set it to a random"
                + " text, the same on every node",
            "CARILLON_SECRET_KEY is not set, but DATABASE_URL is a PostgreSQL: set it to a random"
                + " text, the same on every node");
  }

  @ParameterizedTest
  @EnumSource
  void noMistakeShowsASecretNotEvenAPart(Setting setting) {
    String[] wrong = {
      "hush hush-hush", "hush", "hush://hush:hush@hush/hush", "postgres://hush%zz@h/d"
    };

    for (String value : wrong) {
      assertThat(mistakesIn(setting.name(), value)).noneMatch(told -> told.contains("hush"));
    }
  }

  @Test
  void theExceptionItselfShowsOnlyWhatTheMistakesShow() {
    var refused = new RefusedSettingsException(mistakesIn("PORT", "x"));

    assertThat(refused).hasMessageStartingWith("PORT is no number it may be" + LATER);
  }
}
