package dev.carillon.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.access.Role;
import dev.carillon.scheduling.Decisions;
import dev.carillon.scheduling.Plan;
import dev.carillon.scheduling.PlanItem.Decision;
import dev.carillon.scheduling.Quota;
import dev.carillon.scheduling.Result;
import dev.carillon.scheduling.Scheduling;
import dev.carillon.scheduling.Sync;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The plan over HTTP: seen by everybody who is signed in, carried out by operators. */
@Path("api/plan")
@Produces(MediaType.APPLICATION_JSON)
public final class PlanResource {
  private final Sync sync;
  private final Decisions decisions;
  private final Scheduling scheduling;
  private final Quota quota;
  private final JsonBodies bodies;

  /**
   * Takes what it shows.
   *
   * @param quota what QStash's plan allows
   */
  public PlanResource(
      Sync sync, Decisions decisions, Scheduling scheduling, Quota quota, ObjectMapper json) {
    this.sync = sync;
    this.decisions = decisions;
    this.scheduling = scheduling;
    this.quota = quota;
    this.bodies = new JsonBodies(json);
  }

  /** Shows it as it is now. */
  @GET
  public View show() {
    return view(sync.plan());
  }

  private View view(Plan plan) {
    return PlanViews.plan(plan, scheduling.forecast(quota), sync.last());
  }

  /** Carries out some of it, or all that needs nobody's decision. */
  @POST
  @Audited(value = "plan.apply", of = "plan")
  public View apply(byte[] body, @Context ContainerRequestContext request) {
    Callers.require(Role.OPERATOR, request);
    Optional<JsonNode> wish = bodies.object(body);
    wish.ifPresent(it -> JsonBodies.allowOnly(it, "items", "confirmRemovals"));
    Sync.Round round = sync.round(
        wish.flatMap(PlanResource::items), wish.map(PlanResource::isConfirmed).orElse(false));
    return View.of()
        .all("results", round.results().stream().map(PlanViews::result).toList())
        .part("plan", view(round.plan()));
  }

  private static Optional<Set<String>> items(JsonNode body) {
    JsonNode items = body.path("items");
    if (items.isMissingNode() || items.isNull()) {
      return Optional.empty();
    }
    Set<String> ids = new LinkedHashSet<>();
    items.forEach(item -> ids.add(item.textValue()));
    if (!items.isArray() || ids.contains(null)) {
      throw new InvalidParameterException("items", "items is a list of ids of the plan");
    }
    return Optional.of(ids);
  }

  private static boolean isConfirmed(JsonNode body) {
    JsonNode confirmed = body.path("confirmRemovals");
    if (!confirmed.isMissingNode() && !confirmed.isNull() && !confirmed.isBoolean()) {
      throw new InvalidParameterException("confirmRemovals", "confirmRemovals is true or false");
    }
    return confirmed.asBoolean(false);
  }

  /** Carries out what somebody decided about one line. */
  @POST
  @Path("decisions")
  @Audited(value = "plan.decide", of = "plan")
  public View decide(byte[] body, @Context ContainerRequestContext request) {
    String who = Callers.require(Role.OPERATOR, request).name();
    JsonNode wish = bodies
        .object(body)
        .orElseThrow(() -> new InvalidBodyException(
            "say what is decided: {\"item\": \"…\", \"decision\": \"…\"}", 1, 1));
    JsonBodies.allowOnly(wish, "item", "decision");
    Decision decision =
        Params.word("decision", needed(wish, "decision"), Decision.class).orElseThrow();
    String item = needed(wish, "item");
    request.setProperty(AuditFilter.OBJECT, decision.word() + " " + shortened(item));
    Result result = decisions.decide(item, decision, who);
    return View.of().part("result", PlanViews.result(result)).part("plan", view(sync.plan()));
  }

  /** The log's column is bounded, and a caller may send anything. */
  private static String shortened(String item) {
    return item.substring(0, Math.min(item.length(), 200));
  }

  private static String needed(JsonNode body, String name) {
    return JsonBodies.text(body, name)
        .orElseThrow(() -> new InvalidParameterException(name, name + " is missing"));
  }

  /** Says of a copied database that it is the original now. */
  @POST
  @Path("original")
  @Audited(value = "plan.original", of = "plan")
  public View original(@Context ContainerRequestContext request) {
    Callers.require(Role.ADMIN, request);
    return view(sync.original().plan());
  }
}
