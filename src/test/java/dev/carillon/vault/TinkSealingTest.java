package dev.carillon.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.secrets.Sealed;
import dev.carillon.testing.Together;
import dev.carillon.workflow.SecretName;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TinkSealingTest {
  private static final String OLD = "old-key-old-key-old-key-old-key-";
  private static final String NEW = "new-key-new-key-new-key-new-key-";
  private static final SecretName NAME = new SecretName("shop-token");
  private static final String TEXT = "{\"token\":\"пароль ✓\"}";

  private final TinkSealing old = new TinkSealing(List.of(OLD));
  private final TinkSealing both = new TinkSealing(List.of(NEW, OLD));

  @AfterEach
  void close() {
    old.close();
    both.close();
  }

  @Test
  void whatIsSealedOpensUnderItsNameAndIsNotToBeSeenInIt() {
    Sealed sealed = old.seal(NAME, TEXT);

    assertThat(old.open(NAME, sealed)).contains(TEXT);
    assertThat(new String(Base64.getDecoder().decode(sealed.text()), StandardCharsets.UTF_8))
        .doesNotContain("token", "пароль");
  }

  @Test
  void itOpensUnderNoOtherName() {
    Sealed sealed = old.seal(NAME, TEXT);

    assertThat(old.open(new SecretName("other"), sealed)).isEmpty();
    assertThat(old.open(new SecretName("Shop-token"), sealed)).isEmpty();
  }

  @Test
  void theSameTextIsNeverSealedTheSameTwice() {
    assertThat(old.seal(NAME, TEXT)).isNotEqualTo(old.seal(NAME, TEXT));
  }

  @Test
  void whatAnybodyChangedDoesNotOpen() {
    Sealed sealed = old.seal(NAME, TEXT);
    byte[] bytes = Base64.getDecoder().decode(sealed.text());

    for (int at = 0; at < bytes.length; at++) {
      bytes[at] ^= 1;
      String changed = Base64.getEncoder().encodeToString(bytes);
      assertThat(old.open(NAME, new Sealed(sealed.keyId(), changed)))
          .as("byte " + at)
          .isEmpty();
      bytes[at] ^= 1;
    }
    assertThat(old.open(NAME, new Sealed(sealed.keyId(), "no Base64!"))).isEmpty();
    assertThat(old.open(NAME, new Sealed(sealed.keyId(), ""))).isEmpty();
  }

  @Test
  void theFirstKeySealsAndEachOpens() {
    Sealed before = old.seal(NAME, TEXT);
    Sealed after = both.seal(NAME, TEXT);

    assertThat(both.open(NAME, before)).contains(TEXT);
    assertThat(both.open(NAME, after)).contains(TEXT);
    assertThat(old.open(NAME, after)).isEmpty();
    assertThat(after.keyId()).isEqualTo(both.keyId()).isNotEqualTo(old.keyId());
    assertThat(before.keyId()).isEqualTo(old.keyId());
  }

  @Test
  void whatWasSealedByAnEarlierReleaseOpensToday() {
    var kept = new Sealed(
        "463e0e61",
        "AUY+DmHilC4bXyixtmOI4hAZ525ccb/z9FUQHD57l0aVBvCms/5DC+z8QVWVR+7B3RrU14wIGHDgcEsFUQ==");

    assertThat(old.open(NAME, kept)).isEqualTo(Optional.of(TEXT));
  }

  @Test
  void manyMayUseItAtOnce() throws Exception {
    List<Boolean> right = Together.call(8, number -> () -> {
      String text = "text " + number;
      return both.open(NAME, both.seal(NAME, text)).equals(Optional.of(text));
    });

    assertThat(right).containsOnly(true);
  }

  @Test
  void afterItsEndItRefusesAndASecondEndIsFine() {
    old.seal(NAME, TEXT);
    old.close();
    old.close();

    assertThatThrownBy(() -> old.seal(NAME, TEXT)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void itTellsNoKey() {
    assertThat(old.toString()).isEqualTo("***");
    assertThatThrownBy(() -> new TinkSealing(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
