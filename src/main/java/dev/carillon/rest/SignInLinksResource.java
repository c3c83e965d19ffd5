package dev.carillon.rest;

import dev.carillon.access.Caller;
import dev.carillon.access.Role;
import dev.carillon.access.SignIn;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** One-time sign-in links. Only an administrator gets one: who opens it becomes one. */
@Path("api/session/links")
@Produces(MediaType.APPLICATION_JSON)
public final class SignInLinksResource {
  private final SignIn signIn;
  private final Optional<String> published;

  /**
   * @param signIn makes the codes
   * @param published the base URL that people know, without a slash at the end; else links lead to
   *     where they were asked for
   */
  public SignInLinksResource(SignIn signIn, Optional<String> published) {
    this.signIn = signIn;
    this.published = published;
  }

  /** Makes a link that works once, within {@link SignIn#CODE_LIFE}. */
  @POST
  @Audited(value = "sign-in-link.make", of = "sign-in-link")
  public Response make(@Context ContainerRequestContext request, @Context UriInfo here) {
    var caller = (Caller) request.getProperty(Caller.ATTRIBUTE);
    if (!caller.role().includes(Role.ADMIN)) {
      return Problem.of(403, "forbidden", "Only an administrator may do this")
          .detail("send the admin token")
          .answer()
          .build();
    }
    String base = published.orElseGet(() -> here.getBaseUri().toString()).replaceFirst("/$", "");
    return Response.status(Response.Status.CREATED)
        .header("Cache-Control", "no-store")
        .entity(new Link(base + "/#sign-in=" + signIn.newCode()))
        .build();
  }

  /**
   * What is answered.
   *
   * @param link holds its code in the fragment, which browsers send nowhere
   */
  record Link(String link) {}
}
