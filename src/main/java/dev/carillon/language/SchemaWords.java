package dev.carillon.language;

import dev.carillon.workflow.Mention;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for keywords that were mistyped. A schema may hold words of its own, so one that no keyword is
 * near to is left alone, and the others are a warning.
 */
final class SchemaWords {
  private static final int SHORT = 5;

  private final Reading reading;
  private final Set<String> known;

  SchemaWords(Reading reading, Set<String> known) {
    this.reading = reading;
    this.known = known;
  }

  /** Looks through a schema and all that stand in it. */
  void check(Value root) {
    Deque<Value> open = new ArrayDeque<>();
    open.add(root);
    while (!open.isEmpty()) {
      Value schema = open.pop();
      schema.members().keySet().stream()
          .filter(it -> !known.contains(it) && !it.startsWith("x-"))
          .forEach(it -> meant(it).ifPresent(near -> note(schema, it, near)));
      SchemaParts.all(schema).forEach(open::push);
    }
  }

  private Optional<String> meant(String word) {
    int tolerated = word.length() <= SHORT ? 1 : 2;
    return Suggestions.nearest(word, known)
        .filter(it -> Suggestions.distance(word, it) <= tolerated);
  }

  private void note(Value schema, String word, String near) {
    Place place = schema.members().get(word).key();
    reading.mention(new Mention.OfKeyword(
        "\"" + Brackets.abbreviated(word)
            + "\" is no keyword of a JSON schema and checks nothing; did you mean \"" + near
            + "\"?",
        place.line(),
        place.column(),
        schema.pointer().child(word).toString()));
  }
}
