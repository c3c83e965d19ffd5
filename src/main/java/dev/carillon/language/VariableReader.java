package dev.carillon.language;

import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the names that a definition gives to variables. */
final class VariableReader {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Problems problems;
  private final Values values;

  VariableReader(Reading reading) {
    this.problems = reading.problems();
    this.values = new Values(problems);
  }

  /** Reads the name that stands under a key, or returns the usual one. */
  String read(Value owner, String key, String usual) {
    Optional<Value> value = owner.find(key);
    Optional<String> name = value.flatMap(it -> values.text(it, key));
    name.filter(it -> !it.equals(usual)).ifPresent(it -> check(value.get(), key, it));
    return name.orElse(usual);
  }

  private void check(Value value, String key, String name) {
    if (name.startsWith("$")) {
      problems.add(
          value, "\"" + key + "\" is a name without the dollar sign; write " + name.substring(1));
    } else if (!VARIABLE.matcher(name).matches()) {
      problems.add(
          value,
          "\"" + key + "\" is the name of a variable; write letters, digits and _, no digit first");
    } else if (Surroundings.RESERVED.contains(name)) {
      problems.add(
          value,
          "$" + name + " has a meaning of its own; choose another name for" + " \"" + key + "\"");
    }
  }
}
