package dev.carillon.rest;

import dev.carillon.authoring.Authoring;
import dev.carillon.authoring.StoredWorkflow;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The versions that a workflow had, and what each said. */
@Path("api/workflows/{id}/versions")
@Produces(MediaType.APPLICATION_JSON)
public final class VersionsResource {
  private final Authoring authoring;

  /** Takes what it shows. */
  public VersionsResource(Authoring authoring) {
    this.authoring = authoring;
  }

  /** Shows all of one, the newest saved first. */
  @GET
  public View list(@PathParam("id") String id) {
    StoredWorkflow present = authoring.get(Params.workflow(id));
    return View.of()
        .all(
            "items",
            authoring.versions(present.id()).stream()
                .map(it -> brief(it, present))
                .toList());
  }

  /** Shows one with its text. */
  @GET
  @Path("{version}")
  public View show(@PathParam("id") String id, @PathParam("version") String version) {
    StoredWorkflow present = authoring.get(Params.workflow(id));
    StoredWorkflow wanted = authoring.version(present.id(), version);
    return brief(wanted, present).text("source", wanted.source());
  }

  private static View brief(StoredWorkflow version, StoredWorkflow present) {
    return View.of()
        .text("version", version.version())
        .text("hash", version.hash())
        .text("savedAt", version.savedAt())
        .text("savedBy", version.savedBy())
        .flag("current", version.version().equals(present.version()));
  }
}
