package dev.carillon.language;

import dev.carillon.workflow.Directive;
import dev.carillon.workflow.Task.SwitchTask.Case;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads the cases of a {@code switch}. The one without {@code when} counts if no other holds, so it
 * becomes the last, wherever it stands.
 */
final class SwitchReader {
  private final Reading reading;
  private final Values values;
  private final TemplateReader templates;
  private final DirectiveReader directives;

  SwitchReader(Reading reading, TemplateReader templates, DirectiveReader directives) {
    this.reading = reading;
    this.values = new Values(reading.problems());
    this.templates = templates;
    this.directives = directives;
  }

  List<Case> read(Value value, TaskPlace place) {
    List<Case> cases = new ArrayList<>();
    for (Value item : values.list(value, "switch").map(Value::items).orElse(List.of())) {
      readCase(item, place).ifPresent(it -> {
        refuseSecondDefault(item, it, cases);
        cases.add(it);
      });
    }
    if (value.isList() && value.items().isEmpty()) {
      reading
          .problems()
          .add(
              value,
              "\"switch\" needs at least one case; write \"- name:\" and \"when\" and \"then\" under it");
    }
    cases.sort(Comparator.comparing(it -> it.when().isEmpty()));
    return cases;
  }

  private Optional<Case> readCase(Value item, TaskPlace place) {
    if (!item.isObject() || item.members().size() != 1) {
      reading
          .problems()
          .add(
              item,
              "a case has a name and a body; write \"- name:\" and \"when\" and \"then\" under it");
      return Optional.empty();
    }
    String name = item.members().keySet().iterator().next();
    return values.object(item.members().get(name).value(), name).map(it -> body(name, it, place));
  }

  private Case body(String name, Value body, TaskPlace place) {
    Vocabulary.of("in a case", "when", "then").check(body, reading.problems());
    Directive then = values
        .need(body, "then", "say where the flow goes: a task, continue, exit or end")
        .map(it -> directives.read(it, place))
        .orElse(Directive.CONTINUE);
    return new Case(
        name,
        body.find("when")
            .map(it -> templates.expression(it, "when", place.around().working())),
        then);
  }

  private void refuseSecondDefault(Value item, Case now, List<Case> before) {
    Optional<Case> first = before.stream().filter(it -> it.when().isEmpty()).findFirst();
    if (now.when().isEmpty() && first.isPresent()) {
      reading
          .problems()
          .addAtKey(
              item,
              now.name(),
              "only one case may be without \"when\", and \"" + first.get().name()
                  + "\" is one already; write \"when\" into one of them");
    }
  }
}
