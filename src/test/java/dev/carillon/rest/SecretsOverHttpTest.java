package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.carillon.access.Role;
import dev.carillon.jdbc.JdbcSecretStore;
import dev.carillon.running.House;
import dev.carillon.secrets.Safe;
import dev.carillon.secrets.SecretValue;
import dev.carillon.vault.TinkSealing;
import dev.carillon.workflow.SecretName;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The secrets' API. */
class SecretsOverHttpTest {
  private final ObjectMapper json = new ObjectMapper();

  @RegisterExtension
  final SecretsServer server = new SecretsServer();

  private static String kind(HttpResponse<String> answer) throws IOException {
    return answer.statusCode() + " "
        + new ObjectMapper().readTree(answer.body()).path("type").asText();
  }

  @Test
  void aSecretIsSetReplacedListedAndRemovedAndItsValueNeverComesOut() throws Exception {
    var made = server.put("shop-token", "text/plain; charset=utf-8", SecretsServer.TOKEN + "\n");
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(server.house.safe.find("shop-token").get().textValue())
        .isEqualTo(SecretsServer.TOKEN);
    assertThat(server
            .put("shop-token", "application/json", "\"" + SecretsServer.PASSWORD + "\\n\"")
            .statusCode())
        .isEqualTo(200);
    assertThat(server.house.safe.find("shop-token").get().textValue())
        .isEqualTo(SecretsServer.PASSWORD + "\n");
    server.save("uses-it", "[shop-token, other]", "- t: {set: {a: 1}}\n");

    JsonNode list = server.get("secrets");

    assertThat(list.get("on").booleanValue()).isTrue();
    JsonNode item = list.get("items").get(0);
    assertThat(item.get("name").textValue()).isEqualTo("shop-token");
    assertThat(item.get("state").textValue()).isEqualTo("readable");
    assertThat(item.get("updatedBy").textValue()).isEqualTo("ada");
    assertThat(item.get("updatedAt").textValue())
        .isEqualTo(server.clock.instant().toString());
    assertThat(item.get("usedBy")).isEqualTo(json.readTree("[\"uses-it\"]"));
    assertThat(list.get("missing"))
        .isEqualTo(json.readTree("[{\"name\":\"other\",\"usedBy\":[\"uses-it\"]}]"));
    assertThat(server.send("DELETE", "secrets/shop-token", "text/plain", "").statusCode())
        .isEqualTo(204);
    assertThat(kind(server.send("DELETE", "secrets/shop-token", "text/plain", "")))
        .isEqualTo("404 /problems/unknown-secret");
    String audit = server.get("audit").toString();
    assertThat(audit).contains("secret.set", "secret.remove", "secret shop-token", "\"ada\"");
    assertThat(audit + list + made.body()).doesNotContain(SecretsServer.TRACES);
  }

  @Test
  void onlyAnAdministratorMayLookOrTouch() throws Exception {
    server.role = Role.OPERATOR;

    assertThat(kind(server.send("GET", "secrets", "text/plain", ""))).startsWith("403");
    assertThat(kind(server.put("a", "text/plain", SecretsServer.TOKEN))).startsWith("403");
    assertThat(kind(server.put("a", "application/json", "\"" + SecretsServer.PASSWORD + "\"")))
        .startsWith("403");
    assertThat(kind(server.send("DELETE", "secrets/a", "text/plain", ""))).startsWith("403");
    assertThat(kind(server.send("POST", "secret-rotations", "text/plain", ""))).startsWith("403");
    assertThat(server.house.safe.list()).isEmpty();
  }

  @Test
  void aRotationEncryptsWithTheNewKeyWhatTheOldOneOpensAndIsAudited() throws Exception {
    safe(
        House.OLDER_KEY,
        old -> old.put(
            new SecretName("token"), new SecretValue(new TextNode(SecretsServer.TOKEN)), "eve"));
    assertThat(server.get("secrets").at("/items/0/state").textValue()).isEqualTo("old-key");

    var done = server.send("POST", "secret-rotations", "text/plain", "");
    var again = server.send("POST", "secret-rotations", "text/plain", "");

    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.body()).isEqualTo("{\"done\":1,\"unreadable\":0}");
    assertThat(again.body()).isEqualTo("{\"done\":0,\"unreadable\":0}");
    assertThat(server.get("secrets").at("/items/0/state").textValue()).isEqualTo("readable");
    assertThat(server.get("audit").at("/items/0/action").textValue()).isEqualTo("secrets.rotate");
    safe(
        House.KEY,
        alone -> assertThat(alone.find("token").get().textValue()).isEqualTo(SecretsServer.TOKEN));
  }

  /** A node with that key alone. */
  private void safe(String key, Consumer<Safe> work) {
    try (TinkSealing sealing = new TinkSealing(List.of(key))) {
      work.accept(
          new Safe(new JdbcSecretStore(server.house.database), Optional.of(sealing), server.clock));
    }
  }

  @Test
  void whatIsNoSecretIsRefusedWithoutRepeatingIt() throws Exception {
    var notJson = server.put("a", "application/json", "love-lace-" + SecretsServer.TOKEN);
    assertThat(kind(notJson)).isEqualTo("400 /problems/invalid-body");
    var twice =
        server.put("a", "application/json", "{\"lovelace\":\"aaaa\",\"lovelace\":\"bbbb\"}");
    assertThat(kind(twice)).isEqualTo("400 /problems/invalid-body");
    assertThat(notJson.body() + twice.body()).doesNotContain("love", SecretsServer.TOKEN);
    assertThat(kind(server.put("a", "text/plain", ""))).isEqualTo("400 /problems/invalid-body");
    assertThat(kind(server.put("a", "application/json", "")))
        .isEqualTo("400 /problems/invalid-body");
    assertThat(kind(server.put("a", "text/plain", "abc")))
        .isEqualTo("422 /problems/invalid-secret");
    assertThat(kind(server.put("a", "application/json", "[1]")))
        .isEqualTo("422 /problems/invalid-secret");
    assertThat(kind(server.put("a", "text/plain", "x".repeat(40_000))))
        .isEqualTo("422 /problems/invalid-secret");
    assertThat(kind(server.put("a", "image/png", "x")))
        .isEqualTo("415 /problems/unsupported-media-type");
    assertThat(kind(server.put("-a", "text/plain", SecretsServer.TOKEN)))
        .isEqualTo("400 /problems/invalid-parameter");
    assertThat(kind(server.put("a%20b", "text/plain", SecretsServer.TOKEN)))
        .isEqualTo("400 /problems/invalid-parameter");
    assertThat(server.house.safe.list()).isEmpty();
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
    server.put("known", "text/plain", SecretsServer.TOKEN);

    var saved = server.send("PUT", "workflows/asks", "application/yaml", source);
    JsonNode checked = json.readTree(
        server.send("POST", "workflows/validate", "application/yaml", source).body());

    assertThat(saved.statusCode()).isEqualTo(201);
    JsonNode warnings = json.readTree(saved.body()).get("warnings");
    assertThat(warnings).hasSize(2).isEqualTo(checked.get("warnings"));
    assertThat(server.get("workflows/asks").get("warnings")).isEqualTo(warnings);
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
}
