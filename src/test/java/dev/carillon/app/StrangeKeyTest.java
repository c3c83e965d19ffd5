package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.secrets.Safe.Resealed;
import dev.carillon.secrets.Safe.State;
import dev.carillon.secrets.SecretValue;
import dev.carillon.workflow.SecretName;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node starts only with every key that the database's secrets were encrypted with. */
class StrangeKeyTest {
  private static final String FIRST = "first-key-first-key-first-key-first";
  private static final String OTHER = "other-key-other-key-other-key-other";

  @TempDir
  Path home;

  private DatabaseAddress address;

  private DatabaseAddress open(String kind) {
    address = kind.equals("h2") ? TestDatabases.emptyH2(home) : TestDatabases.emptyPostgres();
    return address;
  }

  @ParameterizedTest
  @ValueSource(strings = {"h2", "postgres"})
  void aNodeWithAnotherKeyIsRefusedWithWhatToDo(String kind) {
    open(kind);
    during(List.of(), List.of(FIRST), StrangeKeyTest::keep);

    Wiring strange = wiring(OTHER);
    try {
      RefusedSettingsException refused =
          catchThrowableOfType(RefusedSettingsException.class, strange::start);
      assertThat(refused.mistakes())
          .singleElement()
          .asString()
          .containsPattern("its id is [0-9a-f]{8}: set that key behind the present one")
          .containsPattern("CARILLON_LOST_KEYS=[0-9a-f]{8} and give those secrets their values")
          .doesNotContain(FIRST, OTHER);
    } finally {
      strange.stop();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"h2", "postgres"})
  void aNodeThatHasTheKeyBehindItsOwnStartsAndSoDoesOneThatWasToldThatItIsLost(String kind) {
    open(kind);
    during(List.of(), List.of(OTHER), wiring -> {});
    during(List.of(), List.of(FIRST), StrangeKeyTest::keep);
    String id = catchThrowableOfType(
            RefusedSettingsException.class, () -> during(List.of(), List.of(OTHER), wiring -> {}))
        .mistakes()
        .get(0)
        .replaceAll(".*its id is ([0-9a-f]{8}):.*", "$1");

    during(
        List.of(id),
        List.of(OTHER),
        wiring -> assertThat(wiring.safe.list().get(0).state()).isEqualTo(State.UNREADABLE));
    during(
        List.of(),
        List.of(OTHER, FIRST),
        wiring -> assertThat(wiring.safe.find("token")).contains(new TextNode("very-secret")));
    assertThatThrownBy(() -> during(List.of("00000000"), List.of("x".repeat(40)), wiring -> {}))
        .isInstanceOf(RefusedSettingsException.class);
  }

  /** On H2 the start does it, as no other node can be there; on PostgreSQL somebody asks for it. */
  @ParameterizedTest
  @ValueSource(strings = {"h2", "postgres"})
  void theOldKeyIsNeededNoMoreOnceItsSecretsAreEncryptedWithTheNewOne(String kind) {
    open(kind);
    during(List.of(), List.of(FIRST), StrangeKeyTest::keep);

    during(List.of(), List.of(OTHER, FIRST), wiring -> {
      assertThat(wiring.safe.find("token")).contains(new TextNode("very-secret"));
      if (kind.equals("postgres")) {
        assertThat(wiring.safe.reseal()).isEqualTo(new Resealed(1, 0));
      }
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> wiring.safe.list().get(0).state() == State.READABLE);
    });

    during(
        List.of(),
        List.of(OTHER),
        wiring -> assertThat(wiring.safe.find("token")).contains(new TextNode("very-secret")));
  }

  private static void keep(SecretsWiring wiring) {
    wiring.safe.put(new SecretName("token"), new SecretValue(new TextNode("very-secret")), "ada");
  }

  private void during(
      List<String> lost, List<String> keys, java.util.function.Consumer<SecretsWiring> work) {
    Stores stores = new Stores(
        new DatabaseSettings(address.url(), address.user(), address.password().map(Secret::new)),
        Clock.systemUTC());
    SecretsWiring wiring =
        new SecretsWiring(stores, keys.stream().map(Secret::new).toList(), lost, Clock.systemUTC());
    stores.database.open();
    try {
      wiring.start();
      work.accept(wiring);
    } finally {
      wiring.stop();
      stores.database.close();
    }
  }

  private Wiring wiring(String key) {
    Stream<String> all = Stream.of(
        "CARILLON_HOME",
        home.toString(),
        "CARILLON_ADMIN_TOKEN",
        "0123456789abcdef",
        "CARILLON_SECRET_KEY",
        key,
        "CARILLON_ENGINE",
        "local",
        "DATABASE_URL",
        address.url());
    Stream<String> user = Stream.of("DATABASE_USER", address.user());
    Settings settings = SettingsOf.environment(Stream.concat(all, user).toArray(String[]::new));
    return new Wiring(
        settings,
        new Secret("0123456789abcdef"),
        settings.secretKeys(),
        Clock.systemUTC(),
        "instance");
  }
}
