package dev.carillon.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carillon.running.ExpressionException;
import dev.carillon.testing.TargetAnswer;
import dev.carillon.testing.TargetServer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a schema may take, and that it reaches nothing. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SchemaLimitsTest {
  private static final ExpressionLimits LIMITS =
      new ExpressionLimits(Duration.ofMillis(300), 100_000, 50);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final JsonSchemes schemes = new JsonSchemes(LIMITS);

  /** For what must come to its end, however slow the machine is. */
  private final JsonSchemes patient =
      new JsonSchemes(new ExpressionLimits(Duration.ofSeconds(15), 100_000, 50));

  /** Returns what does not fit, or why nothing can be said of it, marked as that. */
  private static List<String> told(JsonSchemes schemes, JsonNode schema, JsonNode value) {
    try {
      return schemes.misfits(schema, value);
    } catch (ExpressionException broken) {
      return List.of("nothing: " + broken.getMessage());
    }
  }

  /** Each part refers to the next one twice, by this keyword. */
  private static ObjectNode doubling(String keyword, int levels) {
    ObjectNode schema = JSON.objectNode();
    ObjectNode parts = schema.put("$ref", "#/$defs/p0").putObject("$defs");
    for (int level = 0; level < levels; level++) {
      ArrayNode both = parts.putObject("p" + level).putArray(keyword);
      both.addObject().put("$ref", "#/$defs/p" + (level + 1));
      both.addObject().put("$ref", "#/$defs/p" + (level + 1));
    }
    parts.putObject("p" + levels).put("type", "string");
    return schema;
  }

  @ParameterizedTest
  @ValueSource(strings = {"allOf", "anyOf", "oneOf"})
  void aSchemaThatBranchesWithoutEndIsStopped(String keyword) {
    JsonNode schema = doubling(keyword, 40);

    assertThat(told(schemes, schema, JSON.numberNode(1)))
        .singleElement()
        .asString()
        .startsWith("nothing: the schema cannot be applied: it ");
    schemes.fault(schema);
  }

  @Test
  void manyPartsTimesManyItemsAreStopped() {
    ObjectNode schema = JSON.objectNode();
    ArrayNode all = schema.putObject("items").putArray("allOf");
    for (int part = 0; part < 5000; part++) {
      all.addObject().put("minimum", 0).put("maximum", part + 10);
    }
    ArrayNode items = JSON.arrayNode();
    for (int item = 0; item < 200_000; item++) {
      items.add(1);
    }

    assertThat(told(schemes, schema, items))
        .singleElement()
        .asString()
        .startsWith("nothing: the schema cannot be applied: it took longer than the 300 ms");
  }

  @Test
  void aSchemaThatIsItsOwnPartIsStopped() {
    JsonNode schema = Scopes.json(
        "{'$defs':{'a':{'$ref':'#/$defs/b'},'b':{'$ref':'#/$defs/a'}}," + "'$ref':'#/$defs/a'}");

    assertThat(told(patient, schema, JSON.numberNode(1)))
        .singleElement()
        .asString()
        .startsWith("nothing: the schema refers to itself without end");
  }

  @Test
  void ofManyMisfitsTheFirstAreTold() {
    ArrayNode items = JSON.arrayNode();
    for (int item = 0; item < 10_000; item++) {
      items.add(item);
    }

    assertThat(told(patient, Scopes.json("{'items':{'type':'string'}}"), items))
        .hasSize(5)
        .startsWith("/0: integer found, string expected");
  }

  @Test
  void aPatternThatBacktracksForEverIsStopped() {
    JsonNode schema = Scopes.json("{'pattern':'^(a|a)*$'}");

    assertThat(told(schemes, schema, JSON.textNode("a".repeat(40) + "b")))
        .singleElement()
        .asString()
        .startsWith("nothing: ")
        .contains("it took longer than the 300 ms");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http://json-schema.org/draft-07/schema#"})
  void theFormatOfATextWithoutEndIsNotLookedAt(String dialect) {
    ObjectNode schema = JSON.objectNode().put("format", "json-pointer");
    if (!dialect.isEmpty()) {
      schema.put("$schema", dialect);
    }

    assertThat(told(patient, schema, JSON.textNode("/a".repeat(50_000))))
        .containsExactly("nothing: the schema cannot be applied: there is a text of more than 4000"
            + " characters, and the format json-pointer is not checked in one");
    assertThat(told(patient, schema, JSON.textNode("/a"))).isEmpty();
    assertThat(told(patient, schema, JSON.textNode("a"))).hasSize(1);
    assertThat(told(patient, schema, JSON.numberNode(5))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "date",
        "date-time",
        "time",
        "duration",
        "email",
        "idn-email",
        "hostname",
        "idn-hostname",
        "ipv4",
        "ipv6",
        "uuid"
      })
  void aTextThatIsTooLongForItsFormatDoesNotFit(String format) {
    JsonNode text = JSON.textNode("a@" + "b.".repeat(50_000));
    ObjectNode either = JSON.objectNode();
    either.putArray("anyOf").add(JSON.objectNode().put("format", format)).addObject();

    assertThat(told(patient, JSON.objectNode().put("format", format), text))
        .singleElement()
        .asString()
        .startsWith("the whole: does not match the " + format + " pattern");
    assertThat(told(patient, either, text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"uri", "uri-reference", "iri", "iri-reference"})
  void anAddressMayBeLong(String format) {
    JsonNode schema = JSON.objectNode().put("format", format);

    assertThat(told(patient, schema, JSON.textNode("data:," + "a.".repeat(100_000))))
        .isEmpty();
    assertThat(told(patient, schema, JSON.textNode("//" + "a:@".repeat(60_000) + "<")))
        .hasSize(1);
  }

  @Test
  void manyTextsWithAFormatAreStopped() {
    ArrayNode items = JSON.arrayNode();
    for (int item = 0; item < 100; item++) {
      items.add("a".repeat(3990));
    }

    var hurried = new JsonSchemes(new ExpressionLimits(Duration.ofNanos(1), 1_000_000, 50));
    assertThat(told(hurried, Scopes.json("{'items':{'format':'email'}}"), items))
        .singleElement()
        .asString()
        .startsWith("nothing: ")
        .contains("CARILLON_MAX_EVALUATION");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'uniqueItems':true}", "{'items':{'enum':ITEMS}}"})
  void itemsThatWereChosenToShareTheirHashAreStopped(String form) {
    JsonNode items = ofOneHash(15);
    JsonNode few = ofOneHash(7);

    assertThat(told(schemes, Scopes.json(form.replace("ITEMS", items.toString())), items))
        .singleElement()
        .asString()
        .startsWith("nothing: ")
        .contains("it took longer than the 300 ms that CARILLON_MAX_EVALUATION allows");
    assertThat(told(patient, Scopes.json(form.replace("ITEMS", few.toString())), few))
        .isEmpty();
  }

  @Test
  void aSchemaThatHoldsSuchItemsIsNoSchema() {
    JsonNode schema = JSON.objectNode().set("enum", ofOneHash(15));

    assertThat(schemes.fault(schema).orElseThrow().message())
        .contains("it took longer than the 300 ms");
  }

  @Test
  void manyItemsThatAreTheSameAreNotTakenForSuch() {
    ArrayNode items = JSON.arrayNode();
    for (int item = 0; item < 200_000; item++) {
      items.add(0);
    }

    assertThat(told(patient, Scopes.json("{'type':'array'}"), items)).isEmpty();
  }

  /** "Aa" and "BB" have the same hash, and so have all texts that are put together from them. */
  private static ArrayNode ofOneHash(int pairs) {
    ArrayNode items = JSON.arrayNode();
    for (int number = 0; number < 1 << pairs; number++) {
      StringBuilder text = new StringBuilder();
      for (int pair = 0; pair < pairs; pair++) {
        text.append((number >> pair & 1) == 0 ? "Aa" : "BB");
      }
      items.add(text.toString());
    }
    return items;
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "1e99999999", "-1e-99999999"})
  void aNumberThatNobodyCouldWriteOutIsRefused(String number) {
    JsonNode schema = Scopes.json("{'items':{'multipleOf':3}}");
    JsonNode value = JSON.arrayNode().add(JSON.numberNode(new BigDecimal(number)));

    assertThat(told(patient, schema, value))
        .containsExactly(
            "nothing: the schema cannot be applied: there is a number of more than 10000 digits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'items':{'multipleOf':1e-300}}", "{'$dynamicRef':'#'}"})
  void whatBreaksTheValidatorIsToldAndNotThrown(String schema) {
    JsonNode value = JSON.arrayNode().add(Double.POSITIVE_INFINITY);

    assertThat(told(patient, Scopes.json(schema), value))
        .singleElement()
        .asString()
        .startsWith("nothing: the schema cannot be applied: it broke (");
    patient.fault(Scopes.json(schema));
  }

  @Test
  void nothingIsFetched() {
    try (TargetServer server = TargetServer.thatAnswers(any -> TargetAnswer.of(200, "{}"))) {
      String address = server.uri("/schema").toString();
      for (String form : List.of(
          "{'$ref':'URL'}",
          "{'$dynamicRef':'URL'}",
          "{'$recursiveRef':'URL'}",
          "{'$schema':'URL'}",
          "{'$id':'URL','$ref':'other'}",
          "{'$id':'URL','$ref':'#/$defs/a'}",
          "{'properties':{'a':{'$schema':'URL','$ref':'URL#/a'}}}",
          "{'$schema':'https://json-schema.org/draft/2019-09/schema','$recursiveRef':'URL'}",
          "{'$vocabulary':{'URL':true}}")) {
        JsonNode schema = Scopes.json(form.replace("URL", address));
        schemes.fault(schema);
        told(schemes, schema, Scopes.json("{'a':1}"));
      }
      assertThat(server.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'$ref':'file:///etc/hostname'}",
        "{'$schema':'file:///etc/hostname'}",
        "{'$schema':'classpath:logging.properties'}",
        "{'$schema':'https://schema.example/'}"
      })
  void whatWouldHaveToBeFetchedIsAFaultOfTheSchema(String schema) {
    assertThat(schemes.fault(Scopes.json(schema))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"$ref", "$dynamicRef", "$recursiveRef"})
  void aDefinitionWhoseSchemaRefersElsewhereIsRefused(String keyword) {
    String source = Definitions.withTasks("""
        - t:
            set: {a: 1}
            output: {schema: {document: {items: {%s: "https://schema.example/a"}}}}
        """.formatted(keyword));

    assertThat(Definitions.problems(source).toString()).contains("refers only to its own parts");
  }

  @Test
  void howLongAPatternMayBeIsTheSettings() {
    String source = Definitions.withTasks("""
        - t:
            set: {a: 1}
            output: {schema: {document: {pattern: "%s"}}}
        """.formatted("a".repeat(1001)));

    assertThat(Definitions.problems(source))
        .extracting(it -> it.message())
        .containsExactly(
            "it has a regular expression of more than 1000 characters, which is as many"
                + " as CARILLON_MAX_PATTERN allows; make it shorter");
    assertThat(new YamlDefinitionReader(Set.of(), 1001).read(source).source()).isEqualTo(source);
  }
}
