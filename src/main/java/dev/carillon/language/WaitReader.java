package dev.carillon.language;

import dev.carillon.workflow.Durations;
import dev.carillon.workflow.Template;

/** Reads a {@code wait}. */
final class WaitReader {
  private final Reading reading;
  private final TemplateReader templates;

  WaitReader(Reading reading, TemplateReader templates) {
    this.reading = reading;
    this.templates = templates;
  }

  Template read(Value value, Surroundings around) {
    if (value.isText() && value.json().textValue().contains("${")) {
      return templates.expression(value, "wait", around);
    }
    try {
      Durations.of(value.json());
    } catch (IllegalArgumentException wrong) {
      reading.problems().add(value, wrong.getMessage());
    }
    return new Template(value.json());
  }
}
