package dev.carillon.language;

import dev.carillon.workflow.Task.ForkTask;
import dev.carillon.workflow.Task.Frame;
import dev.carillon.workflow.TaskList;
import java.util.List;
import java.util.Optional;

/** Reads a {@code fork}. */
final class ForkReader {
  private final Reading reading;
  private final Values values;
  private final TaskListReader lists;

  ForkReader(Reading reading, TaskListReader lists) {
    this.reading = reading;
    this.values = new Values(reading.problems());
    this.lists = lists;
  }

  ForkTask read(Value fork, Frame frame, TaskPlace place) {
    Optional<Value> object = values.object(fork, "fork");
    object.ifPresent(it -> Vocabulary.of("in \"fork\"", "branches", "compete")
        .refusing("do", "what a fork does stands in \"branches\"; rename it")
        .check(it, reading.problems()));
    TaskList branches = object
        .filter(it -> !it.members().containsKey("do"))
        .flatMap(
            it -> values.need(it, "branches", "write under it the list of what is done at once"))
        .map(it -> lists.read(it, "branches", place.branches()))
        .orElse(new TaskList(List.of()));
    boolean compete = object.map(it -> values.flag(it, "compete", false)).orElse(false);
    return new ForkTask(frame, branches, compete);
  }
}
