package dev.carillon.tomcat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Taking the WAR out of a Tomcat that goes on running, and putting it in again. */
@ArquillianTest
@RunAsClient
class RedeployIT {
  private static final String NAME = "comes-and-goes";

  private static final Duration IDLE_THREADS_OF_THE_JDK_END = Duration.ofSeconds(120);

  @ArquillianResource
  private Deployer deployer;

  @Deployment(name = NAME, managed = false)
  static WebArchive war() {
    return BuiltWar.named(NAME);
  }

  @Test
  void nothingOfItStaysBehindAndItComesUpAgain() throws Exception {
    deployer.deploy(NAME);
    assertThat(get("/" + NAME + "/health/ready").statusCode()).isEqualTo(200);
    deployer.undeploy(NAME);

    Awaitility.await()
        .atMost(IDLE_THREADS_OF_THE_JDK_END)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> assertThat(get("/manager/text/findleaks?statusLine=true").body())
                .startsWith("OK")
                .doesNotContain(NAME));

    deployer.deploy(NAME);
    assertThat(get("/" + NAME + "/health/ready").statusCode()).isEqualTo(200);
    deployer.undeploy(NAME);
  }

  private static HttpResponse<String> get(String path) throws Exception {
    String user = Base64.getEncoder().encodeToString("tests:tests".getBytes(UTF_8));
    URI uri = URI.create("http://127.0.0.1:" + System.getProperty("tests.http.port") + path);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri).header("Authorization", "Basic " + user).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
