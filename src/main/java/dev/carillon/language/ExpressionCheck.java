package dev.carillon.language;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Checks an expression before anything runs. */
final class ExpressionCheck {
  private static final Map<String, String> KNOWN_ELSEWHERE = Map.of(
      "secrets",
      "$secrets is known only in \"with\" of a call of http or of a Java function, since anywhere"
          + " else its value would be kept with the step; move it there",
      "authorization",
      Refusal.never("$authorization", "it would tell a credential; name the secret instead"),
      "error",
      "$error is known only in \"catch\", and under the name that \"as\" gives to it; move it there",
      "ENV",
      Refusal.never(
          "$ENV",
          "an expression cannot see the server's environment; use a secret or the run's input"));
  private static final Set<String> OF_A_PLACE =
      Set.of("context", "input", "output", "task", "steps");

  private final Reading reading;
  private final ExpressionCompiler compiler;
  private final Set<String> builtins;

  ExpressionCheck(Reading reading, ExpressionCompiler compiler, Set<String> builtins) {
    this.reading = reading;
    this.compiler = compiler;
    this.builtins = builtins;
  }

  /**
   * Checks the expression that a text is.
   *
   * @param value a text that is wholly an expression
   */
  void check(Value value, Surroundings around) {
    String text = value.json().textValue();
    String content = Brackets.content(text).orElseThrow();
    try {
      ExpressionNames names = compiler.compile(content).names();
      names.variables().forEach(it -> checkVariable(value, it, around));
      names.functions().forEach(it -> checkFunction(value, it));
      checkSteps(value, names);
      if (!reading.isKept()) {
        checkReach(value, names, around);
        names.searches().forEach(it -> checkSearch(value, it));
      }
      if (around.variables().contains("secrets")) {
        checkSecrets(value, names);
      }
    } catch (InvalidExpressionException wrong) {
      Place place = reading.source().placeIn(value, text.indexOf("${") + 2 + wrong.offset());
      String message = content.contains("${")
          ? Interpolation.advice(text)
          : "this is no jq: " + wrong.getMessage();
      reading.problems().add(place, value.pointer(), message);
    }
  }

  private void checkSteps(Value value, ExpressionNames names) {
    if (names.imports()) {
      tell(value, "import", "an expression cannot load anything; leave import and include out");
    }
    if (names.wholes().contains("steps")) {
      tell(
          value,
          "$steps",
          "$steps needs the name of a task behind it; write $steps.name or"
              + " $steps[\"a name\"]");
    }
    for (String step : names.steps()) {
      reading.atTheEnd(() -> checkStep(value, step));
    }
  }

  private void checkSecrets(Value value, ExpressionNames names) {
    if (names.wholes().contains("secrets")) {
      tell(value, "$secrets", "$secrets needs the name of a secret behind it; write $secrets.name");
    }
    names.secrets().stream()
        .filter(it -> !reading.uses().secrets.contains(it))
        .forEach(it -> tell(
            value,
            it,
            "the secret \"" + Brackets.abbreviated(it) + "\" is not in \"use.secrets\""
                + Uses.secretHint(it, reading.uses().secrets)));
  }

  private void checkStep(Value value, String step) {
    if (!reading.taskNames().contains(step)) {
      tell(
          value,
          step,
          "no task is named \"" + Brackets.abbreviated(step) + "\""
              + Suggestions.ask(
                  step, reading.taskNames(), "use the name of a task that is done before"));
    }
  }

  private void checkVariable(Value value, String name, Surroundings around) {
    if (around.variables().contains(name)) {
      return;
    }
    String known =
        around.variables().stream().sorted().map(it -> "$" + it).collect(Collectors.joining(", "));
    String guess = Suggestions.nearest(name, around.variables())
        .map(it -> "; did you mean \"$" + it + "\"?")
        .orElse("; known are " + known);
    String message = OF_A_PLACE.contains(name)
        ? "$" + name + " is not known in this place; known are " + known + dot(name)
        : "$" + Brackets.abbreviated(name) + " is not known" + guess;
    tell(value, "$" + name, KNOWN_ELSEWHERE.getOrDefault(name, message));
  }

  private static String dot(String name) {
    return name.equals("input") ? ", and . is what came in" : "";
  }

  /** A name of the expression's own is used where it does not reach. */
  private void checkReach(Value value, ExpressionNames names, Surroundings around) {
    names.outside().variables().stream()
        .filter(it -> !around.variables().contains(it) && !names.variables().contains(it))
        .forEach(it -> {
          if (names.givesVariable(it)) {
            tellLast(
                value,
                "$" + it,
                "$" + Brackets.abbreviated(it) + " is named in this expression, but not known in"
                    + " this part of it; move this part behind what names it, into the same pipe");
          } else {
            checkVariable(value, it, around);
          }
        });
    names.outside().functions().stream()
        .filter(it -> names.givesFunction(it) && !builtins.contains(it))
        .map(it -> it.substring(0, it.lastIndexOf('/')))
        .forEach(it -> tellLast(
            value,
            it,
            "the jq function " + Brackets.abbreviated(it) + " is named in this expression, but not"
                + " known in this part of it; move its \"def\" in front of all that calls it"));
  }

  private void checkFunction(Value value, String signature) {
    if (builtins.contains(signature)) {
      return;
    }
    String name = signature.substring(0, signature.lastIndexOf('/'));
    Set<String> arities = arities(it -> it.equals(name));
    if (!arities.isEmpty()) {
      tell(
          value,
          name,
          "the jq function " + name + " takes " + String.join(" or ", arities) + " arguments, not "
              + signature.substring(name.length() + 1) + "; write " + asCalled(name, arities));
      return;
    }
    Set<String> all = builtins.stream()
        .map(it -> it.substring(0, it.lastIndexOf('/')))
        .filter(it -> !it.startsWith("_"))
        .collect(Collectors.toSet());
    tell(
        value,
        name,
        "there is no jq function \"" + Brackets.abbreviated(name) + "\" here"
            + Suggestions.ask(name, all, "use one that `builtins` yields"));
  }

  private static String asCalled(String name, Set<String> arities) {
    return arities.stream()
        .map(Integer::parseInt)
        .map(it ->
            it == 0 ? name : name + "(" + String.join("; ", Collections.nCopies(it, "…")) + ")")
        .collect(Collectors.joining(" or "));
  }

  private void checkSearch(Value value, ExpressionNames.Search search) {
    RegularExpression.fault(search.pattern(), search.flags())
        .ifPresent(it -> tell(value, "\"" + search.pattern() + "\"", it));
  }

  private Set<String> arities(Predicate<String> ofName) {
    return builtins.stream()
        .filter(it -> ofName.test(it.substring(0, it.lastIndexOf('/'))))
        .map(it -> it.substring(it.lastIndexOf('/') + 1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Tells of a word in the expression, at its first place. */
  private void tell(Value value, String word, String message) {
    tell(value, value.json().textValue().indexOf(word), message);
  }

  /** Tells of a word in the expression, at its last place: behind the one that names it. */
  private void tellLast(Value value, String word, String message) {
    tell(value, value.json().textValue().lastIndexOf(word), message);
  }

  private void tell(Value value, int at, String message) {
    Place place = reading.source().placeIn(value, Math.max(0, at));
    reading.problems().add(place, value.pointer(), message);
  }
}
