package dev.carillon.language;

import dev.carillon.run.ErrorType;
import dev.carillon.workflow.ErrorTemplate;
import dev.carillon.workflow.Template;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads {@code raise}, and the errors of {@code use.errors}. */
final class RaiseReader {
  private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+\\-.]*://\\S+");
  private static final Vocabulary ERROR = Vocabulary.of(
          "in an error", "type", "status", "title", "detail", "instance")
      .refusing("details", "\"details\" is called \"detail\" in an error; rename it");
  private static final String DEEPER = "stands in \"error\"; indent it under that";
  private static final Vocabulary RAISE = Vocabulary.of("in \"raise\"", "error")
      .refusing("type", "\"type\" " + DEEPER)
      .refusing("status", "\"status\" " + DEEPER)
      .refusing("title", "\"title\" " + DEEPER)
      .refusing("detail", "\"detail\" " + DEEPER);
  private static final Pattern BRACES = Pattern.compile("[{}]");
  private static final String LITERAL = "braces in a \"type\" are not filled in; write an"
      + " expression, as ${ \"https://shop.example.com/errors/\" + .kind }";
  private static final String KIND = "write the kind, as " + ErrorType.RUNTIME.uri();

  private final Reading reading;
  private final Values values;
  private final TemplateReader templates;

  RaiseReader(Reading reading, TemplateReader templates) {
    this.reading = reading;
    this.values = new Values(reading.problems());
    this.templates = templates;
  }

  /** Reads what stands under {@code raise}. */
  Optional<ErrorTemplate> read(Value raise, Surroundings around) {
    Optional<Value> object = values.object(raise, "raise");
    object.ifPresent(it -> RAISE.check(it, reading.problems()));
    return object
        .flatMap(it ->
            values.needInstead(it, "error", "write the error under it, or name one of use.errors"))
        .flatMap(it -> error(it, around));
  }

  private Optional<ErrorTemplate> error(Value value, Surroundings around) {
    return value.isText()
        ? Uses.find(
            value,
            "use.errors",
            reading.uses().errors,
            reading.problems(),
            "name one there, or describe the error here")
        : definition(value, around);
  }

  Optional<ErrorTemplate> definition(Value value, Surroundings around) {
    return values.object(value, "error").flatMap(error -> {
      ERROR.check(error, reading.problems());
      Optional<Template> type = values.need(error, "type", KIND).map(it -> type(it, around));
      OptionalInt status = values
          .need(error, "status", "write an HTTP status, as 500")
          .map(this::status)
          .orElse(OptionalInt.empty());
      Optional<Template> title = text(error, "title", around);
      Optional<Template> detail = text(error, "detail", around);
      Optional<Template> instance = instance(error, around);
      return type.filter(any -> status.isPresent())
          .map(it -> new ErrorTemplate(it, status.getAsInt(), title, detail, instance));
    });
  }

  private Template type(Value value, Surroundings around) {
    if (value.isText() && value.json().textValue().contains("${")) {
      return templates.expression(value, "type", around);
    }
    Optional<String> text = values.text(value, "type", KIND);
    text.filter(it -> !reading.isKept() && BRACES.matcher(it).find())
        .ifPresent(it -> reading.problems().add(value, LITERAL));
    text.filter(it -> !URI.matcher(it).matches())
        .ifPresent(it -> reading
            .problems()
            .add(
                value,
                "\"" + Brackets.abbreviated(it) + "\" is no URI; "
                    + standard(it).orElse(KIND)));
    return new Template(value.json());
  }

  private static Optional<String> standard(String word) {
    return Arrays.stream(ErrorType.values())
        .filter(it -> it.name().equals(word.toUpperCase(Locale.ROOT)))
        .map(it -> "write " + it.uri())
        .findFirst();
  }

  private OptionalInt status(Value value) {
    if (value.json().isInt() && value.json().intValue() >= 100 && value.json().intValue() <= 599) {
      return OptionalInt.of(value.json().intValue());
    }
    reading
        .problems()
        .add(value, "\"status\" is a whole number from 100 to 599; write one, as 500");
    return OptionalInt.empty();
  }

  private Optional<Template> text(Value error, String name, Surroundings around) {
    return error
        .find(name)
        .flatMap(it -> values.text(it, name).map(any -> templates.any(it, around)));
  }

  private Optional<Template> instance(Value error, Surroundings around) {
    Optional<Template> instance = text(error, "instance", around);
    instance
        .map(Template::toString)
        .filter(it -> !Template.isExpression(it) && !it.startsWith("/"))
        .ifPresent(it -> reading
            .problems()
            .add(
                error.members().get("instance").value(),
                "\"instance\" is a JSON pointer, as /do/0/name; leave it out for the task itself"));
    return instance;
  }
}
