package dev.carillon.jdbc;

import dev.carillon.delivery.Delivery;
import dev.carillon.delivery.DeliveryId;
import dev.carillon.run.RunId;
import dev.carillon.running.DeliveryLog;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Deliveries in the database. */
public final class JdbcDeliveryLog implements DeliveryLog {
  private static final String LIST = """
      select * from delivery where id < :after order by id desc fetch first :limit rows only""";

  // The sum keeps a planner from going through the whole log for a workflow that has little in it.
  private static final String OF_WORKFLOW = """
      select delivery.* from delivery join run on run.id = delivery.run_id
       where run.workflow_id = :workflow and delivery.id < :after
       order by delivery.id + 0 desc fetch first :limit rows only""";

  private static final String LAST_RECEIVED = """
      select received_at from delivery where route = :route
       order by route desc, received_at desc fetch first 1 row only""";

  private final Database database;

  /** Takes the database, which is opened before the first call. */
  public JdbcDeliveryLog(Database database) {
    this.database = database;
  }

  @Override
  public List<Delivery> list(Optional<DeliveryId> after, int limit) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery(LIST)
            .bind("after", after.map(DeliveryId::value).orElse(Long.MAX_VALUE))
            .bind("limit", limit)
            .map(DeliveryRow::read)
            .list());
  }

  @Override
  public List<Delivery> ofWorkflow(WorkflowId workflow, Optional<DeliveryId> after, int limit) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery(OF_WORKFLOW)
            .bind("workflow", workflow.value())
            .bind("after", after.map(DeliveryId::value).orElse(Long.MAX_VALUE))
            .bind("limit", limit)
            .map(DeliveryRow::read)
            .list());
  }

  @Override
  public List<Delivery> ofRun(RunId run) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery("select * from delivery where run_id = :run order by id")
            .bind("run", run.value())
            .map(DeliveryRow::read)
            .list());
  }

  @Override
  public DeliveryId note(Delivery delivery, Instant at) {
    return database.transactions().write(handle -> DeliveryRow.add(handle, delivery, at));
  }

  @Override
  public Optional<Instant> lastReceived(String route) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery(LAST_RECEIVED)
            .bind("route", route)
            .map((row, context) -> Values.at(row, "received_at"))
            .findOne());
  }
}
