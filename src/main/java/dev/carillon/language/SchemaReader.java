package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the schemas that data must fit. */
final class SchemaReader {
  private static final List<String> REFERENCES = List.of("$ref", "$dynamicRef", "$recursiveRef");

  private static final Pattern FORMAT = Pattern.compile("json(?::(?:draft-?)?0?(.*))?");
  private static final Pattern DRAFT = Pattern.compile(".*/draft[-/]0?([0-9-]+)/.*");

  /** Keywords under which no schemas stand. */
  private static final List<String> DATA = List.of("const", "enum", "default", "examples");

  private static final String ENDLESS = "this leads back to the schema it stands in, for the same"
      + " value, which would never end; put the reference under \"properties\" or \"items\"";

  private final Reading reading;
  private final Values values;

  SchemaReader(Reading reading) {
    this.reading = reading;
    this.values = new Values(reading.problems());
  }

  Optional<JsonNode> read(Value value) {
    Optional<Value> schema = values.object(value, "schema");
    schema.ifPresent(it -> Vocabulary.of("in \"schema\"", "format", "document")
        .refusing(
            "resource",
            Refusal.never(
                "schema.resource",
                "nothing is loaded from elsewhere; write the schema under" + " \"document\""))
        .check(it, reading.problems()));
    schema
        .flatMap(it -> it.find("format"))
        .filter(it -> !it.isText() || !it.json().textValue().matches("json(:.*)?"))
        .ifPresent(it -> reading
            .problems()
            .add(it, "the format of a schema is json; write that, or leave it out"));
    Optional<Value> document = schema
        .filter(it -> !it.members().containsKey("resource"))
        .flatMap(it -> values.need(it, "document", "write the JSON schema under it"));
    document.ifPresent(this::check);
    if (!reading.isKept()) {
      schema
          .flatMap(it -> it.find("format"))
          .filter(Value::isText)
          .ifPresent(format -> document.ifPresent(it -> checkDraft(format, it.json())));
    }
    return document.map(Value::json);
  }

  /** The document alone says what it is written in; a format of another draft would be ignored. */
  private void checkDraft(Value format, JsonNode document) {
    Matcher asked = FORMAT.matcher(format.json().textValue());
    Matcher named = DRAFT.matcher(document.path("$schema").asText());
    String draft = named.matches() ? named.group(1) : "2020-12";
    if (asked.matches() && asked.group(1) != null && !asked.group(1).equals(draft)) {
      reading
          .problems()
          .add(
              format,
              "the document is in the draft " + draft + ", and this names another; write json"
                  + " alone, and in the document the $schema of the draft that is meant");
    }
  }

  private void check(Value document) {
    if (!document.isObject() && !document.json().isBoolean()) {
      reading
          .problems()
          .add(
              document,
              "a JSON schema is an object, and this is " + document.kind()
                  + "; write one like {type: object}");
    } else if (!refersElsewhere(document)) {
      Optional<JsonSchemes.Fault> fault = reading.schemes().fault(document.json());
      fault.ifPresent(it ->
          reading.problems().add(place(document, it), "this is no JSON schema: " + it.message()));
      if (fault.isEmpty() && !reading.isKept()) {
        checkPatterns(document);
        SchemaLoops.in(document).ifPresent(it -> reading.problems().add(it, ENDLESS));
        new SchemaWords(reading, reading.schemes().keywords(document.json())).check(document);
      }
    }
  }

  /** Returns what is wrong in a schema, or the nearest around it that has a place. */
  private static Value place(Value document, JsonSchemes.Fault fault) {
    Value at = document;
    for (String step : fault.path()) {
      Optional<Value> inside =
          at.isList() ? Optional.of(at.items().get(Integer.parseInt(step))) : at.find(step);
      if (inside.isEmpty()) {
        break;
      }
      at = inside.get();
    }
    return at;
  }

  private void checkPatterns(Value schema) {
    schema
        .find("pattern")
        .filter(Value::isText)
        .ifPresent(it -> reading
            .schemes()
            .patternFault(it.json().textValue())
            .ifPresent(wrong -> reading.problems().add(it, wrong)));
    schema
        .find("patternProperties")
        .ifPresent(it -> it.members()
            .keySet()
            .forEach(key -> reading
                .schemes()
                .patternFault(key)
                .ifPresent(wrong -> reading.problems().addAtKey(it, key, wrong))));
    schema.items().forEach(this::checkPatterns);
    schema.members().forEach((key, member) -> {
      if (!DATA.contains(key)) {
        checkPatterns(member.value());
      }
    });
  }

  private boolean refersElsewhere(Value value) {
    boolean inside = false;
    for (String keyword : REFERENCES) {
      Optional<Value> reference =
          value.find(keyword).filter(it -> it.isText() && !it.json().textValue().startsWith("#"));
      inside |= reference.isPresent();
      reference.ifPresent(
          it -> reading
              .problems()
              .add(
                  it,
                  "a schema refers only to its own parts; put what it needs under $defs, and write #/$defs/name"));
    }
    for (Value item : value.items()) {
      inside |= refersElsewhere(item);
    }
    for (Value.Member member : value.members().values()) {
      inside |= refersElsewhere(member.value());
    }
    return inside;
  }
}
