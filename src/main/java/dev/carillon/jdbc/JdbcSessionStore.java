package dev.carillon.jdbc;

import dev.carillon.access.Caller;
import dev.carillon.access.Role;
import dev.carillon.access.SecretHash;
import dev.carillon.access.Session;
import dev.carillon.access.SessionStore;
import java.time.Instant;
import java.util.Optional;

/** Sessions and sign-in codes in the database. */
public final class JdbcSessionStore implements SessionStore {
  private static final String INSERT = """
      insert into session (key_hash, caller_name, caller_role, started_at, idle_until, ends_at)
      values (:key, :name, :role, :started, :idle, :ends)""";

  /** To use a code is to delete it: however many try, one sees a row go. */
  private static final String USE_CODE = """
      delete from sign_in_code where code_hash = :code and expires_at > :now""";

  private static final String TOUCH = """
      update session set idle_until = :idle where key_hash = :key and idle_until < :idle""";

  private final Database database;

  /** Takes the database, which is opened before the first call. */
  public JdbcSessionStore(Database database) {
    this.database = database;
  }

  @Override
  public void addCode(SecretHash code, Instant expiresAt) {
    database
        .transactions()
        .run(handle -> handle
            .createUpdate(
                "insert into sign_in_code (code_hash, expires_at) values (:code, :expires)")
            .bind("code", code.hex())
            .bind("expires", Values.at(expiresAt))
            .execute());
  }

  @Override
  public boolean useCode(SecretHash code, Instant now) {
    return database
        .transactions()
        .write(handle -> handle
                .createUpdate(USE_CODE)
                .bind("code", code.hex())
                .bind("now", Values.at(now))
                .execute()
            == 1);
  }

  @Override
  public void add(Session session) {
    database
        .transactions()
        .run(handle -> handle
            .createUpdate(INSERT)
            .bind("key", session.key().hex())
            .bind("name", session.caller().name())
            .bind("role", session.caller().role().name())
            .bind("started", Values.at(session.startedAt()))
            .bind("idle", Values.at(session.idleUntil()))
            .bind("ends", Values.at(session.endsAt()))
            .execute());
  }

  @Override
  public Optional<Session> find(SecretHash key) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery("select * from session where key_hash = :key")
            .bind("key", key.hex())
            .map((row, context) -> new Session(
                new SecretHash(row.getString("key_hash")),
                new Caller(
                    row.getString("caller_name"), Role.valueOf(row.getString("caller_role"))),
                Values.at(row, "started_at"),
                Values.at(row, "idle_until"),
                Values.at(row, "ends_at")))
            .findOne());
  }

  @Override
  public void touch(SecretHash key, Instant idleUntil) {
    database
        .transactions()
        .run(handle -> handle
            .createUpdate(TOUCH)
            .bind("key", key.hex())
            .bind("idle", Values.at(idleUntil))
            .execute());
  }

  @Override
  public void remove(SecretHash key) {
    database
        .transactions()
        .run(handle -> handle
            .createUpdate("delete from session where key_hash = :key")
            .bind("key", key.hex())
            .execute());
  }

  @Override
  public void removeExpired(Instant now) {
    database.transactions().run(handle -> {
      handle
          .createUpdate("delete from session where idle_until <= :now")
          .bind("now", Values.at(now))
          .execute();
      handle
          .createUpdate("delete from sign_in_code where expires_at <= :now")
          .bind("now", Values.at(now))
          .execute();
    });
  }
}
