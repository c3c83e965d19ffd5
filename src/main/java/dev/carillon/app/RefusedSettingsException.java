package dev.carillon.app;

import java.util.List;
import java.util.Optional;

/** Thrown when settings are wrong; carries everything that is, so that it can be mended at once. */
final class RefusedSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> mistakes;
  private final transient Door door;

  /**
   * @param mistakes each a sentence with the name of a setting and what to set; no secret in it
   */
  RefusedSettingsException(List<String> mistakes) {
    this(mistakes, null);
  }

  private RefusedSettingsException(List<String> mistakes, Door door) {
    super(String.join("; ", mistakes));
    this.mistakes = List.copyOf(mistakes);
    this.door = door;
  }

  /** Returns the same with where to listen, as far as that could be read. */
  RefusedSettingsException at(Door where) {
    return new RefusedSettingsException(mistakes, where);
  }

  Optional<Door> door() {
    return Optional.ofNullable(door);
  }

  List<String> mistakes() {
    return mistakes;
  }
}
