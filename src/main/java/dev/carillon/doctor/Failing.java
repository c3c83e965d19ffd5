package dev.carillon.doctor;

import dev.carillon.text.Bilingual;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sums up what fails. */
final class Failing {
  private Failing() {}

  /** Returns one finding for all that fail, or nothing if none does. */
  static Optional<Finding> of(Map<Topic, Finding> found) {
    List<Topic> failing = found.entrySet().stream()
        .filter(it -> it.getValue().status() == Status.FAILING)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
    Optional<Bilingual> answers =
        failing.stream().map(it -> found.get(it).answer()).reduce(Bilingual::then);
    return answers.map(words -> Finding.of(
            Status.FAILING, Bilingual.of("Not all works:", "Работает не всё:").then(words))
        .remedy(
            "Mend what fails, from top to bottom: each entry tells how.",
            "Почините сломанное сверху вниз: в каждой записи сказано как.")
        .fact("failing", failing.stream().map(Topic::word).collect(Collectors.joining(", "))));
  }
}
