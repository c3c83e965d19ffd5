package dev.carillon.language;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.carillon.running.LogFunction;
import dev.carillon.workflow.Task;
import dev.carillon.workflow.Task.CallDefined;
import dev.carillon.workflow.Task.CallFunction;
import dev.carillon.workflow.Task.Frame;
import dev.carillon.workflow.Template;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads a {@code call}: of HTTP, or of a function written in Java. */
final class CallReader {
  private static final String INSTEAD = "use call: http, or write a Java function and call it";
  private static final Map<String, String> NEVER = Map.of(
      "openapi", "Carillon reads no API descriptions; " + INSTEAD,
      "grpc", "Carillon speaks HTTP alone; " + INSTEAD,
      "asyncapi", "Carillon speaks HTTP alone; " + INSTEAD,
      "a2a", "Carillon speaks HTTP alone; " + INSTEAD,
      "mcp", "Carillon speaks HTTP alone; " + INSTEAD);

  private static final Vocabulary LOG =
      Vocabulary.of("in the arguments of log", "level", "message");

  private final Reading reading;
  private final Values values;
  private final TemplateReader templates;
  private final HttpReader http;

  CallReader(Reading reading, TemplateReader templates) {
    this.reading = reading;
    this.values = new Values(reading.problems());
    this.templates = templates;
    this.http = new HttpReader(reading, templates);
  }

  Task read(Value task, Frame frame, Surroundings around) {
    Value call = task.members().get("call").value();
    String name = values.text(call, "call").orElse("");
    if (name.equals("http")) {
      return http.read(task, frame, around);
    }
    if (reading.uses().functions.contains(name)) {
      return defined(task, name, call, frame, around);
    }
    if (!name.isEmpty() && !reading.functions().contains(name)) {
      reading.problems().add(call, unknown(name));
    }
    if (name.equals("log") && !reading.isKept()) {
      checkLog(task);
    }
    return new CallFunction(frame, name, arguments(task, around.with("secrets")));
  }

  private void checkLog(Value task) {
    task.find("with").filter(Value::isObject).ifPresent(with -> {
      LOG.check(with, reading.problems());
      values.need(with, "message", "write what is kept with the step");
      checkLevel(with);
    });
  }

  private void checkLevel(Value with) {
    with.find("level")
        .filter(it -> !it.json().isNull())
        .filter(it -> !Template.isExpression(it.json().asText()))
        .filter(it -> !LogFunction.LEVELS.contains(it.json().asText()))
        .ifPresent(it -> values.word(it, "level", LogFunction.LEVELS));
  }

  /** Its arguments are the input of a task, and kept as such: secrets have no place in them. */
  private Task defined(Value task, String name, Value call, Frame frame, Surroundings around) {
    if (reading.callsItself(name)) {
      reading
          .problems()
          .add(call, "\"" + name + "\" calls itself here, which would never end; use a for");
    }
    return new CallDefined(
        frame,
        name,
        task.find("with")
            .flatMap(it -> values.object(it, "with"))
            .map(it -> templates.any(it, around)));
  }

  private String unknown(String name) {
    if (NEVER.containsKey(name)) {
      return Refusal.never("call: " + name, NEVER.get(name));
    }
    if (name.contains("://") || name.contains("@")) {
      return Refusal.never(
          "call: " + Brackets.abbreviated(name),
          "functions are not loaded from URLs or catalogs; " + INSTEAD);
    }
    if (Template.isExpression(name)) {
      return "\"call\" is the name of a function, not an expression; use a switch";
    }
    var known = new TreeSet<>(reading.functions());
    known.addAll(reading.uses().functions);
    known.add("http");
    String guess = Suggestions.ask(name, known);
    return "there is no function \"" + Brackets.abbreviated(name) + "\""
        + (guess.isEmpty() ? "; known are " + String.join(", ", known) : guess);
  }

  private Template arguments(Value task, Surroundings around) {
    Optional<Value> with = task.find("with").flatMap(it -> values.object(it, "with"));
    return with.map(it -> templates.any(it, around))
        .orElse(new Template(JsonNodeFactory.instance.objectNode()));
  }
}
