package dev.carillon.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.carillon.access.Caller;
import dev.carillon.access.Role;
import dev.carillon.secrets.Safe;
import dev.carillon.secrets.SecretUsers;
import dev.carillon.secrets.SecretValue;
import dev.carillon.workflow.SecretName;
import dev.carillon.workflow.WorkflowId;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The secrets of workflows, for administrators: values come in, and never go out. */
@Path("api/secrets")
@Produces(MediaType.APPLICATION_JSON)
public final class SecretsResource {
  private static final String NOTHING = "the body is empty; send the secret's value as it is";

  private final Safe safe;
  private final SecretUsers users;
  private final JsonBodies bodies;

  /** Takes what it shows and changes. */
  public SecretsResource(Safe safe, SecretUsers users, ObjectMapper json) {
    this.safe = safe;
    this.users = users;
    this.bodies = new JsonBodies(json);
  }

  /** Shows all, and those that workflows name and that are not here. */
  @GET
  public View list(@Context ContainerRequestContext request) {
    Callers.require(Role.ADMIN, request);
    List<Safe.Entry> kept = safe.list();
    Map<String, List<WorkflowId>> named = users.byName();
    Set<String> here =
        kept.stream().map(it -> it.secret().name().value()).collect(Collectors.toSet());
    return View.of()
        .flag("on", safe.whyOff().isEmpty())
        .text("detail", safe.whyOff())
        .all("items", kept.stream().map(it -> view(it, named)).toList())
        .all(
            "missing",
            named.keySet().stream()
                .filter(it -> !here.contains(it))
                .map(it -> View.of().text("name", it).texts("usedBy", named.get(it)))
                .toList());
  }

  private static View view(Safe.Entry entry, Map<String, List<WorkflowId>> named) {
    return brief(entry)
        .texts("usedBy", named.getOrDefault(entry.secret().name().value(), List.of()));
  }

  /** Shows what may be told of one, also to the audit log. */
  static View brief(Safe.Entry entry) {
    return View.of()
        .text("name", entry.secret().name())
        .word("state", entry.state())
        .text("updatedAt", entry.secret().updatedAt())
        .text("updatedBy", entry.secret().updatedBy());
  }

  /** Keeps a text, without the line break that it may end with. */
  @PUT
  @Path("{id}")
  @Consumes(MediaType.TEXT_PLAIN)
  @Audited(value = "secret.set", of = "secret")
  public Response setText(
      @PathParam("id") String id,
      byte[] body,
      @Context UriInfo here,
      @Context ContainerRequestContext request) {
    Caller caller = Callers.require(Role.ADMIN, request);
    String text = Texts.of(body, NOTHING).replaceFirst("\\r?\\n\\z", "");
    return set(id, TextNode.valueOf(text), here, caller);
  }

  /** Keeps a JSON text as it is, or an object of texts. */
  @PUT
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = "secret.set", of = "secret")
  public Response setJson(
      @PathParam("id") String id,
      byte[] body,
      @Context UriInfo here,
      @Context ContainerRequestContext request) {
    Caller caller = Callers.require(Role.ADMIN, request);
    return set(id, json(body), here, caller);
  }

  /** The words of the parser quote what they cannot read, so they are not told. */
  private JsonNode json(byte[] body) {
    try {
      return bodies.any(body).orElseThrow(() -> new InvalidBodyException(NOTHING, 1, 1));
    } catch (InvalidBodyException wrong) {
      throw new InvalidBodyException(
          "the body is no JSON text and no JSON object; send a plain text as text/plain",
          wrong.line(),
          wrong.column());
    }
  }

  private Response set(String id, JsonNode value, UriInfo here, Caller caller) {
    SecretName name = Params.secret(id);
    boolean isNew = safe.put(name, new SecretValue(value), caller.name());
    View view = safe.entry(name).map(SecretsResource::brief).orElseGet(View::of);
    return isNew
        ? Response.created(here.getAbsolutePath()).entity(view).build()
        : Response.ok(view).build();
  }

  /** Removes one, whoever uses it. */
  @DELETE
  @Path("{id}")
  @Audited(value = "secret.remove", of = "secret")
  public Response remove(@PathParam("id") String id, @Context ContainerRequestContext request) {
    Callers.require(Role.ADMIN, request);
    safe.remove(Params.secret(id));
    return Response.noContent().build();
  }
}
