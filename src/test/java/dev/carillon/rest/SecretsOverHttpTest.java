package dev.carillon.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.carillon.access.Caller;
import dev.carillon.access.Role;
import dev.carillon.authoring.Warnings;
import dev.carillon.function.Function;
import dev.carillon.function.Invocation;
import dev.carillon.guard.TestServer;
import dev.carillon.jdbc.JdbcAuditLog;
import dev.carillon.jdbc.JdbcDeliveryLog;
import dev.carillon.jdbc.JdbcSecretStore;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.running.House;
import dev.carillon.secrets.Safe;
import dev.carillon.secrets.SecretUsers;
import dev.carillon.secrets.SecretValue;
import dev.carillon.testing.LoudLogs;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.TargetAnswer;
import dev.carillon.testing.TargetRequest;
import dev.carillon.testing.TargetServer;
import dev.carillon.vault.TinkSealing;
import dev.carillon.workflow.SecretName;
import dev.carillon.workflow.WorkflowId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
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
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The secrets' API; and a search for a secret in all that is kept, told and logged. */
class SecretsOverHttpTest {
  private static final String TOKEN = "sk/live+8&<q>\"z\"=love";
  private static final String PASSWORD = "lace/word+9&x";
  private static final List<String> TRACES = List.of(
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

  @TempDir
  Path directory;

  private final MovingClock clock = MovingClock.at("2026-03-01T12:00:30Z");
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private Role role = Role.ADMIN;
  private House house;
  private EventsResource events;
  private TestServer server;

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  /** Says and throws what it was given. */
  private static final class Gossip implements Function {
    @Override
    public String name() {
      return "gossip";
    }

    @Override
    public JsonNode call(Invocation invocation) {
      String heard = invocation.arguments().get("key").textValue();
      invocation.log().accept("warn", "heard " + heard + " and " + base64("y:" + heard));
      throw new IllegalStateException("it is " + heard + ", in short " + heard.substring(0, 9));
    }
  }

  @BeforeEach
  void open() throws Exception {
    house = new House(TestDatabases.h2(directory), clock, new Gossip()).started();
    events = new EventsResource(house.changes);
    server = TestServer.start("/app", 8, this::register);
    events.start();
  }

  private void register(jakarta.servlet.ServletContext context) {
    TestServer.calledBy(context, () -> new Caller("ada", role));
    var audit = new JdbcAuditLog(house.database);
    TestServer.jersey(
        context,
        new JsonProvider(),
        new ProblemMapper(),
        new SecretsResource(house.safe, new SecretUsers(house.workflows, house.definitions), json),
        new SecretRotationsResource(house.safe),
        new WorkflowsResource(
            house.authoring,
            house.definitions,
            new Warnings(house.definitions, house.safe),
            house.scheduling,
            house.store,
            house.runs,
            any -> Optional.empty(),
            json,
            clock),
        new RunsResource(
            house.store,
            house.journal,
            new JdbcDeliveryLog(house.database),
            house.runs,
            clock,
            json),
        new AuditResource(audit, json),
        AuditedStates.over(
            audit, house.authoring, house.scheduling, house.store, house.safe, clock),
        events);
  }

  @AfterEach
  void close() throws Exception {
    events.stop();
    server.close();
    house.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + server.port() + "/app/api/" + path));
  }

  private HttpResponse<String> send(String method, String path, String type, String body)
      throws Exception {
    return http.send(
        request(path)
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> put(String name, String type, String body) throws Exception {
    return send("PUT", "secrets/" + name, type, body);
  }

  private JsonNode get(String path) throws Exception {
    return json.readTree(send("GET", path, "text/plain", "").body());
  }

  private static String kind(HttpResponse<String> answer) throws IOException {
    return answer.statusCode() + " "
        + new ObjectMapper().readTree(answer.body()).path("type").asText();
  }

  @Test
  void aSecretIsSetReplacedListedAndRemovedAndItsValueNeverComesOut() throws Exception {
    var made = put("shop-token", "text/plain; charset=utf-8", TOKEN + "\n");
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(house.safe.find("shop-token").get().textValue()).isEqualTo(TOKEN);
    assertThat(put("shop-token", "application/json", "\"" + PASSWORD + "\\n\"").statusCode())
        .isEqualTo(200);
    assertThat(house.safe.find("shop-token").get().textValue()).isEqualTo(PASSWORD + "\n");
    save("uses-it", "[shop-token, other]", "- t: {set: {a: 1}}\n");

    JsonNode list = get("secrets");

    assertThat(list.get("on").booleanValue()).isTrue();
    JsonNode item = list.get("items").get(0);
    assertThat(item.get("name").textValue()).isEqualTo("shop-token");
    assertThat(item.get("state").textValue()).isEqualTo("readable");
    assertThat(item.get("updatedBy").textValue()).isEqualTo("ada");
    assertThat(item.get("updatedAt").textValue()).isEqualTo(clock.instant().toString());
    assertThat(item.get("usedBy")).isEqualTo(json.readTree("[\"uses-it\"]"));
    assertThat(list.get("missing"))
        .isEqualTo(json.readTree("[{\"name\":\"other\",\"usedBy\":[\"uses-it\"]}]"));
    assertThat(send("DELETE", "secrets/shop-token", "text/plain", "").statusCode())
        .isEqualTo(204);
    assertThat(kind(send("DELETE", "secrets/shop-token", "text/plain", "")))
        .isEqualTo("404 /problems/unknown-secret");
    String audit = get("audit").toString();
    assertThat(audit).contains("secret.set", "secret.remove", "secret shop-token", "\"ada\"");
    assertThat(audit + list + made.body()).doesNotContain(TRACES);
  }

  @Test
  void onlyAnAdministratorMayLookOrTouch() throws Exception {
    role = Role.OPERATOR;

    assertThat(kind(send("GET", "secrets", "text/plain", ""))).startsWith("403");
    assertThat(kind(put("a", "text/plain", TOKEN))).startsWith("403");
    assertThat(kind(put("a", "application/json", "\"" + PASSWORD + "\""))).startsWith("403");
    assertThat(kind(send("DELETE", "secrets/a", "text/plain", ""))).startsWith("403");
    assertThat(kind(send("POST", "secret-rotations", "text/plain", ""))).startsWith("403");
    assertThat(house.safe.list()).isEmpty();
  }

  @Test
  void aRotationEncryptsWithTheNewKeyWhatTheOldOneOpensAndIsAudited() throws Exception {
    safe(
        House.OLDER_KEY,
        old -> old.put(new SecretName("token"), new SecretValue(new TextNode(TOKEN)), "eve"));
    assertThat(get("secrets").at("/items/0/state").textValue()).isEqualTo("old-key");

    var done = send("POST", "secret-rotations", "text/plain", "");
    var again = send("POST", "secret-rotations", "text/plain", "");

    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.body()).isEqualTo("{\"done\":1,\"unreadable\":0}");
    assertThat(again.body()).isEqualTo("{\"done\":0,\"unreadable\":0}");
    assertThat(get("secrets").at("/items/0/state").textValue()).isEqualTo("readable");
    assertThat(get("audit").at("/items/0/action").textValue()).isEqualTo("secrets.rotate");
    safe(House.KEY, alone -> assertThat(alone.find("token").get().textValue()).isEqualTo(TOKEN));
  }

  /** A node with that key alone. */
  private void safe(String key, Consumer<Safe> work) {
    try (TinkSealing sealing = new TinkSealing(List.of(key))) {
      work.accept(new Safe(new JdbcSecretStore(house.database), Optional.of(sealing), clock));
    }
  }

  @Test
  void whatIsNoSecretIsRefusedWithoutRepeatingIt() throws Exception {
    var notJson = put("a", "application/json", "love-lace-" + TOKEN);
    assertThat(kind(notJson)).isEqualTo("400 /problems/invalid-body");
    var twice = put("a", "application/json", "{\"lovelace\":\"aaaa\",\"lovelace\":\"bbbb\"}");
    assertThat(kind(twice)).isEqualTo("400 /problems/invalid-body");
    assertThat(notJson.body() + twice.body()).doesNotContain("love", TOKEN);
    assertThat(kind(put("a", "text/plain", ""))).isEqualTo("400 /problems/invalid-body");
    assertThat(kind(put("a", "application/json", ""))).isEqualTo("400 /problems/invalid-body");
    assertThat(kind(put("a", "text/plain", "abc"))).isEqualTo("422 /problems/invalid-secret");
    assertThat(kind(put("a", "application/json", "[1]"))).isEqualTo("422 /problems/invalid-secret");
    assertThat(kind(put("a", "text/plain", "x".repeat(40_000))))
        .isEqualTo("422 /problems/invalid-secret");
    assertThat(kind(put("a", "image/png", "x"))).isEqualTo("415 /problems/unsupported-media-type");
    assertThat(kind(put("-a", "text/plain", TOKEN))).isEqualTo("400 /problems/invalid-parameter");
    assertThat(kind(put("a%20b", "text/plain", TOKEN)))
        .isEqualTo("400 /problems/invalid-parameter");
    assertThat(house.safe.list()).isEmpty();
  }

  @Test
  void whatADefinitionNamesAndIsNotHereIsAWarningAtItsPlaceAndItIsSaved() throws Exception {
    String source = """
        document: {dsl: '1.0.3', namespace: test, name: asks, version: '1.0.0'}
        use:
          secrets:
            - known
            - unknown
        do:
          - a:
              run:
                workflow: {namespace: test, name: nobody, version: latest}
          - b:
              run:
                workflow: {namespace: test, name: asks, version: latest}
        """;
    put("known", "text/plain", TOKEN);

    var saved = send("PUT", "workflows/asks", "application/yaml", source);
    JsonNode checked = json.readTree(
        send("POST", "workflows/validate", "application/yaml", source).body());

    assertThat(saved.statusCode()).isEqualTo(201);
    JsonNode warnings = json.readTree(saved.body()).get("warnings");
    assertThat(warnings).hasSize(2).isEqualTo(checked.get("warnings"));
    assertThat(get("workflows/asks").get("warnings")).isEqualTo(warnings);
    assertThat(warnings.get(0).get("line").intValue()).isEqualTo(5);
    assertThat(warnings.get(0).get("column").intValue()).isEqualTo(7);
    assertThat(warnings.get(0).get("path").textValue()).isEqualTo("/use/secrets/1");
    assertThat(warnings.get(0).get("message").textValue())
        .startsWith("the secret \"unknown\" is not set here");
    assertThat(warnings.get(1).get("line").intValue()).isEqualTo(9);
    assertThat(warnings.get(1).get("message").textValue())
        .isEqualTo("there is no workflow \"nobody\" here; save it before this runs");
    assertThat(checked.get("valid").booleanValue()).isTrue();
  }

  private WorkflowId save(String name, String secrets, String tasks) {
    return house.save(name, "1.0.0", tasks, "use: {secrets: " + secrets + "}\n");
  }

  @Test
  void aSecretIsSeenByTheOtherSideAndByNobodyElse() throws Exception {
    put("token", "text/plain", TOKEN);
    put("account", "application/json", """
        {"username":"ada-l","password":"%s"}""".formatted(PASSWORD));
    try (TargetServer target = TargetServer.thatAnswers(SecretsOverHttpTest::parrot);
        LoudLogs logs = new LoudLogs();
        Listening stream = new Listening(request("events"))) {
      WorkflowId id = save("leaky", "[token, account]", TASKS.replace("$AT", target.uri("") + ""));
      Run run = ended(house.start(id, "{}"));
      Run missing = house.ended(
          save("lacking", "[nowhere]", LACKING.replace("$AT", target.uri("") + "")), "");
      stream.until(run.id().value());

      assertThat(target.requests().get(0).header("X-Key")).isEqualTo(TOKEN);
      assertThat(target.requests().get(0).header("Authorization"))
          .isEqualTo("Basic " + base64("ada-l:" + PASSWORD));
      assertThat(run.state()).as(run.toString()).isEqualTo(RunState.FAILED);
      assertThat(run.error().get().detail().orElse("")).contains("it is ***");
      assertThat(missing.state()).isEqualTo(RunState.FAILED);
      assertThat(missing.attempts()).isEqualTo(1);
      assertThat(missing.error().get().type()).endsWith("/authorization");
      List<String> told = new ArrayList<>(List.of(logs.text(), stream.text()));
      for (String path : List.of(
          "runs",
          "runs/" + run.id(),
          "runs/" + run.id() + "/steps",
          "workflows",
          "workflows/leaky",
          "secrets",
          "audit")) {
        told.add(send("GET", path, "text/plain", "").body());
      }
      told.addAll(tables());
      assertThat(told).hasSizeGreaterThan(100);
      assertThat(told.stream().flatMap(SecretsOverHttpTest::leaks)).isEmpty();
      assertThat(String.join("\n", told)).contains("***", "connecting endpoint");
    }
    house.close();
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      assertThat(all).isNotEmpty();
      for (Path file : all) {
        assertThat(leaks(Files.readString(file, ISO_8859_1))).isEmpty();
      }
    }
  }

  /** Returns what of the secrets is in a text, each with what stands around it. */
  private static Stream<String> leaks(String text) {
    return TRACES.stream().filter(text::contains).map(trace -> {
      int at = text.indexOf(trace);
      return trace + " in "
          + text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 100));
    });
  }

  /** Waits for the end, through all attempts. */
  private Run ended(RunId run) {
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

  private static final String TASKS = """
      - ask:
          call: http
          with:
            method: post
            endpoint:
              uri: $AT/ask
              authentication: {basic: {use: account}}
            headers: {X-Key: "${ $secrets.token }", X-Own: '${ "x:" + $secrets.token | @base64 }'}
            query: {key: "${ $secrets.token }"}
            body: {mine: "${ $secrets.account.password }", as: '${ "xx:" + $secrets.token | @base64 }'}
            output: response
      - keep:
          set: {all: "${ . }", text: "${ tojson }"}
          export: {as: "${ . }"}
      - remembered:
          call: http
          with: {method: get, endpoint: $AT/remembered, output: raw}
      - note:
          call: log
          with: {message: '${ "using " + $secrets.token }'}
      - broken:
          try:
            - number: {call: log, with: {message: "${ $secrets.token | tonumber }"}}
          catch: {do: [{tell: {set: "${ $error.detail }"}}]}
      - parsed:
          try:
            - json: {call: log, with: {message: "${ $secrets.token | fromjson }"}}
          catch: {do: [{tell: {set: "${ $error.detail }"}}]}
      - dated:
          try:
            - date: {call: log, with: {message: '${ $secrets.token | @base64d }'}}
          catch: {do: [{tell: {set: "${ $error.detail }"}}]}
      - refused:
          try:
            - header: {call: http, with: {method: get, endpoint: $AT/, headers: {X: '${ $secrets.token + "\\n" + "a" }'}}}
          catch: {do: [{tell: {set: "${ $error.detail }"}}]}
      - failed:
          try:
            - call: {call: http, with: {method: get, endpoint: '${ "$AT/no/" + ($secrets.token | @uri) }'}}
          catch: {do: [{tell: {set: "${ $error }"}}]}
      - last: {call: gossip, with: {key: "${ $secrets.token }"}}
      """;

  private static final String LACKING = """
      - t:
          try:
            - ask: {call: http, with: {method: get, endpoint: $AT/, headers: {X: "${ $secrets.nowhere }"}}}
          catch: {retry: {delay: PT0S}}
      """;

  /** Says back all that it hears, in its words and in others. */
  private static TargetAnswer parrot(TargetRequest request) {
    String all = request.line() + " " + request.headers() + " " + request.text() + " " + TOKEN + " "
        + TOKEN.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + " " + PASSWORD
        + " " + base64("abc" + TOKEN) + base64("ab" + PASSWORD)
        + " sk%2flive%2b8%26%3cq%3e%22z%22%3dlove";
    return TargetAnswer.of(request.target().startsWith("/no") ? 500 : 200, all)
        .with("X-Echo", request.header("X-Key") + " " + request.header("Authorization"));
  }

  /** Returns each value of each row of each table, as a text. */
  private List<String> tables() throws Exception {
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

  /** The stream of events, read by a thread of its own. */
  private final class Listening implements AutoCloseable {
    private final StringBuffer heard = new StringBuffer();
    private final InputStream stream;

    Listening(HttpRequest.Builder request) throws Exception {
      stream =
          http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()).body();
      new Thread(this::read, "listening").start();
    }

    private void read() {
      try (var lines = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          heard.append(line).append('\n');
        }
      } catch (IOException closed) {
        heard.append("closed\n");
      }
    }

    void until(String text) {
      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> heard.indexOf(text) >= 0);
    }

    String text() {
      return heard.toString();
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}
