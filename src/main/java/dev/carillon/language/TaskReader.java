package dev.carillon.language;

import dev.carillon.workflow.Directive;
import dev.carillon.workflow.Schemas;
import dev.carillon.workflow.Task;
import dev.carillon.workflow.Task.Frame;
import dev.carillon.workflow.Template;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one task: looks which of the language's kinds it is, and from then on tells only what
 * matters for that kind.
 */
final class TaskReader {
  private static final String WHERE = "in a task";
  private static final Set<String> FRAME =
      Set.of("if", "input", "output", "export", "then", "timeout", "metadata");
  private static final Map<String, Set<String>> KINDS = Map.ofEntries(
      Map.entry("set", Set.of("set")),
      Map.entry("switch", Set.of("switch")),
      Map.entry("for", Set.of("for", "while", "do")),
      Map.entry("wait", Set.of("wait")),
      Map.entry("call", Set.of("call", "with")),
      Map.entry("try", Set.of("try", "catch")),
      Map.entry("raise", Set.of("raise")),
      Map.entry("fork", Set.of("fork")),
      Map.entry("run", Set.of("run")),
      Map.entry("do", Set.of("do")));
  private static final Map<String, String> LATER = Map.of(
      "listen",
      "; until then whoever knows of the event starts a run by POST /api/workflows/{id}/runs,"
          + " or a loop of call: http and wait asks for it",
      "emit",
      "; until then tell others by call: http, and another workflow by run: workflow");
  private static final List<String> ORDER =
      List.of("for", "try", "fork", "set", "switch", "wait", "call", "raise", "run", "do");

  private final Reading reading;
  private final Values values;
  private final TemplateReader templates;
  private final DirectiveReader directives;
  private final TaskListReader lists;
  private final CallReader calls;

  TaskReader(Reading reading, TemplateReader templates, TaskListReader lists) {
    this.reading = reading;
    this.values = new Values(reading.problems());
    this.templates = templates;
    this.lists = lists;
    this.directives = new DirectiveReader(reading);
    this.calls = new CallReader(reading, templates);
  }

  /** Reads a task; empty if it is none, which then was told. */
  Optional<Task> read(Value value, TaskPlace place) {
    if (values.object(value, place.name()).isEmpty() || refused(value)) {
      return Optional.empty();
    }
    Optional<String> kind = kind(value);
    kind.ifPresent(it -> vocabulary(it).check(value, reading.problems()));
    value
        .find("metadata")
        .filter(it -> !reading.isKept())
        .ifPresent(it -> values.object(it, "metadata"));
    return kind.flatMap(it -> task(it, value, place));
  }

  private boolean refused(Value value) {
    Optional<String> later =
        LATER.keySet().stream().sorted().filter(value.members()::containsKey).findFirst();
    later.ifPresent(
        it -> reading.problems().addAtKey(value, it, Refusal.later(it) + LATER.get(it)));
    Optional<String> never = value.find("run").flatMap(RunRefusal::of);
    never.ifPresent(it -> reading.problems().addAtKey(value, "run", it));
    return later.isPresent() || never.isPresent();
  }

  private Optional<String> kind(Value value) {
    List<String> kinds = ORDER.stream()
        .filter(value.members()::containsKey)
        .filter(it -> !it.equals("do") || !value.members().containsKey("for"))
        .toList();
    if (kinds.isEmpty()) {
      tellNone(value);
    } else if (kinds.size() > 1) {
      reading
          .problems()
          .addAtKey(
              value,
              kinds.get(1),
              "\"" + kinds.get(0) + "\" and \"" + kinds.get(1)
                  + "\" cannot be one task; make two of it");
    }
    return kinds.size() == 1 ? Optional.of(kinds.get(0)) : Optional.empty();
  }

  private void tellNone(Value value) {
    for (String key : value.members().keySet()) {
      Optional<String> meant = Suggestions.nearest(key, KINDS.keySet());
      if (meant.isPresent() && !FRAME.contains(key)) {
        reading
            .problems()
            .addAtKey(
                value,
                key,
                "\"" + key + "\" is not known " + WHERE + "; did you mean \"" + meant.get()
                    + "\"?");
        return;
      }
    }
    reading
        .problems()
        .add(
            value,
            "this does nothing yet; write one of set, do, for, switch, try, fork, wait, call,"
                + " raise, run");
  }

  private static Vocabulary vocabulary(String kind) {
    Set<String> known = new HashSet<>(FRAME);
    known.addAll(KINDS.get(kind));
    return new Vocabulary(WHERE + " with \"" + kind + "\"", known, Map.of());
  }

  private Optional<Task> task(String kind, Value value, TaskPlace place) {
    Frame frame = frame(value, place);
    Value content = value.members().get(kind).value();
    Surroundings around = place.around().working();
    if (kind.equals("raise")) {
      return new RaiseReader(reading, templates)
          .read(content, around)
          .map(it -> new Task.RaiseTask(frame, it));
    }
    if (kind.equals("run")) {
      return values
          .object(content, "run")
          .flatMap(it -> new RunReader(reading, templates).read(it, frame, around));
    }
    return Optional.of(task(kind, value, frame, place));
  }

  private Task task(String kind, Value value, Frame frame, TaskPlace place) {
    Value content = value.members().get(kind).value();
    Surroundings around = place.around().working();
    return switch (kind) {
      case "set" -> new Task.SetTask(frame, set(content, around));
      case "do" -> new Task.DoTask(frame, lists.read(content, "do", place.deeper(place.around())));
      case "switch" ->
        new Task.SwitchTask(
            frame, new SwitchReader(reading, templates, directives).read(content, place));
      case "for" -> new ForReader(reading, templates, lists).read(value, frame, place);
      case "try" -> new TryReader(reading, templates, lists).read(value, frame, place);
      case "fork" -> new ForkReader(reading, lists).read(content, frame, place);
      case "wait" ->
        new Task.WaitTask(
            frame, new DurationReader(reading, templates).read(content, "wait", around));
      default -> calls.read(value, frame, around);
    };
  }

  private Template set(Value content, Surroundings around) {
    if (content.isObject() && content.members().isEmpty()) {
      reading
          .problems()
          .add(content, "\"set\" needs at least one member; write one, as key: value");
    }
    return templates.expressionOrObject(content, "set", around);
  }

  private Frame frame(Value value, TaskPlace place) {
    Surroundings around = place.around();
    DataReader data = new DataReader(reading, templates);
    return new Frame(
        value.find("if").map(it -> templates.expression(it, "if", around.entering())),
        data.read(value, "input", "from", around.entering()),
        data.read(value, "output", "as", around.leaving()),
        data.read(value, "export", "as", around.leaving()),
        value.find("then").map(it -> directives.read(it, place)).orElse(Directive.CONTINUE),
        value
            .find("timeout")
            .flatMap(it -> new TimeoutReader(reading, templates).read(it, around.working())),
        new Schemas(
            data.schema(value, "input"),
            data.schema(value, "output"),
            data.schema(value, "export")));
  }
}
