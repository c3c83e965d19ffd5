package dev.carillon.rest;

import dev.carillon.access.Caller;
import dev.carillon.access.Role;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.container.ContainerRequestContext;

/** Who asks. */
final class Callers {
  private Callers() {}

  /**
   * Returns the caller.
   *
   * @throws ForbiddenException if they may not do what that role may
   */
  static Caller require(Role role, ContainerRequestContext request) {
    if (request.getProperty(Caller.ATTRIBUTE) instanceof Caller caller
        && caller.role().includes(role)) {
      return caller;
    }
    String who = role == Role.ADMIN ? "an administrator" : "an operator";
    throw new ForbiddenException(Problem.of(403, "forbidden", "Only " + who + " may do this")
        .detail("who sent the request, by its token or session, has another role")
        .answer()
        .build());
  }
}
