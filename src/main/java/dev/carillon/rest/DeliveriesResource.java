package dev.carillon.rest;

import dev.carillon.delivery.DeliveryId;
import dev.carillon.running.DeliveryLog;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** What engines handed in. */
@Path("api/deliveries")
@Produces(MediaType.APPLICATION_JSON)
public final class DeliveriesResource {
  private final DeliveryLog deliveries;

  /** Takes what it shows. */
  public DeliveriesResource(DeliveryLog deliveries) {
    this.deliveries = deliveries;
  }

  /** Shows a page, the newest first: of all, or of those that runs of one workflow came from. */
  @GET
  public View list(
      @QueryParam("workflow") String workflow,
      @QueryParam("after") String after,
      @QueryParam("limit") String limit) {
    int count = Limits.of(limit);
    Optional<DeliveryId> place = Params.number("after", after).map(DeliveryId::new);
    return View.page(
        Optional.ofNullable(workflow)
            .map(Params::workflow)
            .map(it -> deliveries.ofWorkflow(it, place, count + 1))
            .orElseGet(() -> deliveries.list(place, count + 1)),
        count,
        RunViews::delivery,
        it -> String.valueOf(it.id().value()));
  }
}
