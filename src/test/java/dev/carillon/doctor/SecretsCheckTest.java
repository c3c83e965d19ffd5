package dev.carillon.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.carillon.authoring.Definitions;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.running.House;
import dev.carillon.secrets.InMemorySecretStore;
import dev.carillon.secrets.Safe;
import dev.carillon.secrets.SecretUsers;
import dev.carillon.secrets.SecretValue;
import dev.carillon.testing.MovingClock;
import dev.carillon.vault.TinkSealing;
import dev.carillon.workflow.SecretName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsCheckTest {
  private static final String OLD = "old-key-old-key-old-key-old-key-";
  private static final String NEW = "new-key-new-key-new-key-new-key-";

  @TempDir
  Path directory;

  private final MovingClock clock = MovingClock.at("2026-11-22T12:00:00Z");
  private final InMemorySecretStore store = new InMemorySecretStore();
  private final List<TinkSealing> open = new ArrayList<>();
  private House house;

  @BeforeEach
  void open() {
    house = new House(TestDatabases.h2(directory), clock);
  }

  @AfterEach
  void close() {
    open.forEach(TinkSealing::close);
    house.close();
  }

  private Safe safe(String... keys) {
    List<String> all = List.of(keys);
    Optional<TinkSealing> sealing =
        all.isEmpty() ? Optional.empty() : Optional.of(new TinkSealing(all));
    sealing.ifPresent(open::add);
    return new Safe(store, sealing.map(it -> it), clock);
  }

  private Finding examined(Safe safe) {
    Definitions definitions = house.definitions;
    return new SecretsCheck(safe, new SecretUsers(house.workflows, definitions)).examine();
  }

  private void uses(String name) {
    house.save("user", "1.0.0", "- t: {set: {a: 1}}\n", "use: {secrets: [" + name + "]}\n");
  }

  @Test
  void whatIsKeptWhatIsMissingAndWhatNoKeyOpensIsTold() {
    assertThat(examined(safe(OLD)).status()).isEqualTo(Status.OK);
    assertThat(examined(safe()).status()).isEqualTo(Status.OK);

    uses("token");
    assertThat(examined(safe(OLD)).status()).isEqualTo(Status.WARNING);
    assertThat(examined(safe(OLD)).answer().en()).contains("not set: token");
    assertThat(examined(safe()).status()).isEqualTo(Status.FAILING);

    SecretValue value = new SecretValue(TextNode.valueOf("very-secret"));
    safe(OLD).put(new SecretName("token"), value, "ada");
    assertThat(examined(safe(OLD)).status()).isEqualTo(Status.OK);
    assertThat(examined(safe(NEW, OLD)).status()).isEqualTo(Status.WARNING);
    assertThat(examined(safe(NEW, OLD)).answer().en()).contains("old key: token");
    Finding lost = examined(safe(NEW));
    assertThat(lost.status()).isEqualTo(Status.FAILING);
    assertThat(lost.answer().en()).isEqualTo("No key opens these secrets: token.");
    assertThat(lost.remedy()).isPresent();
    assertThat(lost.toString()).doesNotContain("very-secret");
  }
}
