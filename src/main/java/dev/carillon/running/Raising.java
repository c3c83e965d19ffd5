package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.RunError;
import dev.carillon.workflow.ErrorTemplate;
import dev.carillon.workflow.Template;
import java.util.Optional;

/** Makes the error that a definition describes. */
final class Raising {
  private Raising() {}

  static RunError error(ErrorTemplate error, Surroundings at, Site site, Scope scope) {
    String type = text(Optional.of(error.type()), at, scope)
        .orElseThrow(() -> new ExpressionException("the type of the error yields null"));
    String title = text(error.title(), at, scope).orElse("Error raised by the workflow");
    return new RunError(
        type,
        error.status(),
        title,
        text(error.detail(), at, scope),
        text(error.instance(), at, scope).or(() -> Optional.of(site.pointer())),
        Optional.empty());
  }

  private static Optional<String> text(Optional<Template> template, Surroundings at, Scope scope) {
    return template.map(it -> at.evaluate(it, scope)).filter(it -> !it.isNull()).map(Raising::text);
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
