package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.MessageSourceError;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.dialect.DefaultDialectRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.DialectRegistry;
import com.networknt.schema.format.Format;
import com.networknt.schema.keyword.FormatValidator;
import com.networknt.schema.path.NodePath;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A format as the library checks it, but as a rule only in texts of some thousand characters: the
 * library's expressions for some formats take time by the square of the length, and nobody can stop
 * them. A longer text fits no format of {@link #SHORT}; one of {@link #LINEAR} is checked in any text;
 * of another one nothing can be said.
 */
final class BoundedFormat implements Format {
  private static final int LONGEST = 4000;

  /** Formats of which everything is shorter. */
  private static final Set<String> SHORT = Set.of(
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
      "uuid");

  /** The JDK goes through such a text once. */
  private static final Set<String> LINEAR = Set.of("uri", "uri-reference", "iri", "iri-reference");

  /** Is of no format of {@link #SHORT}. */
  private static final JsonNode TOO_LONG = TextNode.valueOf(" ");

  private final Format format;

  private BoundedFormat(Format format) {
    this.format = format;
  }

  /** Returns the usual dialects, with all their formats bounded. */
  static DialectRegistry dialects() {
    DialectRegistry usual = new DefaultDialectRegistry();
    Map<Dialect, Dialect> bounded = new ConcurrentHashMap<>();
    return (id, registry) ->
        bounded.computeIfAbsent(usual.getDialect(id, registry), BoundedFormat::bounded);
  }

  private static Dialect bounded(Dialect dialect) {
    return Dialect.builder(dialect)
        .formats(all -> all.replaceAll((name, format) -> new BoundedFormat(format)))
        .build();
  }

  @Override
  public String getName() {
    return format.getName();
  }

  @Override
  public String getMessageKey() {
    return format.getMessageKey();
  }

  @Override
  public void validate(
      ExecutionContext execution,
      SchemaContext schema,
      JsonNode node,
      JsonNode root,
      NodePath location,
      boolean asserts,
      Supplier<MessageSourceError.Builder> error,
      FormatValidator validator) {
    Budget.current().nanosLeft();
    JsonNode looked =
        node.isTextual() && node.textValue().length() > LONGEST ? bounded(node) : node;
    format.validate(execution, schema, looked, root, location, asserts, error, validator);
  }

  private JsonNode bounded(JsonNode text) {
    if (SHORT.contains(getName())) {
      return TOO_LONG;
    }
    if (!LINEAR.contains(getName())) {
      throw new LimitExceededException("there is a text of more than " + LONGEST
          + " characters, and the format " + getName() + " is not checked in one");
    }
    return text;
  }
}
