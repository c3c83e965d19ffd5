package dev.carillon.language;

import dev.carillon.workflow.Template;

/** Reads values in which expressions may stand. */
final class TemplateReader {
  private final Problems problems;
  private final ExpressionCheck expressions;

  TemplateReader(Problems problems, ExpressionCheck expressions) {
    this.problems = problems;
    this.expressions = expressions;
  }

  /** Reads any value; each text in it may be an expression. */
  Template any(Value value, Surroundings around) {
    checkAll(value, around);
    return new Template(value.json());
  }

  /** Reads what must be an expression. */
  Template expression(Value value, String name, Surroundings around) {
    if (isExpression(value)) {
      expressions.check(value, around);
    } else if (value.isText() && !value.json().textValue().contains("${")) {
      problems.add(value, "\"" + name + "\" is an expression; write " + bracketed(value));
    } else if (value.isText()) {
      problems.add(value, Interpolation.advice(value.json().textValue()));
    } else {
      problems.add(
          value,
          "\"" + name + "\" is an expression, and this is " + value.kind()
              + "; write one like ${ .ready }");
    }
    return new Template(value.json());
  }

  /** Reads an expression or an object in which expressions may stand. */
  Template expressionOrObject(Value value, String name, Surroundings around) {
    if (value.isObject()) {
      return any(value, around);
    }
    if (!value.isText()) {
      problems.add(
          value,
          "\"" + name + "\" must be an expression or an object, and this is " + value.kind()
              + "; write its members under it, as key: value");
      return new Template(value.json());
    }
    return expression(value, name, around);
  }

  private static String bracketed(Value value) {
    String text = value.json().textValue().strip();
    return text.matches("[.$(\\[{\"].*")
        ? "${ " + Brackets.abbreviated(text) + " }"
        : "one like ${ .ready }";
  }

  boolean isExpression(Value value) {
    return value.isText() && Template.isExpression(value.json().textValue());
  }

  private void checkAll(Value value, Surroundings around) {
    if (isExpression(value)) {
      expressions.check(value, around);
    } else if (value.isText() && value.json().textValue().contains("${")) {
      problems.add(value, Interpolation.advice(value.json().textValue()));
    }
    value.items().forEach(item -> checkAll(item, around));
    value.members().forEach((key, member) -> {
      if (key.contains("${")) {
        problems.addAtKey(
            value,
            key,
            "a key is never an expression; make the whole object with one:"
                + " ${ {(.key): .value} }");
      }
      checkAll(member.value(), around);
    });
  }
}
