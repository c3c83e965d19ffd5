package dev.carillon.workflow;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which errors a {@code catch} is about: those that have all that is named here.
 *
 * @param type the error's type, exactly
 * @param status its status
 * @param instance its JSON pointer, exactly
 * @param title its title, exactly
 * @param detail its detail, exactly
 */
public record ErrorFilter(
    Optional<String> type,
    OptionalInt status,
    Optional<String> instance,
    Optional<String> title,
    Optional<String> detail) {
  /** All errors. */
  public static final ErrorFilter ANY = new ErrorFilter(
      Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
