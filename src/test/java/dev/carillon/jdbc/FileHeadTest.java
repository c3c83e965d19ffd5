package dev.carillon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What H2 is made to write with each commit, so that it finds it again after a kill. */
class FileHeadTest {
  private static final Pattern VERSION = Pattern.compile("version:([0-9a-f]+)");
  private static final int COMMITS = 50;

  @TempDir
  Path directory;

  @Test
  void eachCommitNamesItsChunkInTheHeadOfTheFile() throws Exception {
    try (Database database = new Database(TestDatabases.emptyH2(directory))) {
      database.open();
      for (int commit = 0; commit < COMMITS; commit++) {
        long before = version();
        String id = "i" + commit;

        database
            .transactions()
            .run(handle -> handle.execute(
                "insert into duty (name, instance, until_at) values (?, 'x', current_timestamp)",
                id));

        assertThat(version()).isGreaterThan(before);
      }
    }
  }

  @Test
  void aDatabaseInMemoryHasNone() {
    var address = new DatabaseAddress("jdbc:h2:mem:none", "sa", Optional.empty());
    try (Database database = new Database(address)) {
      database.open();
      assertThat(database.transactions().<Boolean>write(handle -> true)).isTrue();
    }
  }

  /** The head stands twice at the beginning of the file; the newer one counts. */
  private long version() throws IOException {
    try (var file = new RandomAccessFile(directory.resolve("carillon.mv.db").toFile(), "r")) {
      byte[] head = new byte[2 * 4096];
      file.readFully(head);
      Matcher versions = VERSION.matcher(new String(head, StandardCharsets.ISO_8859_1));
      long newest = 0;
      while (versions.find()) {
        newest = Math.max(newest, Long.parseLong(versions.group(1), 16));
      }
      return newest;
    }
  }
}
