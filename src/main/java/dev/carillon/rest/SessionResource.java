package dev.carillon.rest;

import dev.carillon.access.Caller;
import dev.carillon.access.NewSession;
import dev.carillon.access.Session;
import dev.carillon.access.SignIn;
import dev.carillon.signature.PublicUrls;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** Signing in, who one is, and signing out. */
@Path("api/session")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionResource {
  private final SignIn signIn;
  private final SessionCookie cookie;

  /** Takes who knows the sessions, and the URLs by which browsers reach us. */
  public SessionResource(SignIn signIn, PublicUrls urls) {
    this.signIn = signIn;
    this.cookie = new SessionCookie(urls);
  }

  /** Begins a session, with a one-time code or the admin token; one that was there is ended. */
  @POST
  @ForAnybody
  @Consumes(MediaType.APPLICATION_JSON)
  public Response begin(
      byte[] body,
      @CookieParam(Session.COOKIE) Cookie before,
      @Context ContainerRequestContext request,
      @Context UriInfo here,
      @Context SecurityContext security) {
    Optional<Credentials> given = Credentials.read(body);
    if (given.isEmpty()) {
      return Problem.of(400, "credentials", "A sign-in needs a code or a token, and one only")
          .detail("send {\"code\": …} from a sign-in link, or {\"token\": …}")
          .answer()
          .build();
    }
    NewSession begun = begin(given.get(), String.valueOf(request.getProperty(SignIn.ADDRESS)));
    end(before);
    return Response.created(here.getAbsolutePath())
        .cookie(cookie.carrying(begun.secret(), here, security))
        .entity(Me.of(begun.session().caller()))
        .build();
  }

  /** Tells a caller who they are; others do not come here. */
  @GET
  public Me show(@Context ContainerRequestContext request) {
    return Me.of((Caller) request.getProperty(Caller.ATTRIBUTE));
  }

  /** Ends the session; for a caller with a token there is none, and nothing happens. */
  @DELETE
  @ForAnybody
  public Response end(
      @CookieParam(Session.COOKIE) Cookie present,
      @Context UriInfo here,
      @Context SecurityContext security) {
    end(present);
    return Response.noContent().cookie(cookie.gone(here, security)).build();
  }

  private NewSession begin(Credentials given, String address) {
    return given.code().isPresent()
        ? signIn.withCode(given.code().get(), address)
        : signIn.withToken(given.token().orElseThrow(), address);
  }

  private void end(Cookie held) {
    if (held != null) {
      signIn.signOut(held.getValue());
    }
  }

  /**
   * A caller as the dashboard shows them.
   *
   * @param role {@code viewer}, {@code operator} or {@code admin}
   */
  record Me(String name, String role) {
    static Me of(Caller caller) {
      return new Me(caller.name(), View.word(caller.role()));
    }
  }
}
