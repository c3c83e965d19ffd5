package dev.carillon.app;

import static dev.carillon.app.SettingsOf.environment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretKeysTest {
  private static final String OLD = "old-key-old-key-old-key-old-key-";
  private static final String NEW = "new-key-new-key-new-key-new-key-";

  @TempDir
  Path directory;

  private Home home;
  private Path file;

  @BeforeEach
  void open() {
    home = new Home(directory);
    file = directory.resolve("secret-key");
  }

  private List<String> keys(String... settings) {
    return SecretKeys.of(environment(settings), home).stream()
        .map(Secret::value)
        .toList();
  }

  @Test
  void inDevelopmentAKeyIsMadeOnceForTheOwnersEyesOnly() throws IOException {
    List<String> first = keys();

    assertThat(first).hasSize(1).isEqualTo(keys()).isNotEqualTo(List.of(""));
    assertThat(first.get(0)).hasSizeGreaterThanOrEqualTo(SecretKeys.SHORTEST);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void inProductionNoneIsMadeAndOneThatIsThereIsUsed() throws IOException {
    assertThat(keys("APP_ENV", "production")).isEmpty();
    assertThat(file).doesNotExist();

    Files.writeString(file, OLD + "\n");
    assertThat(keys("APP_ENV", "production")).containsExactly(OLD);
  }

  @Test
  void whatIsSetCountsAndTheFileIsNotMade() {
    assertThat(keys("CARILLON_SECRET_KEY", NEW + ", " + OLD + "," + NEW)).containsExactly(NEW, OLD);
    assertThat(file).doesNotExist();
  }

  @Test
  void theFileMayHoldAListTooAndNoKeyThatIsTooShort() throws IOException {
    Files.writeString(file, NEW + "," + OLD + "\n");
    assertThat(keys()).containsExactly(NEW, OLD);

    Files.writeString(file, NEW + ",short\n");
    assertThatExceptionOfType(RefusedSettingsException.class)
        .isThrownBy(this::keys)
        .satisfies(refused -> assertThat(refused.mistakes().toString())
            .contains("32 characters or more")
            .doesNotContain("short,", NEW));
  }

  @Test
  void eachKeyOfTheSettingMustBeLongEnough() {
    assertThat(SettingsOf.mistakesIn("CARILLON_SECRET_KEY", NEW + ",tooshort"))
        .containsExactly("CARILLON_SECRET_KEY is too short: use 32 characters or more");
  }
}
