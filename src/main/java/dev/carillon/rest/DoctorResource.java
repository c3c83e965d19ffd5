package dev.carillon.rest;

import dev.carillon.access.Role;
import dev.carillon.doctor.Doctor;
import dev.carillon.doctor.Finding;
import dev.carillon.doctor.Report;
import dev.carillon.doctor.RoundTrips;
import dev.carillon.doctor.RoundTrips.Standing;
import dev.carillon.doctor.Topic;
import dev.carillon.doctor.Trip;
import dev.carillon.doctor.TripId;
import dev.carillon.doctor.TripWords;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Supplier;

/** How this installation is, and test messages through QStash. */
@Path("api/doctor")
@Produces(MediaType.APPLICATION_JSON)
public final class DoctorResource {
  private static final int TRIPS = 10;

  private final Doctor doctor;
  private final RoundTrips trips;
  private final String mode;
  private final Supplier<String> engine;

  /**
   * Takes whom it asks.
   *
   * @param mode {@code development} or {@code production}
   * @param engine what rings now
   */
  public DoctorResource(Doctor doctor, RoundTrips trips, String mode, Supplier<String> engine) {
    this.doctor = doctor;
    this.trips = trips;
    this.mode = mode;
    this.engine = engine;
  }

  /** Shows what was found. */
  @GET
  public View show() {
    Report report = doctor.report();
    return View.of()
        .text("at", report.at())
        .text("mode", mode)
        .text("engine", engine.get())
        .word("status", report.status())
        .all("items", report.entries().stream().map(DoctorResource::entry).toList());
  }

  private static View entry(Report.Entry entry) {
    Topic topic = entry.topic();
    Finding finding = entry.finding();
    View facts = View.of();
    finding.facts().forEach(facts::plain);
    return View.of()
        .text("id", topic.word())
        .word("status", finding.status())
        .part("question", RefusalsResource.words(topic.question()))
        .part("answer", RefusalsResource.words(finding.answer()))
        .part("remedy", finding.remedy().map(RefusalsResource::words))
        .text("guide", finding.guide().orElseGet(topic::guide))
        .part("facts", facts)
        .number("tookMs", entry.took().toMillis());
  }

  /** Sends a test message to QStash and back. */
  @POST
  @Path("round-trip")
  @Audited(value = "round-trip.start", of = "round-trip")
  public Response travel(@Context ContainerRequestContext request, @Context UriInfo here) {
    Callers.require(Role.OPERATOR, request);
    RoundTrips.Started started = trips.start();
    String id = started.standing().trip().id().value();
    return Response.status(started.begun() ? 202 : 200)
        .location(here.getAbsolutePathBuilder().path(id).build())
        .entity(trip(started.standing()))
        .build();
  }

  /** Shows the newest test messages. */
  @GET
  @Path("round-trip")
  public View trips() {
    return View.of()
        .all("items", trips.newest(TRIPS).stream().map(DoctorResource::trip).toList());
  }

  /** Shows how a test message fares. */
  @GET
  @Path("round-trip/{id}")
  public View trip(@PathParam("id") String id) {
    return trips
        .find(Params.read("id", id, TripId::new))
        .map(DoctorResource::trip)
        .orElseThrow(NotFoundException::new);
  }

  private static View trip(Standing standing) {
    Trip trip = standing.trip();
    Finding words = TripWords.of(standing);
    View view = View.of()
        .text("id", trip.id())
        .word("state", standing.state())
        .text("startedAt", trip.startedAt())
        .text("sentAt", trip.sentAt())
        .text("messageId", trip.messageId())
        .text("arrivedAt", trip.arrivedAt());
    trip.took().ifPresent(it -> view.number("roundTripMs", it.toMillis()));
    return view.part("text", RefusalsResource.words(words.answer()))
        .part("remedy", words.remedy().map(RefusalsResource::words))
        .text("guide", words.guide().orElseGet(Topic.ROUND_TRIP::guide));
  }
}
