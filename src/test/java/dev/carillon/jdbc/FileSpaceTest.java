package dev.carillon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How large an H2 file becomes while it is open. */
class FileSpaceTest {
  private static final int COMMITS = 12_288;
  private static final long MOST_BYTES = 20_000_000;

  @TempDir
  Path directory;

  @Test
  void whatCommitsSupersedeIsNotKeptForEver() throws Exception {
    DatabaseAddress kept = TestDatabases.emptyH2(directory);
    // Else H2 keeps what is dropped for 45 seconds, which nobody waits for here.
    var address =
        new DatabaseAddress(kept.url() + ";RETENTION_TIME=50", kept.user(), kept.password());
    try (Database database = new Database(address)) {
      database.open();
      for (int commit = 0; commit < COMMITS; commit++) {
        String id = "i" + commit * 31 % COMMITS;
        database.transactions().run(handle -> {
          handle.execute(
              "insert into duty (name, instance, until_at) values (?, 'x', current_timestamp)", id);
          handle.execute("update duty set instance = ? where name = 'i0'", id);
        });
      }

      assertThat(bytes()).isLessThan(MOST_BYTES);
    }
    try (Database again = new Database(kept)) {
      again.open();
      assertThat(again
              .transactions()
              .<Integer>read(handle -> handle
                  .select("select count(*) from duty where instance <> ''")
                  .mapTo(Integer.class)
                  .one()))
          .isGreaterThanOrEqualTo(COMMITS);
    }
  }

  private long bytes() throws IOException {
    return Files.size(directory.resolve("carillon.mv.db"));
  }
}
