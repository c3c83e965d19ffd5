package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.access.Caller;
import dev.carillon.access.InMemorySessionStore;
import dev.carillon.access.Role;
import dev.carillon.access.SecretHash;
import dev.carillon.access.SignIn;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ContainerRequest;
import org.junit.jupiter.api.Test;

class SignInLinksResourceTest {
  private static final URI BASE = URI.create("http://127.0.0.1:8080/bells/");
  private static final String ADDRESS = "127.0.0.1";

  private final Clock noon = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
  private final SignIn signIn =
      new SignIn(new InMemorySessionStore(), SecretHash.of("the admin token"), noon);

  @Test
  void aLinkLeadsWhereItWasAskedForAndSignsOnePersonIn() {
    String link = link(ask(Role.ADMIN, Optional.empty()));

    assertThat(link).startsWith("http://127.0.0.1:8080/bells/#sign-in=");
    String code = link.substring(link.indexOf('=') + 1);
    assertThat(signIn.withCode(code, ADDRESS).session().caller().role()).isEqualTo(Role.ADMIN);
  }

  @Test
  void aPublishedAddressIsTheOneThatPeopleGet() {
    assertThat(link(ask(Role.ADMIN, Optional.of("https://carillon.example.com"))))
        .startsWith("https://carillon.example.com/#sign-in=");
  }

  @Test
  void whoIsNoAdministratorGetsNone() {
    assertThat(ask(Role.OPERATOR, Optional.empty()).getStatus()).isEqualTo(403);
  }

  private Response ask(Role role, Optional<String> published) {
    var request = new ContainerRequest(
        BASE, BASE.resolve("api/session/links"), "POST", null, new MapPropertiesDelegate(), null);
    request.setProperty(Caller.ATTRIBUTE, new Caller("somebody", role));
    return new SignInLinksResource(signIn, published).make(request, request.getUriInfo());
  }

  private static String link(Response answer) {
    assertThat(answer.getStatus()).isEqualTo(201);
    assertThat(answer.getHeaderString("Cache-Control")).isEqualTo("no-store");
    return ((SignInLinksResource.Link) answer.getEntity()).link();
  }
}
