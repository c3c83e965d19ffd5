package dev.carillon.cron;

import java.util.Locale;
import java.util.Optional;

/**
 * Thrown when a text is no cron expression. The message is worded as QStash words it (the error
 * texts of robfig/cron), so that what we say and what the service says can be compared.
 */
public final class InvalidCronException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final CronField field;
  private final int start;
  private final int end;
  private final transient Hint hint;

  InvalidCronException(String message, CronField field, int start, int end, Hint hint) {
    super(message);
    this.field = field;
    this.start = start;
    this.end = end;
    this.hint = hint;
  }

  /** Returns the field that is wrong; empty if the expression as a whole or its zone is. */
  public Optional<CronField> field() {
    return Optional.ofNullable(field);
  }

  /** Returns where the wrong part begins: an offset into the text as it was given, untrimmed. */
  public int start() {
    return start;
  }

  /** Returns where the wrong part ends, exclusive; equal to {@link #start()} if something lacks. */
  public int end() {
    return end;
  }

  /** Returns what could be written instead, in English: "use 0 for Sunday". */
  public Optional<String> suggestion() {
    return suggestion(Locale.ENGLISH);
  }

  /** Returns what could be written instead, in Russian if that is asked for, else in English. */
  public Optional<String> suggestion(Locale locale) {
    return Optional.ofNullable(hint).map(given -> given.in(locale));
  }
}
