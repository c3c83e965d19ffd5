package dev.carillon.rest;

import dev.carillon.access.Role;
import dev.carillon.secrets.Safe;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** Encrypting the stored secrets with a new key; for administrators. */
@Path("api/secret-rotations")
@Produces(MediaType.APPLICATION_JSON)
public final class SecretRotationsResource {
  private final Safe safe;

  /** Takes what is changed. */
  public SecretRotationsResource(Safe safe) {
    this.safe = safe;
  }

  /** Encrypts with the first key whatever another one opens. */
  @POST
  @Audited(value = "secrets.rotate", of = "secrets", answer = true)
  public View rotate(@Context ContainerRequestContext request) {
    Callers.require(Role.ADMIN, request);
    Safe.Resealed resealed = safe.reseal();
    return View.of().number("done", resealed.done()).number("unreadable", resealed.unreadable());
  }
}
