package dev.carillon.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.BooleanSupplier;

/**
 * Whether this process lives and whether it can take work. Open to everybody, so it tells no more
 * than that.
 */
@Path("health")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {
  private final String instance;
  private final BooleanSupplier ready;

  /**
   * @param instance a random id of this process, by which it knows itself behind a public URL
   * @param ready whether work can be taken now; asked at each request
   */
  public HealthResource(String instance, BooleanSupplier ready) {
    this.instance = instance;
    this.ready = ready;
  }

  /** Answers as long as the process can answer at all. */
  @GET
  @Path("live")
  public Health live() {
    return new Health("UP", instance);
  }

  /** Answers 503 while starting, stopping, or without a database. */
  @GET
  @Path("ready")
  public Response ready() {
    boolean up = ready.getAsBoolean();
    return Response.status(up ? 200 : 503)
        .entity(new Health(up ? "UP" : "DOWN", instance))
        .build();
  }

  /** What both answer. */
  record Health(String status, String instance) {}
}
