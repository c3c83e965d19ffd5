package dev.carillon.rest;

import dev.carillon.running.RunStore;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The way from a run to those of its workflow that were made before and after it. */
@Path("api/runs/{id}/neighbours")
@Produces(MediaType.APPLICATION_JSON)
public final class RunNeighboursResource {
  private final RunStore runs;

  /** Takes what it shows. */
  public RunNeighboursResource(RunStore runs) {
    this.runs = runs;
  }

  /** Shows both; one that is not there is left out. */
  @GET
  public View show(@PathParam("id") String id) {
    RunStore.Neighbours beside = runs.neighbours(runs.get(Params.run(id)));
    return View.of()
        .part("previous", beside.previous().map(RunViews::brief))
        .part("next", beside.next().map(RunViews::brief));
  }
}
