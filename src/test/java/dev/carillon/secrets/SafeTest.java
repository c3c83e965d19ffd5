package dev.carillon.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.carillon.running.House;
import dev.carillon.running.UnreadableSecretException;
import dev.carillon.secrets.Safe.Resealed;
import dev.carillon.secrets.Safe.State;
import dev.carillon.testing.MovingClock;
import dev.carillon.vault.TinkSealing;
import dev.carillon.workflow.SecretName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTest {
  private static final String OLD = "old-key-old-key-old-key-old-key-";
  private static final String NEW = "new-key-new-key-new-key-new-key-";
  private static final SecretName NAME = new SecretName("token");

  private final MovingClock clock = MovingClock.at("2026-11-22T12:00:00Z");
  private final InMemorySecretStore store = new InMemorySecretStore();
  private final List<TinkSealing> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(TinkSealing::close);
  }

  /** A node with these keys, over the one store. */
  private Safe node(String... keys) {
    TinkSealing sealing = new TinkSealing(List.of(keys));
    open.add(sealing);
    return new Safe(store, Optional.of(sealing), clock);
  }

  private static SecretValue text(String text) {
    return new SecretValue(TextNode.valueOf(text));
  }

  private static Optional<JsonNode> found(String text) {
    return Optional.of(TextNode.valueOf(text));
  }

  @Test
  void whatIsPutIsFoundAndOnlyItsSealIsKept() {
    Safe safe = node(OLD);

    assertThat(safe.put(NAME, text("very-secret"), "ada")).isTrue();
    assertThat(safe.put(NAME, text("more-secret"), "eve")).isFalse();

    assertThat(safe.find("token")).isEqualTo(found("more-secret"));
    assertThat(store.list().toString()).doesNotContain("secret\"", "very-secret", "more-secret");
    assertThat(safe.entry(NAME)).hasValueSatisfying(it -> {
      assertThat(it.state()).isEqualTo(State.READABLE);
      assertThat(it.secret().updatedBy()).isEqualTo("eve");
      assertThat(it.secret().updatedAt()).isEqualTo(clock.instant());
    });
  }

  @Test
  void whatIsNotKeptIsNotFoundWhateverItsName() {
    assertThat(node(OLD).find("token")).isEmpty();
    assertThat(node(OLD).find("no name / at all")).isEmpty();
  }

  @Test
  void aWalkThatAsksAgainAndAgainDoesNotAskTheStore() {
    Safe safe = node(OLD);
    safe.put(NAME, text("very-secret"), "ada");
    int before = store.finds.get();

    for (int i = 0; i < 1000; i++) {
      safe.find("token");
    }

    assertThat(store.finds.get() - before).isEqualTo(1);
  }

  @Test
  void aChangeHereCountsAtOnceAndOneOfAnotherNodeTwoSecondsLater() {
    Safe here = node(OLD);
    Safe there = node(OLD);
    here.put(NAME, text("first-value"), "ada");
    assertThat(there.find("token")).isEqualTo(found("first-value"));

    here.put(NAME, text("second-value"), "ada");
    assertThat(here.find("token")).isEqualTo(found("second-value"));

    clock.moveBy(Duration.ofSeconds(2));
    assertThat(there.find("token")).isEqualTo(found("second-value"));
    here.remove(NAME);
    assertThat(here.find("token")).isEmpty();
    clock.moveBy(Duration.ofSeconds(2));
    assertThat(there.find("token")).isEmpty();
  }

  @Test
  void aClockThatGoesBackGivesNoOldValue() {
    Safe here = node(OLD);
    Safe there = node(OLD);
    here.put(NAME, text("first-value"), "ada");
    there.find("token");
    here.put(NAME, text("second-value"), "ada");

    clock.moveBy(Duration.ofHours(-1));

    assertThat(there.find("token")).isEqualTo(found("second-value"));
  }

  @Test
  void aNewKeyInFrontReadsAllAndSealsAllAnewWhenItIsAsked() {
    Safe before = node(OLD);
    before.put(NAME, text("very-secret"), "ada");
    before.put(new SecretName("other"), text("other-secret"), "ada");
    Safe during = node(NEW, OLD);
    assertThat(during.list()).extracting(Safe.Entry::state).containsOnly(State.OLD_KEY);
    assertThat(during.find("token")).isEqualTo(found("very-secret"));

    assertThat(during.reseal()).isEqualTo(new Resealed(2, 0));
    assertThat(during.reseal()).isEqualTo(new Resealed(0, 0));

    Safe after = node(NEW);
    assertThat(after.find("token")).isEqualTo(found("very-secret"));
    assertThat(after.list()).extracting(Safe.Entry::state).containsOnly(State.READABLE);
    assertThat(after.entry(NAME).get().secret().updatedBy()).isEqualTo("ada");
  }

  @Test
  void whatNoKeyOpensIsToldAndCanBeReplacedOrRemoved() {
    node(OLD).put(NAME, text("very-secret"), "ada");
    Safe safe = node(NEW);

    assertThat(safe.entry(NAME).get().state()).isEqualTo(State.UNREADABLE);
    assertThatThrownBy(() -> safe.find("token"))
        .isInstanceOf(UnreadableSecretException.class)
        .hasMessageContainingAll("\"token\"", "no key in CARILLON_SECRET_KEY opens it");
    assertThat(safe.reseal()).isEqualTo(new Resealed(0, 1));
    assertThat(safe.obstacles(Set.of("token")).get("token")).contains("no key");

    safe.put(NAME, text("new-secret"), "eve");
    assertThat(safe.find("token")).isEqualTo(found("new-secret"));
    safe.remove(NAME);
    assertThatThrownBy(() -> safe.remove(NAME)).isInstanceOf(UnknownSecretException.class);
  }

  @Test
  void aKeyThatIsMissingIsNamedUntilNothingNeedsIt() {
    Safe before = node(OLD);
    assertThat(before.missingKeys()).isEmpty();
    before.put(NAME, text("very-secret"), "ada");
    String id = store.list().get(0).sealed().keyId();

    assertThat(before.missingKeys()).isEmpty();
    assertThat(node(NEW, OLD).missingKeys()).isEmpty();
    assertThat(node(NEW).missingKeys()).containsExactly(id);
    assertThat(new Safe(store, Optional.empty(), clock).missingKeys()).isEmpty();

    node(NEW).put(NAME, text("new-secret"), "ada");
    assertThat(node(NEW).missingKeys()).isEmpty();
  }

  @Test
  void aValueThatWasMovedToAnotherNameInTheDatabaseDoesNotOpen() {
    Safe safe = node(OLD);
    safe.put(NAME, text("very-secret"), "ada");
    KeptSecret kept = store.list().get(0);
    store.put(new KeptSecret(new SecretName("mine"), kept.sealed(), kept.updatedAt(), "eve"));

    assertThatThrownBy(() -> safe.find("mine")).isInstanceOf(UnreadableSecretException.class);
  }

  @Test
  void withoutAKeyNothingIsKeptAndEveryoneIsToldWhatToSet() {
    Safe safe = new Safe(store, Optional.empty(), clock);

    assertThatThrownBy(() -> safe.put(NAME, text("very-secret"), "ada"))
        .isInstanceOf(SecretsOffException.class)
        .hasMessageContaining("set CARILLON_SECRET_KEY");
    assertThatThrownBy(() -> safe.find("token"))
        .isInstanceOf(UnreadableSecretException.class)
        .hasMessageContaining("set CARILLON_SECRET_KEY");
    assertThat(safe.obstacles(Set.of("token"))).containsOnlyKeys("token");
    assertThat(safe.list()).isEmpty();
    assertThat(safe.reseal()).isEqualTo(new Resealed(0, 0));
  }

  @Test
  void obstaclesAreToldOfWhatIsMissingAlone() {
    Safe safe = node(OLD);
    safe.put(NAME, text("very-secret"), "ada");

    assertThat(safe.obstacles(Set.of("token", "other"))).containsOnlyKeys("other");
    assertThat(safe.obstacles(Set.of("other")).get("other"))
        .contains("the secret \"other\" is not set here", "PUT /api/secrets/other");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"abc\"",
        "\"  abc  \"",
        "\"\"",
        "5",
        "null",
        "true",
        "[]",
        "{}",
        "{\"token\":\"abc\"}",
        "{\"token\":5}",
        "{\"token\":{\"a\":\"very-secret\"}}"
      })
  void whatCouldNotBeUsedOrHiddenIsNoSecret(String json) {
    assertThatThrownBy(() -> new SecretValue(House.json(json)))
        .isInstanceOf(InvalidSecretException.class);
  }

  @Test
  void aTextOrAnObjectOfTextsIsASecretAndShowsItselfToNobody() {
    SecretValue account =
        new SecretValue(House.json("{\"username\":\"me\",\"password\":\"love-lace\"}"));

    assertThat(account.toString()).isEqualTo("***");
    assertThatThrownBy(() -> text("x".repeat(SecretValue.MOST_BYTES)))
        .isInstanceOf(InvalidSecretException.class)
        .hasMessageContaining("32 KB");
  }
}
