package dev.carillon.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.access.Caller;
import dev.carillon.access.Role;
import dev.carillon.authoring.Authoring;
import dev.carillon.authoring.Definitions;
import dev.carillon.authoring.StoredWorkflow;
import dev.carillon.authoring.Warnings;
import dev.carillon.authoring.WorkflowStore;
import dev.carillon.run.Run;
import dev.carillon.run.Trigger;
import dev.carillon.running.RunFilter;
import dev.carillon.running.RunStore;
import dev.carillon.running.Runs;
import dev.carillon.scheduling.Scheduling;
import dev.carillon.workflow.Definition;
import dev.carillon.workflow.DefinitionHash;
import dev.carillon.workflow.InvalidDefinitionException;
import dev.carillon.workflow.WorkflowId;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Workflows over HTTP: saved as YAML or JSON, shown as JSON. */
@Path("api/workflows")
@Produces(MediaType.APPLICATION_JSON)
public final class WorkflowsResource {
  private static final String YAML = "application/yaml";

  private final Authoring authoring;
  private final Definitions definitions;
  private final Warnings warnings;
  private final Scheduling scheduling;
  private final RunStore runs;
  private final Runs running;
  private final WorkflowViews views;
  private final JsonBodies bodies;
  private final RunInputs inputs;

  /**
   * Takes what it shows and changes.
   *
   * @param path tells where the code behind a workflow answers, if there is any
   */
  public WorkflowsResource(
      Authoring authoring,
      Definitions definitions,
      Warnings warnings,
      Scheduling scheduling,
      RunStore runs,
      Runs running,
      Function<WorkflowId, Optional<String>> path,
      ObjectMapper json,
      Clock clock) {
    this.authoring = authoring;
    this.definitions = definitions;
    this.warnings = warnings;
    this.scheduling = scheduling;
    this.runs = runs;
    this.running = running;
    this.views = new WorkflowViews(definitions, scheduling, runs, path, clock);
    this.bodies = new JsonBodies(json);
    this.inputs = new RunInputs(bodies, running);
  }

  /** Shows a page in the order of ids. */
  @GET
  public View list(@QueryParam("after") String after, @QueryParam("limit") String limit) {
    int count = Limits.of(limit);
    List<StoredWorkflow> page =
        authoring.list(Optional.ofNullable(after).map(Params::workflow), count + 1);
    return View.page(page, count, views.among(page), it -> it.id().value());
  }

  /** Shows one with its text. */
  @GET
  @Path("{id}")
  public Response show(@PathParam("id") String id) {
    return answer(Response.ok(), authoring.get(Params.workflow(id)));
  }

  private Response answer(Response.ResponseBuilder answer, StoredWorkflow stored) {
    View view = views
        .of(stored)
        .text("source", stored.source())
        .all("warnings", warnings(definitions.of(stored)));
    return answer.tag(tag(stored)).entity(view).build();
  }

  // Weak, since it names a version and no bytes: what has a strong one is sent uncompressed.
  private static EntityTag tag(StoredWorkflow stored) {
    return new EntityTag(stored.version(), true);
  }

  private List<View> warnings(Definition definition) {
    return ProblemMapper.problems(Stream.concat(
            warnings.of(definition).stream(), scheduling.following().obstacle(definition).stream())
        .toList());
  }

  /** Shows the text of one as it was saved. */
  @GET
  @Path("{id}")
  @Produces({YAML + ";qs=0.5", "text/yaml;qs=0.5"})
  public Response source(@PathParam("id") String id) {
    StoredWorkflow stored = authoring.get(Params.workflow(id));
    return Response.ok(stored.source()).tag(tag(stored)).build();
  }

  /** Saves a version; for administrators. */
  @PUT
  @Path("{id}")
  @Consumes({YAML, "text/yaml", "application/x-yaml", "text/plain", MediaType.APPLICATION_JSON})
  @Audited(value = "workflow.save", of = "workflow")
  public Response save(
      @PathParam("id") String id,
      @HeaderParam("If-Match") List<String> seen,
      @HeaderParam("If-None-Match") List<String> unseen,
      byte[] body,
      @Context UriInfo here,
      @Context ContainerRequestContext request) {
    Caller caller = Callers.require(Role.ADMIN, request);
    WorkflowId workflow = Params.workflow(id);
    Authoring.Outcome outcome =
        authoring.save(workflow, Texts.of(body), caller.name(), Conditions.basis(seen, unseen));
    boolean isNew = outcome.saved() == WorkflowStore.Saved.CREATED;
    return answer(
        isNew ? Response.created(here.getAbsolutePath()) : Response.ok(), authoring.get(workflow));
  }

  /** Checks a definition and keeps nothing. */
  @POST
  @ForAnybody
  @Path("validate")
  @Consumes({YAML, "text/yaml", "application/x-yaml", "text/plain", MediaType.APPLICATION_JSON})
  public View validate(byte[] body) {
    try {
      Definition read = authoring.validate(Texts.of(body));
      return View.of()
          .flag("valid", true)
          .all("problems", List.of())
          .all("warnings", warnings(read))
          .text("id", read.id())
          .text("version", read.version())
          .text("cron", read.schedule().cron())
          .text("timezone", read.schedule().timezone())
          .text("repeatedHour", read.schedule().repeatedHour())
          .text("skippedHour", read.schedule().skippedHour())
          .part("taken", taken(read));
    } catch (InvalidDefinitionException wrong) {
      return View.of()
          .flag("valid", false)
          .all("problems", ProblemMapper.problems(wrong.problems()));
    }
  }

  /** Tells of a version that is there with another text, and of one that could be saved. */
  private Optional<View> taken(Definition read) {
    Map<String, DefinitionHash> known = authoring.hashes(read.id());
    return Optional.ofNullable(known.get(read.version()))
        .filter(it -> !it.equals(read.hash()))
        .map(it -> View.of()
            .text("version", read.version())
            .text("suggestion", Versions.free(read.version(), known.keySet())));
  }

  /** Removes one; for administrators. */
  @DELETE
  @Path("{id}")
  @Audited(value = "workflow.remove", of = "workflow")
  public Response remove(
      @PathParam("id") String id,
      @QueryParam("force") String force,
      @Context ContainerRequestContext request) {
    Callers.require(Role.ADMIN, request);
    scheduling.remove(Params.workflow(id), Params.flag("force", force));
    return Response.noContent().build();
  }

  /** Runs one now. */
  @POST
  @Path("{id}/runs")
  @Audited(value = "workflow.run", of = "workflow")
  public Response run(@PathParam("id") String id, byte[] body, @Context UriInfo here) {
    Run run = running.start(Params.workflow(id), Trigger.MANUAL, inputs.read(body));
    return Response.status(202)
        .location(
            here.getBaseUriBuilder().path("api/runs").path(run.id().value()).build())
        .entity(RunViews.brief(run).value("input", run.input()))
        .build();
  }

  /** Shows the runs of one, the newest first. */
  @GET
  @Path("{id}/runs")
  public View runs(
      @PathParam("id") String id,
      @QueryParam("state") String state,
      @QueryParam("trigger") String trigger,
      @QueryParam("from") String from,
      @QueryParam("until") String until,
      @QueryParam("text") String text,
      @QueryParam("after") String after,
      @QueryParam("limit") String limit) {
    RunFilter filter = Params.runs(
        Optional.of(authoring.get(Params.workflow(id)).id()), state, trigger, from, until);
    return new RunPages(runs).page(filter, text, after, limit);
  }
}
