package dev.carillon.jdbc;

import dev.carillon.signature.KeyFingerprint;
import dev.carillon.signing.KeyUses;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Which key signed last, in the database. */
public final class JdbcKeyUses implements KeyUses {
  private static final String LATER = """
      update signing_key set last_seen_at = :at where fingerprint = :key and last_seen_at < :at""";

  /** Who sees a key first on another node meanwhile is a unique violation: all begins anew. */
  private static final String FIRST =
      "insert into signing_key (fingerprint, last_seen_at) values (:key, :at)";

  private final Database database;

  /** Takes the database, which is opened before the first call. */
  public JdbcKeyUses(Database database) {
    this.database = database;
  }

  @Override
  public void saw(KeyFingerprint key, Instant at) {
    // Looked up first: a row that another node commits after an update that found none is no reason
    // to leave a later instant out.
    database
        .transactions()
        .run(handle -> execute(handle, isKnown(handle, key) ? LATER : FIRST, key, at));
  }

  private static boolean isKnown(Handle handle, KeyFingerprint key) {
    return handle
        .createQuery("select 1 from signing_key where fingerprint = :key")
        .bind("key", key.hex())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private static int execute(Handle handle, String sql, KeyFingerprint key, Instant at) {
    return handle
        .createUpdate(sql)
        .bind("key", key.hex())
        .bind("at", Values.at(at))
        .execute();
  }

  @Override
  public Map<KeyFingerprint, Instant> lastSeen() {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery("select * from signing_key")
            .map((row, context) -> Map.entry(
                new KeyFingerprint(row.getString("fingerprint")), Values.at(row, "last_seen_at")))
            .list())
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
