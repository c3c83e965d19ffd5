package dev.carillon.language;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Asks values for what they have to be, and tells if they are not. */
final class Values {
  private final Problems problems;

  Values(Problems problems) {
    this.problems = problems;
  }

  /** Returns the member of that name; tells if there is none, unless a mistyped one is told. */
  Optional<Value> need(Value object, String key, String advice) {
    Optional<Value> value = object.find(key);
    boolean mistyped = object.members().keySet().stream()
        .filter(it -> Suggestions.nearest(it, Set.of(key)).isPresent())
        .anyMatch(it -> problems.tellOf(object.pointer().child(it)));
    if (value.isEmpty() && !mistyped) {
      problems.add(object, "\"" + key + "\" is missing here; " + advice);
    }
    return value;
  }

  /** Does the same, but is silent about what is missing if something that is there was told of. */
  Optional<Value> needInstead(Value object, String key, String advice) {
    return problems.tellInside(object) ? object.find(key) : need(object, key, advice);
  }

  /** Returns the value if it is an object. */
  Optional<Value> object(Value value, String name) {
    return kind(
        value, value.isObject(), name, "an object", "write its members under it, as key: value");
  }

  /** Returns the value if it is a list. */
  Optional<Value> list(Value value, String name) {
    return kind(value, value.isList(), name, "a list", "put \"- \" before each of its items");
  }

  /** Returns the text that the value is. */
  Optional<String> text(Value value, String name) {
    boolean scalar = value.json().isNumber() || value.json().isBoolean();
    return text(
        value, name, scalar ? "put quotes around it: \"" + value.raw() + "\"" : "write one");
  }

  /** Returns the text that the value is, or tells what to write. */
  Optional<String> text(Value value, String name, String advice) {
    if (value.isText()) {
      return Optional.of(value.json().textValue());
    }
    problems.add(
        value, "\"" + name + "\" must be a text, and this is " + value.kind() + "; " + advice);
    return Optional.empty();
  }

  /** Returns the text if it is one of some words. */
  Optional<String> word(Value value, String name, Collection<String> words) {
    Optional<String> text = text(value, name);
    if (text.isPresent() && !words.contains(text.get())) {
      problems.add(
          value,
          "\"" + Brackets.abbreviated(text.get()) + "\" is no " + name + "; write one of "
              + String.join(", ", words) + hint(text.get(), words));
      return Optional.empty();
    }
    return text;
  }

  private static String hint(String text, Collection<String> words) {
    return Suggestions.nearest(text, words)
        .map(it -> " (did you mean \"" + it + "\"?)")
        .orElse("");
  }

  /** Returns the truth that stands under a key, or what counts where there is none. */
  boolean flag(Value object, String key, boolean otherwise) {
    Optional<Value> flag = object.find(key);
    flag.filter(it -> !it.json().isBoolean())
        .ifPresent(it -> problems.add(
            it,
            "\"" + key + "\" is true or false, and this is " + it.kind()
                + "; write one of the two without quotes"));
    return flag.map(it -> it.json().asBoolean(otherwise)).orElse(otherwise);
  }

  private Optional<Value> kind(
      Value value, boolean right, String name, String kind, String advice) {
    if (!right) {
      problems.add(
          value,
          "\"" + name + "\" must be " + kind + ", and this is " + value.kind() + "; " + advice);
      return Optional.empty();
    }
    return Optional.of(value);
  }
}
