package dev.carillon.jdbc;

import dev.carillon.scheduling.Whereabouts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Where the installation is reached, in the database. */
public final class JdbcWhereabouts implements Whereabouts {
  private static final String LEAVE = """
      update public_url set present = false where present""";

  private static final String RETURN = """
      update public_url set present = true where url = :url""";

  private static final String ARRIVE = """
      insert into public_url (url, recorded_at, present) values (:url, :at, true)""";

  private static final String COPY = """
      update installation set copied_of = :of, copied_at = :at where copied_at is null""";

  private static final String ORIGINAL = """
      update installation set copied_of = null, copied_at = null""";

  private final Database database;
  private final JdbcInstallation installation;

  /** Takes the database, which is opened before the first call. */
  public JdbcWhereabouts(Database database) {
    this.database = database;
    this.installation = new JdbcInstallation(database);
  }

  @Override
  public List<String> all() {
    return urls("select url from public_url order by recorded_at, url");
  }

  @Override
  public List<String> present() {
    return urls("select url from public_url where present order by recorded_at, url");
  }

  private List<String> urls(String sql) {
    return database
        .transactions()
        .read(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  @Override
  public void at(List<String> urls, Instant now) {
    database.transactions().run(handle -> move(handle, urls, now));
  }

  private static void move(Handle handle, List<String> urls, Instant now) {
    handle.execute(LEAVE);
    for (String url : urls) {
      if (handle.createUpdate(RETURN).bind("url", url).execute() == 0) {
        handle.createUpdate(ARRIVE).bind("url", url).bind("at", Values.at(now)).execute();
      }
    }
  }

  @Override
  public Optional<Copied> copied() {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery(
                "select copied_of, copied_at from installation where copied_at is not null")
            .map((row, context) ->
                new Copied(row.getString("copied_of"), Values.at(row, "copied_at")))
            .findOne());
  }

  @Override
  public void copied(Copied copied) {
    installation.get();
    database
        .transactions()
        .run(handle -> handle
            .createUpdate(COPY)
            .bind("of", copied.of())
            .bind("at", Values.at(copied.since()))
            .execute());
  }

  @Override
  public void original(List<String> urls, Instant now) {
    database.transactions().run(handle -> {
      handle.execute(ORIGINAL);
      move(handle, urls, now);
    });
  }
}
