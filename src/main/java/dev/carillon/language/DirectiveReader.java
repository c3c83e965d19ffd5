package dev.carillon.language;

import dev.carillon.workflow.Directive;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Reads {@code then}. */
final class DirectiveReader {
  private static final String ALONE = "no task follows this one, as it is a branch of a fork or a"
      + " function; leave \"then\" out, or write end for the whole run";

  private final Reading reading;
  private final Values values;

  DirectiveReader(Reading reading) {
    this.reading = reading;
    this.values = new Values(reading.problems());
  }

  /** Reads a directive of a task, or of a case of it. */
  Directive read(Value value, TaskPlace place) {
    Optional<Directive> directive = values.text(value, "then").map(Directive::new);
    directive
        .filter(it -> leadsNowhere(it, place))
        .ifPresent(it -> reading.atTheEnd(() -> reading
            .problems()
            .add(value, place.alone() ? ALONE : unknown(it.text(), hint(it, place)))));
    return directive.orElse(Directive.CONTINUE);
  }

  private boolean leadsNowhere(Directive directive, TaskPlace place) {
    return directive.isName()
        ? !place.siblings().contains(directive.text())
        : directive.equals(Directive.EXIT) && place.alone() && !reading.isKept();
  }

  private String unknown(String name, String hint) {
    String told = "\"" + Brackets.abbreviated(name);
    return reading.taskNames().contains(name)
        ? told
            + "\" is a task of another list, and \"then\" leads only to tasks of its own; write"
            + " exit here, and lead there from the task around this list"
        : told + "\" is no task of this list, nor continue, exit or end" + hint;
  }

  private static String hint(Directive directive, TaskPlace place) {
    var words = new TreeSet<>(place.siblings());
    // To go to itself is hardly ever meant.
    words.remove(place.name());
    words.addAll(List.of("continue", "exit", "end"));
    return Suggestions.ask(directive.text(), words);
  }
}
