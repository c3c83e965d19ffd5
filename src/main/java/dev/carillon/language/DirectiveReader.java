package dev.carillon.language;

import dev.carillon.workflow.Directive;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Reads {@code then}. */
final class DirectiveReader {
  private final Problems problems;
  private final Values values;
  private final boolean kept;

  DirectiveReader(Problems problems, boolean kept) {
    this.kept = kept;
    this.problems = problems;
    this.values = new Values(problems);
  }

  private static final String ALONE = "no task follows this one, as it is a branch of a fork or a"
      + " function; leave \"then\" out, or write end for the whole run";

  /** Reads a directive of a task, or of a case of it. */
  Directive read(Value value, TaskPlace place) {
    Optional<Directive> directive = values.text(value, "then").map(Directive::new);
    directive
        .filter(it -> leadsNowhere(it, place))
        .ifPresent(it -> problems.add(
            value,
            place.alone()
                ? ALONE
                : "\"" + Brackets.abbreviated(it.text())
                    + "\" is no task of this list, nor continue, exit or end" + hint(it, place)));
    return directive.orElse(Directive.CONTINUE);
  }

  private boolean leadsNowhere(Directive directive, TaskPlace place) {
    return directive.isName()
        ? !place.siblings().contains(directive.text())
        : directive.equals(Directive.EXIT) && place.alone() && !kept;
  }

  private static String hint(Directive directive, TaskPlace place) {
    var words = new TreeSet<>(place.siblings());
    // To go to itself is hardly ever meant.
    words.remove(place.name());
    words.addAll(List.of("continue", "exit", "end"));
    return Suggestions.ask(directive.text(), words);
  }
}
