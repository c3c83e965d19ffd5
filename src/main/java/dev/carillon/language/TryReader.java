package dev.carillon.language;

import dev.carillon.workflow.ErrorFilter;
import dev.carillon.workflow.Handler;
import dev.carillon.workflow.Task.Frame;
import dev.carillon.workflow.Task.TryTask;
import dev.carillon.workflow.Template;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads a {@code try} and its {@code catch}. */
final class TryReader {
  private static final Vocabulary CATCH =
      Vocabulary.of("in \"catch\"", "errors", "as", "when", "exceptWhen", "retry", "do");
  private static final Vocabulary FILTER = Vocabulary.of(
          "in \"errors.with\"", "type", "status", "instance", "title", "details")
      .refusing("detail", "\"detail\" is called \"details\" in a filter; rename it");

  private final Reading reading;
  private final Values values;
  private final TemplateReader templates;
  private final TaskListReader lists;

  TryReader(Reading reading, TemplateReader templates, TaskListReader lists) {
    this.reading = reading;
    this.values = new Values(reading.problems());
    this.templates = templates;
    this.lists = lists;
  }

  TryTask read(Value task, Frame frame, TaskPlace place) {
    var tasks = lists.read(task.members().get("try").value(), "try", place.deeper(place.around()));
    Handler handler = values
        .need(task, "catch", "say under it what is done about an error, as {retry: {…}, do: […]}")
        .flatMap(it -> values.object(it, "catch"))
        .map(it -> handler(it, place))
        .orElse(new Handler(
            ErrorFilter.ANY,
            "error",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    return new TryTask(frame, tasks, handler);
  }

  private Handler handler(Value caught, TaskPlace place) {
    CATCH.check(caught, reading.problems());
    String as = new VariableReader(reading).read(caught, "as", "error");
    Surroundings seen = place.around().working().with(as);
    return new Handler(
        caught.find("errors").map(this::filter).orElse(ErrorFilter.ANY),
        as,
        condition(caught, "when", seen),
        condition(caught, "exceptWhen", seen),
        caught
            .find("retry")
            .flatMap(it -> new RetryReader(reading, templates)
                .read(it, seen.with("error"), place.around().working())),
        caught
            .find("do")
            .map(it -> lists.read(it, "do", place.deeper(place.around().with(as)))));
  }

  private Optional<Template> condition(Value caught, String name, Surroundings around) {
    return caught.find(name).map(it -> templates.expression(it, name, around));
  }

  private ErrorFilter filter(Value errors) {
    Optional<Value> object = values.object(errors, "errors");
    object.ifPresent(it -> Vocabulary.of("in \"errors\"", "with").check(it, reading.problems()));
    Optional<Value> with = object
        .flatMap(it ->
            values.needInstead(it, "with", "name in it what the errors have, as {status: 503}"))
        .flatMap(it -> values.object(it, "with"));
    with.ifPresent(it -> FILTER.check(it, reading.problems()));
    with.filter(it -> it.members().isEmpty())
        .ifPresent(it -> reading
            .problems()
            .add(it, "\"with\" needs at least one member; leave \"errors\" out for all errors"));
    return with.map(it -> new ErrorFilter(
            text(it, "type"),
            status(it),
            text(it, "instance"),
            text(it, "title"),
            text(it, "details")))
        .orElse(ErrorFilter.ANY);
  }

  private Optional<String> text(Value with, String name) {
    Optional<Value> value = with.find(name);
    Optional<String> text = value.flatMap(it -> values.text(it, name));
    text.filter(it -> it.contains("${"))
        .ifPresent(it -> reading
            .problems()
            .add(
                value.get(),
                "a filter holds no expressions; write \"when\" beside \"errors\" instead"));
    return text;
  }

  private OptionalInt status(Value with) {
    Optional<Value> status = with.find("status");
    boolean right = status.filter(it -> it.json().isInt()).isPresent();
    if (status.isPresent() && !right) {
      reading.problems().add(status.get(), "\"status\" is a whole number; write one, as 503");
    }
    return right ? OptionalInt.of(status.get().json().intValue()) : OptionalInt.empty();
  }
}
