package dev.carillon.jdbc;

import dev.carillon.secrets.KeptSecret;
import dev.carillon.secrets.Sealed;
import dev.carillon.secrets.SecretStore;
import dev.carillon.workflow.SecretName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Secrets in the database, encrypted. */
public final class JdbcSecretStore implements SecretStore {
  private static final String REPLACE = """
      update secret set key_id = :key, sealed = :sealed, updated_at = :at, updated_by = :by
       where name = :name""";

  /** Who adds the name on another node meanwhile is a unique violation: all begins anew. */
  private static final String ADD = """
      insert into secret (name, key_id, sealed, updated_at, updated_by)
      values (:name, :key, :sealed, :at, :by)""";

  /** A sealed text is never made twice, so the same text is the same value. */
  private static final String RESEAL = """
      update secret set key_id = :key, sealed = :sealed
       where name = :name and sealed = :before""";

  private final Database database;

  /** Takes the database, which is opened before the first call. */
  public JdbcSecretStore(Database database) {
    this.database = database;
  }

  @Override
  public boolean put(KeptSecret secret) {
    return database.transactions().write(handle -> {
      boolean isNew = execute(handle, REPLACE, secret) == 0;
      if (isNew) {
        execute(handle, ADD, secret);
      }
      return isNew;
    });
  }

  private static int execute(Handle handle, String sql, KeptSecret secret) {
    return handle
        .createUpdate(sql)
        .bind("name", secret.name().value())
        .bind("key", secret.sealed().keyId())
        .bind("sealed", secret.sealed().text())
        .bind("at", Values.at(secret.updatedAt()))
        .bind("by", secret.updatedBy())
        .execute();
  }

  @Override
  public Optional<KeptSecret> find(SecretName name) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery("select * from secret where name = :name")
            .bind("name", name.value())
            .map((row, context) -> secret(row))
            .findOne());
  }

  @Override
  public List<KeptSecret> list() {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery("select * from secret order by name")
            .map((row, context) -> secret(row))
            .list());
  }

  private static KeptSecret secret(ResultSet row) throws SQLException {
    return new KeptSecret(
        new SecretName(row.getString("name")),
        new Sealed(row.getString("key_id"), row.getString("sealed")),
        Values.at(row, "updated_at"),
        row.getString("updated_by"));
  }

  @Override
  public boolean reseal(KeptSecret read, Sealed anew) {
    return database
        .transactions()
        .write(handle -> handle
                .createUpdate(RESEAL)
                .bind("name", read.name().value())
                .bind("before", read.sealed().text())
                .bind("key", anew.keyId())
                .bind("sealed", anew.text())
                .execute()
            == 1);
  }

  @Override
  public boolean remove(SecretName name) {
    return database
        .transactions()
        .write(handle -> handle
                .createUpdate("delete from secret where name = :name")
                .bind("name", name.value())
                .execute()
            == 1);
  }
}
