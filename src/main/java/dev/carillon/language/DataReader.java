package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.workflow.Template;
import java.util.Optional;

/** Reads {@code input}, {@code output} and {@code export}, of tasks and of the workflow. */
final class DataReader {
  private final Reading reading;
  private final TemplateReader templates;

  DataReader(Reading reading, TemplateReader templates) {
    this.reading = reading;
    this.templates = templates;
  }

  /**
   * Reads what stands in one member of one of them.
   *
   * @param name {@code input}, {@code output} or {@code export}
   * @param member {@code from} or {@code as}
   */
  Optional<Template> read(Value owner, String name, String member, Surroundings around) {
    Optional<Value> data =
        owner.find(name).flatMap(it -> new Values(reading.problems()).object(it, name));
    data.ifPresent(
        it -> Vocabulary.of("in \"" + name + "\"", member, "schema").check(it, reading.problems()));
    return data.flatMap(it -> it.find(member))
        .map(it -> templates.expressionOrObject(it, name + "." + member, around));
  }

  /** Reads the schema that stands in one of them. */
  Optional<JsonNode> schema(Value owner, String name) {
    return owner
        .find(name)
        .filter(Value::isObject)
        .flatMap(it -> it.find("schema"))
        .flatMap(new SchemaReader(reading)::read);
  }
}
