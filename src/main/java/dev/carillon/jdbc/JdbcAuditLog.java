package dev.carillon.jdbc;

import dev.carillon.access.AuditEntry;
import dev.carillon.access.AuditLog;
import java.util.List;
import java.util.Optional;

/** The audit log in the database. */
public final class JdbcAuditLog implements AuditLog {
  private static final String INSERT = """
      insert into audit (at, who, action, object, before_text, after_text)
      values (:at, :who, :action, :object, :before, :after)""";

  private static final String LIST = """
      select * from audit where id < :before order by id desc fetch first :limit rows only""";

  private static final String LIST_OF_OBJECT = """
      select * from audit where object = :object and id < :before
       order by id desc fetch first :limit rows only""";

  private final Database database;

  /** Takes the database, which is opened before the first call. */
  public JdbcAuditLog(Database database) {
    this.database = database;
  }

  @Override
  public void add(AuditEntry entry) {
    database
        .transactions()
        .run(handle -> handle
            .createUpdate(INSERT)
            .bind("at", Values.at(entry.at()))
            .bind("who", entry.who())
            .bind("action", entry.action())
            .bind("object", entry.object())
            .bind("before", Values.text(entry.before()))
            .bind("after", Values.text(entry.after()))
            .execute());
  }

  @Override
  public List<Kept> list(Optional<String> object, Optional<Long> before, int limit) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery(object.isPresent() ? LIST_OF_OBJECT : LIST)
            .bind("object", Values.text(object))
            .bind("before", before.orElse(Long.MAX_VALUE))
            .bind("limit", limit)
            .map((row, context) -> new Kept(
                row.getLong("id"),
                new AuditEntry(
                    Values.at(row, "at"),
                    row.getString("who"),
                    row.getString("action"),
                    row.getString("object"),
                    Values.textIfAny(row, "before_text"),
                    Values.textIfAny(row, "after_text"))))
            .list());
  }
}
