package dev.carillon.app;

import java.util.Locale;

/** What rings. */
enum Engine {
  QSTASH,
  LOCAL;

  /** Returns the word that it has in settings and JSON. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
