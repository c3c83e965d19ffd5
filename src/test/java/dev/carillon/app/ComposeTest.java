package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.carillon.rest.HealthResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** What docker-compose.yml and its files name is really there. */
class ComposeTest {
  private static final Path FILE = Path.of("docker-compose.yml");
  private static final Path SERVER = Path.of("src/main/tomcat/server.xml");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(:[-?][^}]*)?}");
  private static final Set<String> SETTINGS =
      Arrays.stream(Setting.values()).flatMap(Setting::everyName).collect(Collectors.toSet());
  private static final Set<String> OF_TOMCAT = Set.of("CATALINA_OPTS");

  private final JsonNode compose = new YAMLMapper().readTree(Files.readString(FILE));
  private final JsonNode carillon = compose.at("/services/carillon");
  private final JsonNode postgres = compose.at("/services/postgres");

  ComposeTest() throws IOException {}

  @Test
  void everyVariableGivenToCarillonIsASetting() {
    assertThat(names(carillon.path("environment")))
        .isNotEmpty()
        .allMatch(name -> SETTINGS.contains(name) || OF_TOMCAT.contains(name));
  }

  @Test
  void everyVariableTakenFromTheEnvFileIsASettingAndIsDemandedOrHasADefault() throws IOException {
    List<MatchResult> taken = VARIABLE.matcher(Files.readString(FILE)).results().toList();

    assertThat(taken).isNotEmpty().allSatisfy(variable -> {
      assertThat(SETTINGS).contains(variable.group(1));
      assertThat(variable.group(2)).isNotNull();
    });
    assertThat(carillon.path("env_file").asText()).isEqualTo(".env");
  }

  @Test
  void everythingThatPostgresDemandsOfCarillonIsGiven() {
    assertThat(names(carillon.path("environment")))
        .contains("CARILLON_ADMIN_TOKEN", "CARILLON_SECRET_KEY", "DATABASE_PASSWORD");
    DatabaseSettings database =
        DatabaseSettings.parse(carillon.at("/environment/DATABASE_URL").asText());
    assertThat(database.url())
        .isEqualTo("jdbc:postgresql://postgres:5432/"
            + postgres.at("/environment/POSTGRES_DB").asText());
    assertThat(carillon.at("/environment/DATABASE_USER"))
        .isEqualTo(postgres.at("/environment/POSTGRES_USER"));
    assertThat(carillon.at("/environment/DATABASE_PASSWORD"))
        .isEqualTo(postgres.at("/environment/POSTGRES_PASSWORD"));
  }

  @Test
  void everyPathOfThisMachineExistsAndEveryVolumeIsDeclared() throws IOException {
    String war = "./target/" + finalName() + ".war";
    for (String source : sources()) {
      if (source.startsWith("./")) {
        assertThat(source)
            .satisfiesAnyOf(
                path -> assertThat(path).isEqualTo(war),
                path -> assertThat(Path.of(path)).exists());
      } else {
        assertThat(names(compose.path("volumes"))).contains(source);
      }
    }
    assertThat(sources()).contains(war);
    assertThat(volume("server.xml")).endsWith("/usr/local/tomcat/conf/server.xml:ro");
    assertThat(volume("home:"))
        .endsWith(carillon.at("/environment/CARILLON_HOME").asText());
  }

  @Test
  void theHealthCheckAsksARouteThatIsThere() throws NoSuchMethodException {
    String check = carillon.at("/healthcheck/test/3").asText();
    String route = HealthResource.class.getAnnotation(jakarta.ws.rs.Path.class).value()
        + "/"
        + HealthResource.class
            .getMethod("ready")
            .getAnnotation(jakarta.ws.rs.Path.class)
            .value();

    assertThat(check).contains("GET /" + route + " ");
    assertThat(postgres.at("/healthcheck/test/1").asText()).isEqualTo("pg_isready");
    assertThat(carillon.at("/depends_on/postgres/condition").asText()).isEqualTo("service_healthy");
  }

  @Test
  void portsAgreeAndTomcatShowsNothingOfItself() throws Exception {
    String port = element("Connector").getAttribute("port");
    Element valve = element("Valve");

    assertThat(carillon.at("/ports/0").asText()).isEqualTo("${PORT:-8080}:" + port);
    assertThat(carillon.at("/healthcheck/test/3").asText()).contains("127.0.0.1/" + port + " ");
    assertThat(valve.getAttribute("className"))
        .isEqualTo("org.apache.catalina.valves.ErrorReportValve");
    assertThat(valve.getAttribute("showReport")).isEqualTo("false");
    assertThat(valve.getAttribute("showServerInfo")).isEqualTo("false");
  }

  @Test
  void theExampleOfAnEnvFileNamesSettingsOnly() throws IOException {
    Set<String> names = EnvFile.parse(Files.readString(Path.of(".env.example"))).keySet();

    assertThat(SETTINGS).containsAll(names);
    assertThat(names)
        .contains("CARILLON_ADMIN_TOKEN", "CARILLON_SECRET_KEY", "DATABASE_PASSWORD", "APP_URL");
  }

  private static Element element(String name) throws Exception {
    return (Element) DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(SERVER.toFile())
        .getElementsByTagName(name)
        .item(0);
  }

  private static String finalName() throws IOException {
    return Files.readString(Path.of("pom.xml")).replaceAll("(?s).*<finalName>(.*?)</.*", "$1");
  }

  private List<String> sources() {
    return Stream.of(carillon, postgres)
        .flatMap(service -> elements(service.path("volumes")))
        .map(volume -> volume.asText().split(":")[0])
        .toList();
  }

  private String volume(String part) {
    return elements(carillon.path("volumes"))
        .map(JsonNode::asText)
        .filter(volume -> volume.contains(part))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<JsonNode> elements(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false);
  }

  private static List<String> names(JsonNode node) {
    Iterable<String> names = node::fieldNames;
    return StreamSupport.stream(names.spliterator(), false).toList();
  }
}
