package dev.carillon.language;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which schemas stand in a schema, by the keywords of all drafts (JSON Schema 2020-12, Core, section
 * 10).
 */
final class SchemaParts {
  /** What stands there is held against the same value as the schema around it. */
  private static final List<String> SAME =
      List.of("allOf", "anyOf", "oneOf", "not", "if", "then", "else");

  /** Objects of such schemas. */
  private static final List<String> SAME_NAMED = List.of("dependentSchemas", "dependencies");

  /** What stands there is held against a part of the value. */
  private static final List<String> DEEPER = List.of(
      "additionalItems",
      "additionalProperties",
      "contains",
      "contentSchema",
      "items",
      "prefixItems",
      "propertyNames",
      "unevaluatedItems",
      "unevaluatedProperties");

  /** Objects of such schemas, or of those that are only referred to. */
  private static final List<String> DEEPER_NAMED =
      List.of("$defs", "definitions", "patternProperties", "properties");

  private SchemaParts() {}

  /** Returns those that the same value is held against. */
  static Stream<Value> same(Value schema) {
    return Stream.concat(plain(schema, SAME), named(schema, SAME_NAMED));
  }

  /** Returns all that stand in it, and not those inside of them. */
  static Stream<Value> all(Value schema) {
    return Stream.concat(
        same(schema), Stream.concat(plain(schema, DEEPER), named(schema, DEEPER_NAMED)));
  }

  /** A keyword has one schema or a list of them. */
  private static Stream<Value> plain(Value schema, List<String> keywords) {
    return keywords.stream()
        .flatMap(it -> schema.find(it).stream())
        .flatMap(it -> it.isList() ? it.items().stream() : Stream.of(it))
        .filter(Value::isObject);
  }

  private static Stream<Value> named(Value schema, List<String> keywords) {
    return keywords.stream()
        .flatMap(it -> schema.find(it).stream())
        .flatMap(it -> it.members().values().stream())
        .map(Value.Member::value)
        .filter(Value::isObject);
  }
}
