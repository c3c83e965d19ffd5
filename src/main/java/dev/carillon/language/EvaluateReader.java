package dev.carillon.language;

import java.util.Optional;

/** Reads {@code evaluate}, which may say of the expressions only what they are anyway. */
final class EvaluateReader {
  private final Reading reading;
  private final Values values;

  EvaluateReader(Reading reading) {
    this.reading = reading;
    this.values = new Values(reading.problems());
  }

  /** Tells what is asked for that is not there. */
  void check(Value evaluate) {
    Optional<Value> object = values.object(evaluate, "evaluate");
    object.ifPresent(it -> {
      Vocabulary.of("in \"evaluate\"", "language", "mode").check(it, reading.problems());
      only(it, "language", "jq", "expressions are in jq");
      only(it, "mode", "strict", "a text is an expression only in ${ }");
    });
  }

  private void only(Value evaluate, String key, String word, String why) {
    String advice = "write " + word + ", or leave it out";
    evaluate
        .find(key)
        .ifPresent(value -> values
            .text(value, key, advice)
            .filter(it -> !it.equals(word))
            .ifPresent(it -> reading
                .problems()
                .add(
                    value,
                    Refusal.never("evaluate." + key + ": " + Brackets.abbreviated(it), why) + "; "
                        + advice)));
  }
}
