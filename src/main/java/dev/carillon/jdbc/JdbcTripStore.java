package dev.carillon.jdbc;

import dev.carillon.doctor.Trip;
import dev.carillon.doctor.TripId;
import dev.carillon.doctor.TripStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Test messages in the database. */
public final class JdbcTripStore implements TripStore {
  private static final String INSERT = "insert into round_trip (id, started_at) values (:id, :at)";

  private static final String SENT =
      "update round_trip set sent_at = :at, message_id = :message where id = :id";

  private static final String NOT_SENT =
      "update round_trip set trouble = :trouble, detail = :detail where id = :id";

  /** However many come at once, one sees a row change. */
  private static final String ARRIVED =
      "update round_trip set arrived_at = :at where id = :id and arrived_at is null";

  private static final String NEWEST = """
      select * from round_trip order by started_at desc, id fetch first :limit rows only""";

  private final Database database;

  /** Takes the database, which is opened before the first call. */
  public JdbcTripStore(Database database) {
    this.database = database;
  }

  @Override
  public void add(Trip begun) {
    database
        .transactions()
        .run(handle -> handle
            .createUpdate(INSERT)
            .bind("id", begun.id().value())
            .bind("at", Values.at(begun.startedAt()))
            .execute());
  }

  @Override
  public void sent(TripId id, Instant at, String messageId) {
    database
        .transactions()
        .run(handle -> handle
            .createUpdate(SENT)
            .bind("id", id.value())
            .bind("at", Values.at(at))
            .bind("message", messageId)
            .execute());
  }

  @Override
  public void notSent(TripId id, String trouble, String detail) {
    database
        .transactions()
        .run(handle -> handle
            .createUpdate(NOT_SENT)
            .bind("id", id.value())
            .bind("trouble", trouble)
            .bind("detail", detail)
            .execute());
  }

  @Override
  public Homecoming arrived(TripId id, Instant at) {
    int changed = database
        .transactions()
        .write(handle -> handle
            .createUpdate(ARRIVED)
            .bind("id", id.value())
            .bind("at", Values.at(at))
            .execute());
    if (changed > 0) {
      return Homecoming.FIRST;
    }
    return find(id).isPresent() ? Homecoming.AGAIN : Homecoming.UNKNOWN;
  }

  @Override
  public Optional<Trip> find(TripId id) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery("select * from round_trip where id = :id")
            .bind("id", id.value())
            .map((row, context) -> read(row))
            .findOne());
  }

  @Override
  public List<Trip> newest(int limit) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery(NEWEST)
            .bind("limit", limit)
            .map((row, context) -> read(row))
            .list());
  }

  @Override
  public void forget(Instant before) {
    database
        .transactions()
        .run(handle -> handle
            .createUpdate("delete from round_trip where started_at < :before")
            .bind("before", Values.at(before))
            .execute());
  }

  private static Trip read(ResultSet row) throws SQLException {
    return new Trip(
        new TripId(row.getString("id")),
        Values.at(row, "started_at"),
        Values.atIfAny(row, "sent_at"),
        Values.textIfAny(row, "message_id"),
        Values.atIfAny(row, "arrived_at"),
        Values.textIfAny(row, "trouble"),
        Values.textIfAny(row, "detail"));
  }
}
