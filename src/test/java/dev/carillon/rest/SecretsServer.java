package dev.carillon.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.access.Caller;
import dev.carillon.access.InMemorySessionStore;
import dev.carillon.access.Role;
import dev.carillon.access.SecretHash;
import dev.carillon.access.SignIn;
import dev.carillon.function.Function;
import dev.carillon.jdbc.JdbcAuditLog;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.running.House;
import dev.carillon.secrets.SecretUsers;
import dev.carillon.testing.MovingClock;
import dev.carillon.workflow.WorkflowId;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives each test a house behind the API that secrets are kept and seen by. */
final class SecretsServer implements BeforeEachCallback, AfterEachCallback {
  static final String TOKEN = "sk/live+8&<q>\"z\"=love";
  static final String PASSWORD = "lace/word+9&x";
  static final List<String> TRACES = List.of(
      TOKEN,
      PASSWORD,
      "sk/live",
      "8&<q>",
      "lace/word",
      URLEncoder.encode(TOKEN, UTF_8),
      "sk%2Flive",
      "sk%2flive",
      "lace%2Fword",
      "&lt;q&gt;",
      base64(TOKEN),
      base64(PASSWORD),
      base64("ada-l:" + PASSWORD),
      base64("x:" + TOKEN).substring(4, 20),
      base64("xx:" + TOKEN).substring(4, 20));

  final MovingClock clock = MovingClock.at("2026-03-01T12:00:30Z");
  House house;
  volatile Role role = Role.ADMIN;
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Served served;
  private EventsResource events;

  SecretsServer(Function... functions) {
    served = new Served(clock, () -> new Caller("ada", role), this::resources, functions).walking();
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private List<Object> resources(House house) {
    events = new EventsResource(
        house.changes, new SignIn(new InMemorySessionStore(), SecretHash.of(TOKEN), clock));
    var audit = new JdbcAuditLog(house.database);
    return List.of(
        new SecretsResource(house.safe, new SecretUsers(house.workflows, house.definitions), json),
        new SecretRotationsResource(house.safe),
        UsualResources.workflows(house),
        UsualResources.runs(house),
        new AuditResource(audit, json),
        UsualResources.audited(house, audit),
        events);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(served.place(path));
  }

  HttpResponse<String> send(String method, String path, String type, String body) throws Exception {
    return http.send(
        request(path)
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> put(String name, String type, String body) throws Exception {
    return send("PUT", "secrets/" + name, type, body);
  }

  JsonNode get(String path) throws Exception {
    return json.readTree(send("GET", path, "text/plain", "").body());
  }

  WorkflowId save(String name, String secrets, String tasks) {
    return house.save(name, "1.0.0", tasks, "use: {secrets: " + secrets + "}\n");
  }

  /** Returns what of the secrets is in a text, each with what stands around it. */
  static Stream<String> leaks(String text) {
    return TRACES.stream().filter(text::contains).map(trace -> {
      int at = text.indexOf(trace);
      return trace + " in "
          + text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 100));
    });
  }

  /** Waits for the end, through all attempts. */
  Run ended(RunId run) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              if (house.store.get(run).state() == RunState.RETRYING) {
                house.moveBy(Duration.ofHours(1));
              }
              return house.store.get(run);
            },
            it -> it.state().isEnded());
  }

  /** Returns each value of each row of each table, as a text. */
  List<String> tables() throws Exception {
    List<String> values = new ArrayList<>();
    try (Connection connection = house.database.dataSource().getConnection();
        Statement sql = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet all = connection.getMetaData().getTables(null, "PUBLIC", "%", null)) {
        while (all.next()) {
          tables.add(all.getString("TABLE_NAME"));
        }
      }
      for (String table : tables) {
        try (ResultSet rows = sql.executeQuery("select * from \"" + table + "\"")) {
          while (rows.next()) {
            for (int at = 1; at <= rows.getMetaData().getColumnCount(); at++) {
              values.add(String.valueOf(rows.getString(at)));
            }
          }
        }
      }
    }
    return values;
  }

  /** Returns all files of the house, which has to be closed, as they are. */
  List<String> files() throws IOException {
    List<String> contents = new ArrayList<>();
    try (Stream<Path> files = Files.walk(served.directory())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.add(Files.readString(file, ISO_8859_1));
      }
    }
    return contents;
  }

  @Override
  public void beforeEach(ExtensionContext test) throws Exception {
    served.beforeEach(test);
    house = served.house();
    events.start();
  }

  @Override
  public void afterEach(ExtensionContext test) throws Exception {
    events.stop();
    served.afterEach(test);
  }
}
