package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.carillon.scheduling.Neighbour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
  @TempDir
  Path temporary;

  @Test
  void aSecretIsGeneratedOnceForItsOwnerAlone() throws IOException {
    Path directory = temporary.resolve("deep/home");
    Home home = new Home(directory);
    home.prepare();

    Secret first = home.secret("admin-token");

    assertThat(first.value()).hasSizeGreaterThanOrEqualTo(43);
    assertThat(new Home(directory).secret("admin-token")).isEqualTo(first);
    assertThat(home.secret("secret-key")).isNotEqualTo(first);
    assertThat(rights(directory)).isEqualTo("rwx------");
    assertThat(rights(directory.resolve("admin-token"))).isEqualTo("rw-------");
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("admin-token", "secret-key");
  }

  @Test
  void aHomeThatCannotBeMadeIsTold() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");

    assertThatExceptionOfType(RefusedSettingsException.class)
        .isThrownBy(() -> new Home(file.resolve("home")).prepare())
        .withMessageStartingWith("CARILLON_HOME cannot be used: make " + file);
  }

  /** As one that was started by mistake, and found its port taken. */
  @Test
  void whoEndsLeavesTheAddressOfAnotherServerAlone() {
    Home home = new Home(temporary);
    home.serving("http://127.0.0.1:8080", "ours", nobody -> Optional.empty());

    new Home(temporary).stopped("http://127.0.0.1:9090");

    assertThat(home.address()).contains("http://127.0.0.1:8080");
    home.stopped("http://127.0.0.1:8080");
    assertThat(home.address()).isEmpty();
  }

  /** On PostgreSQL two servers of one machine may use one home. */
  @Test
  void whoComesLaterLeavesTheAddressOfAServerThatAnswers() {
    Home home = new Home(temporary);
    home.serving("http://127.0.0.1:8080", "ours", nobody -> Optional.empty());

    Optional<String> other =
        home.serving("http://127.0.0.1:9090", "ours", first -> answers("ours"));

    assertThat(other).contains("http://127.0.0.1:8080");
    assertThat(home.address()).contains("http://127.0.0.1:8080");
  }

  /** As of one that was killed. */
  @Test
  void anAddressWhereNobodyAnswersIsReplaced() {
    Home home = new Home(temporary);
    home.serving("http://127.0.0.1:8080", "ours", nobody -> Optional.empty());

    assertThat(home.serving("http://127.0.0.1:9090", "ours", nobody -> Optional.empty()))
        .isEmpty();

    assertThat(home.address()).contains("http://127.0.0.1:9090");
  }

  /** It took the address of one of this home that was killed. */
  @Test
  void anAddressWhereSomebodyElsesServerAnswersIsReplaced() {
    Home home = new Home(temporary);
    home.serving("http://127.0.0.1:8080", "ours", nobody -> Optional.empty());

    assertThat(home.serving("http://127.0.0.1:9090", "ours", other -> answers("theirs")))
        .isEmpty();

    assertThat(home.address()).contains("http://127.0.0.1:9090");
  }

  @Test
  void anEmptySecretIsNotAccepted() throws IOException {
    Files.writeString(temporary.resolve("admin-token"), "\n");

    assertThatExceptionOfType(RefusedSettingsException.class)
        .isThrownBy(() -> new Home(temporary).secret("admin-token"))
        .withMessageContaining("admin-token is empty");
  }

  private static Optional<Neighbour.Sign> answers(String installation) {
    return Optional.of(new Neighbour.Sign(installation, "instance", 1));
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
