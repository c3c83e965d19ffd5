package dev.carillon.language;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.carillon.workflow.Mention;
import dev.carillon.workflow.Task.Frame;
import dev.carillon.workflow.Task.RunWorkflow;
import dev.carillon.workflow.Template;
import dev.carillon.workflow.WorkflowId;
import java.util.Optional;

/** Reads {@code run: workflow}. */
final class RunReader {
  private static final Vocabulary RUN = Vocabulary.of("in \"run\"", "workflow", "await", "return");
  private static final Vocabulary WORKFLOW =
      Vocabulary.of("in \"workflow\"", "namespace", "name", "version", "input");
  private static final String NAMES = "write it as in that workflow's \"document\"";

  private final Reading reading;
  private final Values values;
  private final TemplateReader templates;

  RunReader(Reading reading, TemplateReader templates) {
    this.reading = reading;
    this.values = new Values(reading.problems());
    this.templates = templates;
  }

  Optional<RunWorkflow> read(Value run, Frame frame, Surroundings around) {
    RUN.check(run, reading.problems());
    boolean awaits = values.flag(run, "await", true);
    boolean silent = run.find("return").map(this::silent).orElse(false);
    return values
        .need(run, "workflow", "name the workflow under it: namespace, name and version")
        .flatMap(it -> values.object(it, "workflow"))
        .flatMap(workflow -> {
          WORKFLOW.check(workflow, reading.problems());
          Optional<String> namespace = matched(workflow, "namespace");
          Optional<String> name = matched(workflow, "name");
          Optional<String> version = version(workflow);
          Template input = workflow
              .find("input")
              .map(it -> templates.expressionOrObject(it, "input", around))
              .orElse(new Template(JsonNodeFactory.instance.objectNode()));
          return namespace
              .flatMap(space -> name.flatMap(id -> version.map(number -> new RunWorkflow(
                  frame, space, new WorkflowId(id), number, input, awaits, silent))))
              .map(task -> mentioned(task, workflow.members().get("name").value()));
        });
  }

  private RunWorkflow mentioned(RunWorkflow task, Value name) {
    reading.mention(new Mention.OfWorkflow(
        task, name.place().line(), name.place().column(), name.pointer().toString()));
    return task;
  }

  private Optional<String> matched(Value workflow, String key) {
    Optional<Value> value = values.need(workflow, key, NAMES);
    Optional<String> text = value.flatMap(it -> values.text(it, key));
    boolean wrong = text.filter(it -> !DocumentReader.ID.matcher(it).matches()).isPresent();
    if (wrong) {
      reading
          .problems()
          .add(
              value.get(),
              "\"" + Brackets.abbreviated(text.get()) + "\" is no " + key + " of a workflow; "
                  + DocumentReader.IDENTIFIER);
    }
    return text.filter(any -> !wrong);
  }

  private Optional<String> version(Value workflow) {
    Optional<Value> value =
        values.need(workflow, "version", "write a version like \"1.0.0\", or latest");
    Optional<String> text = value.flatMap(it -> values.text(it, "version"));
    boolean wrong = text.filter(it -> !it.equals(RunWorkflow.LATEST)
            && !DocumentReader.SEMANTIC.matcher(it).matches())
        .isPresent();
    if (wrong) {
      reading
          .problems()
          .add(
              value.get(),
              "\"" + Brackets.abbreviated(text.get())
                  + "\" is no version; write one like \"1.0.0\", or latest");
    }
    return text.filter(any -> !wrong);
  }

  private boolean silent(Value value) {
    boolean none = value.isText() && value.json().textValue().equals("none");
    if (!none) {
      reading
          .problems()
          .add(
              value,
              "\"return\" of a workflow is none; leave it out and the task gives that run's output");
    }
    return none;
  }
}
