package dev.carillon.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which keys an object of the language may have.
 *
 * @param where told in messages: {@code in a task}
 * @param known those that Carillon has
 * @param refused those that the language has besides, each with what is told about it
 */
record Vocabulary(String where, Set<String> known, Map<String, String> refused) {
  static Vocabulary of(String where, String... known) {
    return new Vocabulary(where, Set.of(known), Map.of());
  }

  /** Returns the same with a key that is refused with a message of its own. */
  Vocabulary refusing(String key, String message) {
    Map<String, String> more = new HashMap<>(refused);
    more.put(key, message);
    return new Vocabulary(where, known, Map.copyOf(more));
  }

  /** Tells of each key that does not belong here. */
  void check(Value object, Problems problems) {
    for (String key : object.members().keySet()) {
      if (refused.containsKey(key)) {
        problems.addAtKey(object, key, refused.get(key));
      } else if (!known.contains(key)) {
        problems.addAtKey(object, key, unknown(key));
      }
    }
  }

  private String unknown(String key) {
    List<String> all = new ArrayList<>(known);
    all.addAll(refused.keySet());
    String guess = Suggestions.ask(key, all);
    String list = String.join(", ", known.stream().sorted().toList());
    return "\"" + Brackets.abbreviated(key) + "\" is not known " + where
        + (guess.isEmpty() ? "; known are " + list : guess);
  }
}
