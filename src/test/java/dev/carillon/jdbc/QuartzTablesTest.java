package dev.carillon.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QuartzTablesTest {
  @RegisterExtension
  static final OnH2 H2 = new OnH2();

  @RegisterExtension
  static final OnPostgres POSTGRES = new OnPostgres();

  /** Another script needs a migration of its own: databases that are there keep the old tables. */
  @Test
  void theScriptIsTheOneThatTheMigrationWasMadeFor() throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(QuartzTables.script().getBytes(UTF_8));

    assertThat(HexFormat.of().formatHex(hash))
        .isEqualTo("60d22e05e00203702f18f835916c75270aeb6828e7051bb81dd87ebd7bf6a943");
  }

  @Test
  void allOfQuartzsTablesAreThereOnBothDatabases() {
    assertThat(quartzTables(H2)).isEqualTo(11);
    assertThat(quartzTables(POSTGRES)).isEqualTo(11);
  }

  private static long quartzTables(OnDatabase database) {
    return database
        .open()
        .transactions()
        .read(handle -> handle
            .createQuery("select table_name from information_schema.tables")
            .mapTo(String.class)
            .stream()
            .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("qrtz_"))
            .count());
  }
}
