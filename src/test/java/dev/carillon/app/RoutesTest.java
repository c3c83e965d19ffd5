package dev.carillon.app;

import static dev.carillon.employing.TestJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.employing.JobBook;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
  private final Routes routes = Routes.of(List.of(new Cron(), new Jobs(), "no resource"));

  /** Some routes. */
  @Path("api/cron")
  public static final class Cron {
    @GET
    public String list() {
      return "";
    }

    @POST
    @Path("activate/{workflowId}")
    public String activate() {
      return "";
    }

    @DELETE
    @Path("/deactivate/{workflowId}")
    public String deactivate() {
      return "";
    }

    public String noRoute() {
      return "";
    }
  }

  /** The route of every workflow. */
  @Path("api")
  public static final class Jobs {
    @GET
    @Path("jobs/{id}")
    public String health() {
      return "";
    }
  }

  private void check(String path) {
    routes.refuseRivals(new JobBook(List.of(aJob("nightly").path(path).of("shop.jar"))));
  }

  @Test
  void theyAreReadFromTheResources() {
    assertThat(routes.templates())
        .containsExactly(
            "/api/cron",
            "/api/cron/activate/{workflowId}",
            "/api/cron/deactivate/{workflowId}",
            "/api/jobs/{id}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/cron",
        "/api/cron/activate/x",
        "/api/jobs/other",
        "/api/jobs/NIGHTLY",
        "/api/qstash/webhook",
        "/health/live",
        "/index.html",
        "/js/app.js",
        "/assets/0/js/app.js",
        "/favicon.svg"
      })
  void aJobThatWantsOneOfThemIsRefused(String path) {
    assertThatThrownBy(() -> check(path))
        .isInstanceOf(RefusedSettingsException.class)
        .hasMessageContainingAll(
            "of shop.jar has the path " + path, "give it another, as /api/jobs/nightly");
  }

  @Test
  void aJobThatWantsTheAddressOfAServletIsRefused() {
    JobBook jobs = new JobBook(List.of(aJob("nightly").path("/shop/orders").of("shop.jar")));

    assertThatCode(() -> Routes.refuseServlets(jobs, Set.of("/", "/shop/*", "/shop/order")))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Routes.refuseServlets(jobs, Set.of("/", "/shop/orders")))
        .isInstanceOf(RefusedSettingsException.class)
        .hasMessageContaining("of shop.jar has the path /shop/orders, which is a servlet's");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/jobs/nightly",
        "/api/cron/nightly",
        "/api/jobs/reports/daily",
        "/shop/nightly",
        "/js"
      })
  void anyOtherPathIsItsOwn(String path) {
    assertThatCode(() -> check(path)).doesNotThrowAnyException();
  }
}
