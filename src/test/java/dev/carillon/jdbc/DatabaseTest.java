package dev.carillon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.testing.Together;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
  @TempDir
  Path directory;

  @Test
  void whatWasKeptIsThereAfterClosingAndOpening() {
    String before = installation(TestDatabases.emptyH2(directory));

    assertThat(installation(TestDatabases.emptyH2(directory))).isEqualTo(before);
  }

  @Test
  void closingComesFirstOrTwiceWithoutHarm() {
    Database database = new Database(TestDatabases.emptyH2(directory));

    assertThatCode(database::close).doesNotThrowAnyException();
    database.open();
    database.close();
    assertThatCode(database::close).doesNotThrowAnyException();
    assertThatThrownBy(database::dataSource).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void closingLeavesNoThreadOfThePool() {
    Database database = new Database(TestDatabases.emptyH2(directory));
    database.open();
    assertThat(threads()).anyMatch(name -> name.startsWith("carillon"));

    database.close();

    // Whoever was told to end does so a moment later.
    Awaitility.await()
        .untilAsserted(() -> assertThat(threads())
            .noneMatch(name -> name.startsWith("carillon") || name.contains("H2")));
  }

  @Test
  void anotherPasswordIsToldWithoutShowingIt() {
    installation(TestDatabases.emptyH2(directory));
    DatabaseAddress wrong =
        new DatabaseAddress(TestDatabases.emptyH2(directory).url(), "sa", Optional.of("s3cret"));

    assertThatThrownBy(() -> new Database(wrong).open())
        .isInstanceOf(DatabaseRefusedException.class)
        .hasMessageContaining("refused user and password")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void aPostgresThatRefusesThePasswordIsTold() {
    DatabaseAddress right = TestDatabases.emptyPostgres();
    DatabaseAddress nobody = new DatabaseAddress(right.url(), "nobody", Optional.of("s3cret"));

    assertThatThrownBy(() -> new Database(nobody).open())
        .isInstanceOf(DatabaseRefusedException.class)
        .hasMessageContaining("refused user and password")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void aDatabaseThatIsNotThereIsTold() {
    DatabaseAddress right = TestDatabases.emptyPostgres();
    DatabaseAddress missing =
        new DatabaseAddress(right.url() + "_missing", right.user(), right.password());

    assertThatThrownBy(() -> new Database(missing).open())
        .isInstanceOf(DatabaseRefusedException.class)
        .hasMessageContaining("does not exist");
  }

  @Test
  void aServerThatDoesNotListenIsTold() throws IOException {
    int port;
    try (ServerSocket closedSoon = new ServerSocket(0)) {
      port = closedSoon.getLocalPort();
    }
    DatabaseAddress nobody = new DatabaseAddress(
        "jdbc:postgresql://localhost:" + port + "/carillon?password=s3cret", "", Optional.empty());

    assertThatThrownBy(() -> new Database(nobody).open())
        .isInstanceOf(DatabaseRefusedException.class)
        .hasMessageContaining("cannot be reached")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void aSchemaThatIsNewerThanTheProgramIsRefusedAndLeftAlone() {
    try (Database database = new Database(TestDatabases.emptyH2(directory))) {
      database.open();
      database.transactions().run(handle -> handle.execute("""
          insert into "schema_history" ("installed_rank", "version", "description", "type", "script",
            "installed_by", "execution_time", "success")
          values (999, '999', 'from the future', 'SQL', 'V999__future.sql', 'sa', 1, true)"""));
    }

    assertThatThrownBy(() -> new Database(TestDatabases.emptyH2(directory)).open())
        .isInstanceOf(DatabaseRefusedException.class)
        .hasMessageContaining("newer Carillon (schema 999)");
  }

  @Test
  void aFirstStartThatWasKilledIsBegunAnew() {
    try (Database database = new Database(TestDatabases.emptyH2(directory))) {
      database.open();
      database.transactions().run(handle -> handle.execute("""
          delete from "schema_history" where "version" > '3'"""));
      database.transactions().run(handle -> handle.execute(FirstStart.MARK));
    }

    assertThat(installation(TestDatabases.emptyH2(directory))).isNotEmpty();
  }

  @Test
  void anUpgradeThatWasKilledIsTakenBackAndBegunAnew() throws IOException {
    String before = installation(TestDatabases.emptyH2(directory));
    try (Database database = new Database(TestDatabases.emptyH2(directory))) {
      database.open();
      Upgrade.of(database.dataSource()).orElseThrow().begin(database.dataSource());
      database.transactions().run(handle -> handle.execute("drop table installation"));
    }

    assertThat(installation(TestDatabases.emptyH2(directory))).isEqualTo(before);
    assertThat(files()).containsExactly("carillon.mv.db");
  }

  @Test
  void aMigrationThatFailsLeavesTheFileAsItWas() throws IOException {
    try (Database database = new Database(TestDatabases.emptyH2(directory))) {
      database.open();
      database.transactions().run(handle -> handle.execute("""
          delete from "schema_history" where "installed_rank" > 1"""));
    }

    assertThatThrownBy(() -> new Database(TestDatabases.emptyH2(directory)).open())
        .isInstanceOf(DatabaseRefusedException.class)
        .hasMessageContaining("cannot be brought up to date");
    assertThatThrownBy(() -> new Database(TestDatabases.emptyH2(directory)).open())
        .hasMessageContaining("cannot be brought up to date");
    assertThat(files()).noneMatch(it -> it.contains("upgrade"));
  }

  @Test
  void anUpgradeThatWasKilledAndWhoseCopyIsGoneIsToldAndLeftAlone() throws IOException {
    try (Database database = new Database(TestDatabases.emptyH2(directory))) {
      database.open();
      Upgrade.of(database.dataSource()).orElseThrow().begin(database.dataSource());
    }
    Files.delete(directory.resolve("carillon.mv.db.before-upgrade.zip"));

    assertThatThrownBy(() -> new Database(TestDatabases.emptyH2(directory)).open())
        .isInstanceOf(DatabaseRefusedException.class)
        .hasMessageContaining("was cut short")
        .hasMessageContaining("backup");
    assertThat(files()).containsExactly("carillon.mv.db");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(it -> it.getFileName().toString()).toList();
    }
  }

  @Test
  void aRefusedStartLeavesTheFileFree() {
    aSchemaThatIsNewerThanTheProgramIsRefusedAndLeftAlone();

    assertThatThrownBy(() -> new Database(TestDatabases.emptyH2(directory)).open())
        .hasMessageContaining("newer Carillon");
  }

  @Test
  void ofManyNodesThatStartAtOnceAllFindTheSameInstallation() throws Exception {
    DatabaseAddress address = TestDatabases.emptyPostgres();

    List<String> found = Together.call(3, () -> installation(address));

    assertThat(Set.copyOf(found)).hasSize(1);
  }

  private static String installation(DatabaseAddress address) {
    try (Database database = new Database(address)) {
      database.open();
      return new JdbcInstallation(database).get();
    }
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .collect(Collectors.toSet());
  }
}
