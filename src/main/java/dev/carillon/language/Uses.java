package dev.carillon.language;

import dev.carillon.workflow.Authentication;
import dev.carillon.workflow.ErrorTemplate;
import dev.carillon.workflow.RetryPolicy;
import dev.carillon.workflow.Template;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a definition names under {@code use}, to be referred to from its tasks. */
final class Uses {
  final Map<String, Optional<RetryPolicy>> retries = new HashMap<>();
  final Map<String, Optional<Template>> timeouts = new HashMap<>();
  final Map<String, Optional<ErrorTemplate>> errors = new HashMap<>();
  final Map<String, Optional<Authentication>> authentications = new HashMap<>();
  final Set<String> functions = new LinkedHashSet<>();
  final Set<String> secrets = new LinkedHashSet<>();

  /** Returns what a text refers to; tells if it is nothing that is there. */
  static <T> Optional<T> find(
      Value value, String where, Map<String, Optional<T>> named, Problems problems, String advice) {
    String name = value.json().textValue();
    Optional<T> found = named.getOrDefault(name, Optional.empty());
    if (!named.containsKey(name)) {
      String guess = Suggestions.ask(name, named.keySet());
      problems.add(
          value,
          "there is no \"" + Brackets.abbreviated(name) + "\" in \"" + where + "\""
              + (guess.isEmpty() ? "; " + advice : guess));
    }
    return found;
  }

  /** Returns what to do about a secret that is not in the list. */
  static String secretHint(String name, Set<String> secrets) {
    return Suggestions.ask(
        name, secrets, "name it there, as secrets: [" + Brackets.abbreviated(name) + "]");
  }
}
