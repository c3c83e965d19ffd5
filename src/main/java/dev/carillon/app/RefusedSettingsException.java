package dev.carillon.app;

import java.util.List;

/** Thrown when settings are wrong; carries everything that is, so that it can be mended at once. */
final class RefusedSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> mistakes;

  /**
   * @param mistakes each a sentence with the name of a setting and what to set; no secret in it
   */
  RefusedSettingsException(List<String> mistakes) {
    super(String.join("; ", mistakes));
    this.mistakes = List.copyOf(mistakes);
  }

  List<String> mistakes() {
    return mistakes;
  }
}
