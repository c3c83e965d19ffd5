package dev.carillon.rest;

import dev.carillon.access.Session;
import dev.carillon.access.SignIn;
import dev.carillon.signature.PublicUrls;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** The cookie that carries a session: no script reads it, and no other site's page sends it. */
final class SessionCookie {
  private final PublicUrls urls;

  SessionCookie(PublicUrls urls) {
    this.urls = urls;
  }

  /** Returns the cookie that hands over a session's secret. */
  NewCookie carrying(String secret, UriInfo here, SecurityContext security) {
    return cookie(here, security)
        .value(secret)
        .maxAge((int) SignIn.WHOLE_LIFE.toSeconds())
        .build();
  }

  /** Returns the cookie that takes it back. */
  NewCookie gone(UriInfo here, SecurityContext security) {
    return cookie(here, security).value("").maxAge(0).build();
  }

  private NewCookie.Builder cookie(UriInfo here, SecurityContext security) {
    return new NewCookie.Builder(Session.COOKIE)
        .path(path(here))
        .httpOnly(true)
        .secure(security.isSecure() || urls.isSecure())
        .sameSite(NewCookie.SameSite.STRICT);
  }

  /** Where a proxy shows us under another path, the browser has to send it there too. */
  private String path(UriInfo here) {
    String own = withoutSlash(here.getBaseUri().getPath());
    boolean same = urls.bases().stream()
        .map(base -> withoutSlash(URI.create(base).getPath()))
        .allMatch(own::equals);
    return same && !own.isEmpty() ? own : "/";
  }

  private static String withoutSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
