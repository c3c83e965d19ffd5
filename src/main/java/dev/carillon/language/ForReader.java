package dev.carillon.language;

import dev.carillon.workflow.Task.ForTask;
import dev.carillon.workflow.Task.Frame;
import dev.carillon.workflow.TaskList;
import dev.carillon.workflow.Template;
import java.util.List;
import java.util.Optional;

/** Reads a {@code for}. */
final class ForReader {
  private static final Template NOTHING = Template.of("${ [] }");

  private final Reading reading;
  private final Values values;
  private final TemplateReader templates;
  private final TaskListReader lists;

  ForReader(Reading reading, TemplateReader templates, TaskListReader lists) {
    this.reading = reading;
    this.values = new Values(reading.problems());
    this.templates = templates;
    this.lists = lists;
  }

  ForTask read(Value task, Frame frame, TaskPlace place) {
    Value loop = task.members().get("for").value();
    Optional<Value> object = values.object(loop, "for");
    object.ifPresent(it -> Vocabulary.of("in \"for\"", "each", "in", "at")
        .refusing("while", "\"while\" stands beside \"for\", not in it; take it out one level")
        .refusing("do", "\"do\" stands beside \"for\", not in it; take it out one level")
        .check(it, reading.problems()));
    VariableReader variables = new VariableReader(reading);
    String each = object.map(it -> variables.read(it, "each", "item")).orElse("item");
    String at = object.map(it -> variables.read(it, "at", "index")).orElse("index");
    if (each.equals(at)) {
      reading
          .problems()
          .add(
              loop,
              "\"each\" and \"at\" need names of their own, and both are " + each
                  + "; rename one of them");
    }
    Template in = object
        .flatMap(it -> values.need(it, "in", "say over what the loop goes, as ${ .items }"))
        .map(it -> templates.expression(it, "in", place.around().working()))
        .orElse(NOTHING);
    Surroundings inside = place.around().with(each).with(at);
    return new ForTask(
        frame,
        each,
        in,
        at,
        task.find("while").map(it -> templates.expression(it, "while", inside.working())),
        body(task, place.deeper(inside)));
  }

  private TaskList body(Value task, TaskPlace.ListPlace place) {
    return values
        .need(task, "do", "put the tasks of a round under it")
        .map(it -> lists.read(it, "do", place))
        .orElse(new TaskList(List.of()));
  }
}
