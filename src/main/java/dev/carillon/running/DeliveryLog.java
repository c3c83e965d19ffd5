package dev.carillon.running;

import dev.carillon.delivery.Delivery;
import dev.carillon.delivery.DeliveryId;
import dev.carillon.run.RunId;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What engines handed us. May be shared by threads and nodes. */
public interface DeliveryLog {
  /** Returns a page of deliveries, the newest first. */
  List<Delivery> list(Optional<DeliveryId> after, int limit);

  /** Returns a page of the deliveries that belong to runs of a workflow, the newest first. */
  List<Delivery> ofWorkflow(WorkflowId workflow, Optional<DeliveryId> after, int limit);

  /** Returns the deliveries that belong to a run, the first one first. */
  List<Delivery> ofRun(RunId run);

  /**
   * Keeps a delivery that asks for no run, such as one with the wrong method.
   *
   * @param delivery its id is ignored; the database gives one
   */
  DeliveryId note(Delivery delivery, Instant at);

  /** Returns the instant at which a signed request was last accepted or answered, if one ever was. */
  Optional<Instant> lastReceived(String route);
}
