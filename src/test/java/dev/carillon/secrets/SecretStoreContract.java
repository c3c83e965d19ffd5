package dev.carillon.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.testing.Together;
import dev.carillon.workflow.SecretName;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link SecretStore} promises. */
public interface SecretStoreContract {
  Instant THEN = Instant.parse("2026-11-22T12:00:00.123456Z");

  /** Returns the store under test, empty, and the same one for the whole of a test. */
  SecretStore secrets();

  private static KeptSecret kept(String name, String sealed) {
    return new KeptSecret(new SecretName(name), new Sealed("0a0b0c0d", sealed), THEN, "ada");
  }

  @Test
  default void whatIsPutIsFoundAsItIs() {
    assertThat(secrets().put(kept("shop-token", "AAAA"))).isTrue();

    assertThat(secrets().find(new SecretName("shop-token"))).contains(kept("shop-token", "AAAA"));
    assertThat(secrets().find(new SecretName("other"))).isEmpty();
  }

  @Test
  default void aSecondValueTakesThePlaceOfTheFirst() {
    secrets().put(kept("token", "AAAA"));

    assertThat(secrets().put(kept("token", "BBBB"))).isFalse();

    assertThat(secrets().list()).containsExactly(kept("token", "BBBB"));
  }

  @Test
  default void namesThatDifferInCaseAreTwoAndAreListedByTheirLetters() {
    List.of("token", "Token", "_x", "a.b-c", "0").forEach(it -> secrets().put(kept(it, "AAAA")));

    assertThat(secrets().list())
        .extracting(it -> it.name().value())
        .containsExactly("0", "Token", "_x", "a.b-c", "token");
  }

  @Test
  default void theLongestNameAndTheLongestValueFit() {
    String name = "n".repeat(100);
    String sealed = "A".repeat(60_000);
    secrets().put(kept(name, sealed));

    assertThat(secrets().find(new SecretName(name))).contains(kept(name, sealed));
  }

  @Test
  default void whatIsSealedAnewKeepsWhoGaveItAndWhen() {
    KeptSecret read = kept("token", "AAAA");
    secrets().put(read);

    assertThat(secrets().reseal(read, new Sealed("ffffffff", "CCCC"))).isTrue();

    assertThat(secrets().list())
        .containsExactly(new KeptSecret(read.name(), new Sealed("ffffffff", "CCCC"), THEN, "ada"));
  }

  @Test
  default void whatWasReplacedOrRemovedMeanwhileIsNotSealedAnew() {
    KeptSecret read = kept("token", "AAAA");
    secrets().put(read);
    secrets().put(kept("token", "BBBB"));

    assertThat(secrets().reseal(read, new Sealed("ffffffff", "CCCC"))).isFalse();
    assertThat(secrets().list()).containsExactly(kept("token", "BBBB"));

    secrets().remove(read.name());
    assertThat(secrets().reseal(read, new Sealed("ffffffff", "CCCC"))).isFalse();
    assertThat(secrets().list()).isEmpty();
  }

  @Test
  default void aSecretIsRemovedOnce() {
    secrets().put(kept("token", "AAAA"));

    assertThat(secrets().remove(new SecretName("token"))).isTrue();
    assertThat(secrets().remove(new SecretName("token"))).isFalse();
    assertThat(secrets().find(new SecretName("token"))).isEmpty();
  }

  @Test
  default void ofManyWhoPutANameFirstExactlyOneIsToldThatItIsNew() throws Exception {
    List<Boolean> told =
        Together.call(6, number -> () -> secrets().put(kept("token", "AAA" + number)));

    assertThat(Collections.frequency(told, true)).isEqualTo(1);
    assertThat(secrets().list()).hasSize(1);
    assertThat(IntStream.range(0, 6).mapToObj(it -> "AAA" + it))
        .contains(secrets().list().get(0).sealed().text());
  }
}
