package dev.carillon.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.access.Caller;
import dev.carillon.access.Role;
import dev.carillon.schedule.Blackout;
import dev.carillon.schedule.Calendar;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.CalendarChangedException;
import dev.carillon.scheduling.Calendars;
import dev.carillon.scheduling.KeptCalendar;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The calendars that schedules share. */
@Path("api/calendars")
@Produces(MediaType.APPLICATION_JSON)
public final class CalendarsResource {
  private final Calendars calendars;
  private final JsonBodies bodies;

  /** Takes what it shows and changes. */
  public CalendarsResource(Calendars calendars, ObjectMapper json) {
    this.calendars = calendars;
    this.bodies = new JsonBodies(json);
  }

  /** Shows all, by their names. */
  @GET
  public View list() {
    Function<String, List<ScheduleId>> users = calendars.users();
    return View.of()
        .all("items", calendars.list().stream().map(it -> view(it, users)).toList());
  }

  /** Shows one. */
  @GET
  @Path("{id}")
  public Response show(@PathParam("id") String id) {
    return answer(Response.ok(), calendars.get(name(id)));
  }

  /** Makes one, or changes it for all schedules that use it. */
  @PUT
  @Path("{id}")
  @Audited(value = "calendar.set", of = "calendar")
  public Response put(
      @PathParam("id") String id,
      @HeaderParam("If-Match") String seen,
      byte[] body,
      @Context UriInfo here,
      @Context ContainerRequestContext request) {
    Caller caller = Callers.require(Role.OPERATOR, request);
    JsonNode wanted = bodies
        .object(body)
        .orElseThrow(() -> new InvalidBodyException(
            "the body is empty; send {\"blackout\":[\"2026-12-25\"]}", 1, 1));
    JsonBodies.allowOnly(wanted, "blackout", "description");
    String name = name(id);
    if ("*".equals(seen) && calendars.find(name).isEmpty()) {
      throw new CalendarChangedException(name);
    }
    boolean isNew = calendars.put(
        name,
        Params.read("blackout", blackout(wanted.path("blackout")), Blackout::of),
        JsonBodies.text(wanted, "description").orElse(""),
        version(seen),
        caller.name());
    return answer(
        isNew ? Response.created(here.getAbsolutePath()) : Response.ok(), calendars.get(name));
  }

  /** Removes one that no schedule uses. */
  @DELETE
  @Path("{id}")
  @Audited(value = "calendar.remove", of = "calendar")
  public Response remove(
      @PathParam("id") String id,
      @HeaderParam("If-Match") String seen,
      @Context ContainerRequestContext request) {
    Callers.require(Role.OPERATOR, request);
    calendars.remove(name(id), version(seen));
    return Response.noContent().build();
  }

  private static String name(String text) {
    return Params.read("id", text, Calendar::checked);
  }

  /** One text, or a list of them. */
  private static String blackout(JsonNode value) {
    if (value.isArray()) {
      return StreamSupport.stream(value.spliterator(), false)
          .map(CalendarsResource::part)
          .collect(Collectors.joining("; "));
    }
    if (!value.isTextual()) {
      throw unclear();
    }
    return value.textValue();
  }

  private static String part(JsonNode value) {
    if (!value.isTextual()) {
      throw unclear();
    }
    if (value.textValue().isBlank()) {
      throw new InvalidParameterException(
          "blackout", "a part of the blackout is empty; leave it out, or send [] for none at all");
    }
    return value.textValue();
  }

  private static InvalidParameterException unclear() {
    return new InvalidParameterException(
        "blackout",
        "blackout is a text or a list of texts, such as [\"2026-12-25\"]; send [] for none at all");
  }

  private static OptionalInt version(String seen) {
    if (seen == null || seen.equals("*")) {
      return OptionalInt.empty();
    }
    String number = seen.replace("\"", "");
    return OptionalInt.of(number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0);
  }

  private Response answer(Response.ResponseBuilder answer, KeptCalendar kept) {
    return answer
        .tag(String.valueOf(kept.version()))
        .entity(view(kept, calendars.users()))
        .build();
  }

  private static View view(KeptCalendar kept, Function<String, List<ScheduleId>> users) {
    return brief(kept).texts("usedBy", users.apply(kept.calendar().name()));
  }

  /** Shows what the audit log tells of one. */
  static View brief(KeptCalendar kept) {
    return View.of()
        .text("name", kept.calendar().name())
        .texts("blackout", kept.calendar().blackout().texts())
        .text("description", kept.description())
        .number("version", kept.version())
        .text("updatedAt", kept.updatedAt())
        .text("updatedBy", kept.updatedBy());
  }
}
