package dev.carillon.watching;

import dev.carillon.occurrence.Occurrence;
import java.util.Locale;

/** Thrown when a due time is to run that was skipped on purpose, and nobody says that this is known. */
public final class DueTimeSkippedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names it. */
  public DueTimeSkippedException(Occurrence skipped) {
    super("the due time " + skipped.dueTime() + " was skipped"
        + skipped
            .reason()
            .map(why -> " (" + why.name().toLowerCase(Locale.ROOT).replace('_', '-') + ")")
            .orElse("")
        + "; add ?skipped=true to run it all the same");
  }
}
