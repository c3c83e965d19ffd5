package dev.carillon.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.carillon.access.AuditEntry;
import dev.carillon.access.AuditLog;
import dev.carillon.access.Role;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** Who changed what; for administrators. */
@Path("api/audit")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditResource {
  private final AuditLog log;
  private final ObjectMapper json;

  /** Takes what it shows. */
  public AuditResource(AuditLog log, ObjectMapper json) {
    this.log = log;
    this.json = json;
  }

  /** Shows a page, the newest first. */
  @GET
  public View list(
      @Context ContainerRequestContext request,
      @QueryParam("object") String object,
      @QueryParam("after") String after,
      @QueryParam("limit") String limit) {
    Callers.require(Role.ADMIN, request);
    int count = Limits.of(limit);
    return View.page(
        log.list(
            Optional.ofNullable(object).map(AuditObject::asked),
            Params.number("after", after),
            count + 1),
        count,
        this::entry,
        it -> String.valueOf(it.number()));
  }

  private View entry(AuditLog.Kept kept) {
    AuditEntry entry = kept.entry();
    return View.of()
        .text("id", kept.number())
        .text("at", entry.at())
        .text("who", entry.who())
        .text("action", entry.action())
        .text("object", entry.object())
        .value("before", entry.before().map(this::parsed))
        .value("after", entry.after().map(this::parsed));
  }

  /** What was cut is no JSON any more, and shown as the text that it is. */
  private JsonNode parsed(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException cut) {
      return TextNode.valueOf(text);
    }
  }
}
