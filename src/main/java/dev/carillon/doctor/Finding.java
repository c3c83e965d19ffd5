package dev.carillon.doctor;

import dev.carillon.text.Bilingual;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a check found. Immutable; holds no secret.
 *
 * @param answer to the question
 * @param remedy what to do; empty if there is nothing to do
 * @param guide where the guide tells more, if not where the topic says
 * @param facts what the answer rests on: texts, numbers and truth values, by name
 */
public record Finding(
    Status status,
    Bilingual answer,
    Optional<Bilingual> remedy,
    Optional<String> guide,
    Map<String, Object> facts) {
  /** Keeps the facts in their order. */
  public Finding {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  static Finding of(Status status, Bilingual answer) {
    return new Finding(status, answer, Optional.empty(), Optional.empty(), Map.of());
  }

  static Finding ok(String en, String ru, Object... values) {
    return of(Status.OK, Bilingual.of(en, ru, values));
  }

  static Finding unknown(String en, String ru, Object... values) {
    return of(Status.UNKNOWN, Bilingual.of(en, ru, values));
  }

  static Finding warning(String en, String ru, Object... values) {
    return of(Status.WARNING, Bilingual.of(en, ru, values));
  }

  static Finding failing(String en, String ru, Object... values) {
    return of(Status.FAILING, Bilingual.of(en, ru, values));
  }

  /** Returns a finding of that status. */
  public static Finding of(Status status, String en, String ru, Object... values) {
    return of(status, Bilingual.of(en, ru, values));
  }

  /** Returns it with what to do. */
  public Finding remedy(String en, String ru, Object... values) {
    return remedy(Bilingual.of(en, ru, values));
  }

  Finding remedy(Bilingual words) {
    return new Finding(status, answer, Optional.of(words), guide, facts);
  }

  Finding guide(String place) {
    return new Finding(status, answer, remedy, Optional.of(place), facts);
  }

  /** Returns it with one more fact. */
  public Finding fact(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(facts);
    boolean plain = value instanceof Number || value instanceof Boolean;
    more.put(name, plain ? value : value.toString());
    return new Finding(status, answer, remedy, guide, more);
  }

  Finding fact(String name, Optional<?> value) {
    return value.map(it -> fact(name, (Object) it)).orElse(this);
  }
}
