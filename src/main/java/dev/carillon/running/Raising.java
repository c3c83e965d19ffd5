package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.RunError;
import dev.carillon.workflow.ErrorTemplate;
import dev.carillon.workflow.Template;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Makes the error that a definition describes. */
final class Raising {
  private Raising() {}

  static RunError error(ErrorTemplate error, Surroundings at, Site site, Scope scope) {
    String title = text(error.title(), at, scope).orElse("Error raised by the workflow");
    return new RunError(
        type(error.type(), at, scope),
        error.status(),
        title,
        text(error.detail(), at, scope),
        text(error.instance(), at, scope).or(() -> Optional.of(site.pointer())),
        Optional.empty());
  }

  /** What stands there as it is was looked at when it was saved. */
  private static String type(Template template, Surroundings at, Scope scope) {
    JsonNode type = at.evaluate(template, scope);
    if (Template.isExpression(template.toString()) && !(type.isTextual() && isUri(type.asText()))) {
      throw new ExpressionException("the type of an error is a URI, as"
          + " https://shop.example.com/errors/closed, and its expression yields "
          + Kinds.quoted(type));
    }
    return type.asText();
  }

  private static boolean isUri(String text) {
    try {
      return new URI(text).isAbsolute() && text.codePoints().noneMatch(Raising::isUnseen);
    } catch (URISyntaxException wrong) {
      return false;
    }
  }

  private static boolean isUnseen(int letter) {
    return Character.getType(letter) == Character.FORMAT;
  }

  private static Optional<String> text(Optional<Template> template, Surroundings at, Scope scope) {
    return template.map(it -> at.evaluate(it, scope)).filter(it -> !it.isNull()).map(Raising::text);
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
