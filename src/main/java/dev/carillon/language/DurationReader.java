package dev.carillon.language;

import dev.carillon.workflow.Durations;
import dev.carillon.workflow.Template;

/** Reads durations: ISO 8601, an object, or an expression that yields the one or the other. */
final class DurationReader {
  private final Reading reading;
  private final TemplateReader templates;

  DurationReader(Reading reading, TemplateReader templates) {
    this.reading = reading;
    this.templates = templates;
  }

  Template read(Value value, String name, Surroundings around) {
    if (value.isText() && value.json().textValue().contains("${")) {
      return templates.expression(value, name, around);
    }
    try {
      Durations.of(value.json());
    } catch (IllegalArgumentException wrong) {
      reading.problems().add(value, wrong.getMessage());
    }
    return new Template(value.json());
  }
}
