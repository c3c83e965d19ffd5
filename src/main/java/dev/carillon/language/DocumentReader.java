package dev.carillon.language;

import dev.carillon.workflow.Definition;
import dev.carillon.workflow.DefinitionHash;
import dev.carillon.workflow.ScheduleDefaults;
import dev.carillon.workflow.Schemas;
import dev.carillon.workflow.Task;
import dev.carillon.workflow.TaskList;
import dev.carillon.workflow.Template;
import dev.carillon.workflow.WorkflowId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a definition from its top. */
final class DocumentReader {
  private static final Pattern DSL = Pattern.compile("1\\.0\\.(0|[1-9]\\d*)");
  static final Pattern ID = Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?");
  private static final String NUMBER = "(0|[1-9]\\d{0,8})";
  private static final String PARTS = "[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*";
  static final Pattern SEMANTIC = Pattern.compile(
      NUMBER + "\\." + NUMBER + "\\." + NUMBER + "(-" + PARTS + ")?(\\+" + PARTS + ")?");
  static final String IDENTIFIER =
      "write 1 to 63 letters, digits and hyphens, no hyphen at either end";
  private static final String OLD =
      "this is Serverless Workflow 0.8, and Carillon reads DSL 1.0; begin" + " with \"document:\"";
  private static final Vocabulary TOP = Vocabulary.of(
      "at the top", "document", "input", "use", "do", "output", "schedule", "timeout", "evaluate");
  private static final Vocabulary DOCUMENT = Vocabulary.of(
      "in \"document\"",
      "dsl",
      "namespace",
      "name",
      "version",
      "title",
      "summary",
      "tags",
      "metadata");

  private final Reading reading;
  private final Values values;
  private final TemplateReader templates;
  private final String source;

  DocumentReader(Reading reading, TemplateReader templates, String source) {
    this.reading = reading;
    this.values = new Values(reading.problems());
    this.templates = templates;
    this.source = source;
  }

  /** Reads all; empty if something was so wrong that nothing can be made of it. */
  Optional<Definition> read(Value top) {
    if (!top.isObject()) {
      reading
          .problems()
          .add(
              top,
              "a definition is an object, and this is " + top.kind()
                  + "; begin with \"document:\"");
      return Optional.empty();
    }
    if (top.members().containsKey("specVersion")) {
      reading.problems().addAtKey(top, "specVersion", OLD);
      return Optional.empty();
    }
    TOP.check(top, reading.problems());
    if (!reading.isKept()) {
      top.find("evaluate").ifPresent(it -> new EvaluateReader(reading).check(it));
    }
    Optional<Value> use = top.find("use").flatMap(it -> values.object(it, "use"));
    UseReader uses = new UseReader(reading, templates);
    use.ifPresent(uses::read);
    TaskListReader lists = new TaskListReader(reading, templates);
    Optional<Head> head = values
        .need(
            top, "document", "write it with \"dsl\", \"namespace\", \"name\" and \"version\" in it")
        .flatMap(it -> values.object(it, "document"))
        .flatMap(this::head);
    Map<String, Task> functions = use.map(it -> uses.functions(it, lists)).orElse(Map.of());
    Optional<TaskList> tasks = values
        .need(top, "do", "write it with the list of tasks under it")
        .map(it -> lists.read(it, "do", TaskPlace.ListPlace.TOP));
    Optional<Definition> whole = whole(top, head, functions, tasks);
    reading.finish();
    return whole;
  }

  private Optional<Definition> whole(
      Value top, Optional<Head> head, Map<String, Task> functions, Optional<TaskList> tasks) {
    DataReader data = new DataReader(reading, templates);
    Optional<Template> input = data.read(top, "input", "from", Surroundings.BEFORE);
    Optional<Template> output = data.read(top, "output", "as", Surroundings.OUTSIDE);
    ScheduleDefaults schedule = new ScheduleReader(reading).read(top);
    Schemas schemas =
        new Schemas(data.schema(top, "input"), data.schema(top, "output"), Optional.empty());
    Optional<Template> timeout = top.find("timeout")
        .flatMap(it -> new TimeoutReader(reading, templates).read(it, Surroundings.BEFORE));
    return head.flatMap(it -> tasks.map(list -> new Definition(
        it.id(),
        it.namespace(),
        it.version(),
        it.title(),
        it.summary(),
        DefinitionHash.of(source),
        source,
        input,
        output,
        schemas,
        timeout,
        functions,
        reading.uses().secrets,
        reading.mentions(),
        top.json(),
        list,
        schedule)));
  }

  private Optional<Head> head(Value document) {
    DOCUMENT.check(document, reading.problems());
    matched(document, "dsl", DSL, "write \"1.0.3\", as Carillon reads DSL 1.0");
    Optional<String> namespace = matched(document, "namespace", ID, IDENTIFIER);
    Optional<String> name = matched(document, "name", ID, IDENTIFIER);
    Optional<String> version =
        matched(document, "version", SEMANTIC, "write a semantic version in quotes, as \"1.0.0\"");
    Optional<String> title = document.find("title").flatMap(it -> values.text(it, "title"));
    Optional<String> summary = document.find("summary").flatMap(it -> values.text(it, "summary"));
    for (String key : List.of("tags", "metadata")) {
      document.find(key).ifPresent(it -> values.object(it, key));
    }
    return namespace.flatMap(space -> name.flatMap(id -> version.map(number ->
        new Head(new WorkflowId(id), space, number, title.orElse(id), summary.orElse("")))));
  }

  private Optional<String> matched(Value document, String key, Pattern pattern, String advice) {
    Optional<Value> value = values.need(document, key, advice);
    Optional<String> text = value.flatMap(it -> values.text(it, key, advice));
    boolean wrong = text.isPresent()
        && (text.get().length() > 100 || !pattern.matcher(text.get()).matches());
    if (wrong) {
      reading
          .problems()
          .add(
              value.get(),
              "\"" + Brackets.abbreviated(text.get()) + "\" is no " + key + "; " + advice);
    }
    return text.filter(it -> !wrong);
  }

  private record Head(
      WorkflowId id, String namespace, String version, String title, String summary) {}
}
