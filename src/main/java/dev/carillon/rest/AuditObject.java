package dev.carillon.rest;

import java.util.Locale;
import java.util.Set;

/**
 * What an entry of the audit log is about: a kind of thing, and which. Names that say the same
 * whatever their capitals are written without any, so that all entries about one thing are found.
 */
final class AuditObject {
  private static final Set<String> WITHOUT_CAPITALS = Set.of("workflow", "schedule");

  private AuditObject() {}

  /** Returns what is written down for one. */
  static String of(String kind, Object name) {
    return asked((kind + " " + name).strip());
  }

  /** Returns what is looked for by whoever asks for one. */
  static String asked(String object) {
    String kind = object.split(" ", 2)[0];
    return WITHOUT_CAPITALS.contains(kind) ? object.toLowerCase(Locale.ROOT) : object;
  }
}
