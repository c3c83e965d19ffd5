package dev.carillon.language;

import dev.carillon.workflow.Mention;
import dev.carillon.workflow.SecretName;
import dev.carillon.workflow.Task;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Reads {@code use}. */
final class UseReader {
  private static final Vocabulary USE = Vocabulary.of(
          "in \"use\"", "retries", "timeouts", "errors", "functions", "secrets", "authentications")
      .refusing(
          "extensions",
          Refusal.never("use.extensions", "what a task does stands in the task; write it there"))
      .refusing(
          "catalogs",
          Refusal.never(
              "use.catalogs",
              "functions are not loaded from elsewhere;" + " write a Java function and call it"));

  private final Reading reading;
  private final Values values;
  private final TemplateReader templates;

  UseReader(Reading reading, TemplateReader templates) {
    this.reading = reading;
    this.values = new Values(reading.problems());
    this.templates = templates;
  }

  /** Reads all but the bodies of functions, which may refer to all of it. */
  void read(Value use) {
    USE.check(use, reading.problems());
    Uses uses = reading.uses();
    use.find("secrets").flatMap(it -> values.list(it, "secrets")).ifPresent(this::secrets);
    Surroundings working = Surroundings.OUTSIDE.working();
    var timeouts = new TimeoutReader(reading, templates);
    var retries = new RetryReader(reading, templates);
    var raises = new RaiseReader(reading, templates);
    var authentications = new AuthenticationReader(reading, templates);
    each(
        use,
        "timeouts",
        (name, value) -> uses.timeouts.put(name, timeouts.definition(value, Surroundings.BEFORE)));
    each(
        use,
        "retries",
        (name, value) ->
            uses.retries.put(name, retries.definition(value, working.with("error"), working)));
    each(use, "errors", (name, value) -> uses.errors.put(name, raises.definition(value, working)));
    each(
        use,
        "authentications",
        (name, value) ->
            uses.authentications.put(name, authentications.policy(value, working.with("secrets"))));
    each(use, "functions", this::function);
  }

  private void each(Value use, String what, BiConsumer<String, Value> read) {
    use.find(what)
        .flatMap(it -> values.object(it, what))
        .ifPresent(
            all -> all.members().forEach((name, member) -> read.accept(name, member.value())));
  }

  private void secrets(Value list) {
    for (Value item : list.items()) {
      values.text(item, "secrets").ifPresent(name -> {
        if (!SecretName.isName(name)) {
          reading
              .problems()
              .add(
                  item,
                  "a secret's name has 1 to 100 letters, digits, _, - and dots; choose another");
        } else if (!reading.uses().secrets.add(name)) {
          reading.problems().add(item, "\"" + name + "\" is in this list already; leave one out");
        } else {
          reading.mention(new Mention.OfSecret(
              name, item.place().line(), item.place().column(), item.pointer().toString()));
        }
      });
    }
  }

  private void function(String name, Value body) {
    reading.uses().functions.add(name);
    if (reading.functions().contains(name) || name.equals("http")) {
      reading
          .problems()
          .add(body, "there is a function \"" + name + "\" already; choose another name");
    }
  }

  /** Reads the bodies of functions. */
  Map<String, Task> functions(Value use, TaskListReader lists) {
    Map<String, Task> functions = new LinkedHashMap<>();
    each(use, "functions", (name, value) -> {
      reading.inFunction(name);
      lists.single(name, value, Surroundings.OUTSIDE).ifPresent(task -> functions.put(name, task));
    });
    reading.inFunction("");
    return functions;
  }
}
