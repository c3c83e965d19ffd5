package dev.carillon.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carillon.signature.Cause;
import dev.carillon.signature.KeyFingerprint;
import dev.carillon.signature.Mismatch;
import dev.carillon.signature.RefusedDelivery;
import dev.carillon.signature.RefusedDelivery.Sender;
import dev.carillon.signing.KeptRefusal;
import dev.carillon.signing.RefusalStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Refused deliveries in the database. */
public final class JdbcRefusalStore implements RefusalStore {
  private static final String COUNT = """
      update refused_delivery
         set times = times + 1, last_at = :at, signed = :signed, seen = :seen, tried = :tried
       where id = (select max(id) from refused_delivery where same = :same and first_at > :since)""";

  private static final String INSERT = """
      insert into refused_delivery (
        same, first_at, last_at, times, route, cause, message_id, schedule_id, region, workflow_id,
        signed, seen, tried)
      values (
        :same, :at, :at, 1, :route, :cause, :message, :schedule, :region, :workflow,
        :signed, :seen, :tried)""";

  private static final String LIST = """
      select * from refused_delivery where id < :before
       order by id desc fetch first :limit rows only""";

  private static final String LIST_OF_CAUSE = """
      select * from refused_delivery where cause = :cause and id < :before
       order by id desc fetch first :limit rows only""";

  private static final String OF_MESSAGE = """
      select * from refused_delivery where message_id = :message
       order by id desc fetch first :limit rows only""";

  private static final String COUNTS = """
      select cause, sum(times) as times from refused_delivery where last_at > :since group by cause""";

  private static final String TRIM = """
      delete from refused_delivery where cause = :cause and id <= (
        select id from refused_delivery where cause = :cause
         order by id desc offset :most rows fetch first 1 row only)""";

  /** What two refusals may differ in though they tell of the same thing: an instant. */
  private static final Set<Cause> OF_TIME =
      Set.of(Cause.EXPIRED, Cause.NOT_YET_VALID, Cause.ISSUED_IN_FUTURE, Cause.LIVES_TOO_LONG);

  private final Database database;

  /** Takes the database, which is opened before the first call. */
  public JdbcRefusalStore(Database database) {
    this.database = database;
  }

  @Override
  public void keep(RefusedDelivery refused, Optional<String> workflow, Instant sameSince) {
    database.transactions().run(handle -> {
      boolean counted = bound(handle.createUpdate(COUNT), refused)
              .bind("since", Values.at(sameSince))
              .execute()
          > 0;
      if (!counted) {
        insert(handle, refused, workflow);
      }
    });
  }

  private static void insert(Handle handle, RefusedDelivery refused, Optional<String> workflow) {
    bound(handle.createUpdate(INSERT), refused)
        .bind("route", refused.route())
        .bind("cause", refused.cause().name())
        .bind("message", Values.text(refused.messageId()))
        .bind("schedule", Values.text(refused.sender().scheduleId()))
        .bind("region", Values.text(refused.sender().region()))
        .bind("workflow", Values.text(workflow))
        .execute();
  }

  private static <T extends SqlStatement<T>> T bound(T statement, RefusedDelivery refused) {
    return statement
        .bind("same", same(refused))
        .bind("at", Values.at(refused.at()))
        .bind("signed", Values.text(refused.mismatch().map(Mismatch::signed)))
        .bind("seen", Values.text(refused.mismatch().map(Mismatch::seen)))
        .bind(
            "tried",
            refused.tried().stream().map(KeyFingerprint::hex).collect(Collectors.joining(",")));
  }

  private static String same(RefusedDelivery refused) {
    Object values = OF_TIME.contains(refused.cause()) ? "" : refused.mismatch();
    String all = String.join(
        "\n",
        refused.cause().name(),
        refused.route(),
        refused.messageId().toString(),
        refused.sender().scheduleId().toString(),
        values.toString());
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public List<KeptRefusal> list(Optional<Cause> cause, Optional<Long> before, int limit) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery(cause.isPresent() ? LIST_OF_CAUSE : LIST)
            .bind("cause", Values.text(cause.map(Cause::name)))
            .bind("before", before.orElse(Long.MAX_VALUE))
            .bind("limit", limit)
            .map((row, context) -> read(row))
            .list());
  }

  @Override
  public List<KeptRefusal> ofMessage(String messageId, int limit) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery(OF_MESSAGE)
            .bind("message", messageId)
            .bind("limit", limit)
            .map((row, context) -> read(row))
            .list());
  }

  @Override
  public Map<Cause, Long> countSince(Instant instant) {
    Map<Cause, Long> counts = new EnumMap<>(Cause.class);
    database
        .transactions()
        .read(handle -> handle
            .createQuery(COUNTS)
            .bind("since", Values.at(instant))
            .map((row, context) ->
                Map.entry(Cause.valueOf(row.getString("cause")), row.getLong("times")))
            .list())
        .forEach(each -> counts.put(each.getKey(), each.getValue()));
    return counts;
  }

  @Override
  public void forget(Instant before, int mostOfACause) {
    database.transactions().run(handle -> {
      handle
          .createUpdate("delete from refused_delivery where last_at < :before")
          .bind("before", Values.at(before))
          .execute();
      for (Cause cause : Cause.values()) {
        handle
            .createUpdate(TRIM)
            .bind("cause", cause.name())
            .bind("most", mostOfACause)
            .execute();
      }
    });
  }

  private static KeptRefusal read(ResultSet row) throws SQLException {
    Sender sender = new Sender(
        Values.textIfAny(row, "message_id"),
        Values.textIfAny(row, "schedule_id"),
        Values.textIfAny(row, "region"));
    Optional<String> seen = Values.textIfAny(row, "seen");
    RefusedDelivery last = new RefusedDelivery(
        Values.at(row, "last_at"),
        row.getString("route"),
        sender,
        Cause.valueOf(row.getString("cause")),
        Values.textIfAny(row, "signed").flatMap(it -> seen.map(other -> new Mismatch(it, other))),
        Arrays.stream(row.getString("tried").split(","))
            .filter(it -> !it.isEmpty())
            .map(KeyFingerprint::new)
            .toList());
    return new KeptRefusal(
        row.getLong("id"),
        Values.at(row, "first_at"),
        row.getInt("times"),
        last,
        Values.textIfAny(row, "workflow_id"));
  }
}
