package dev.carillon.app;

import dev.carillon.jdbc.DatabaseClock;
import dev.carillon.scheduling.Quota;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * What everything stands on.
 *
 * @param settings checked and complete
 * @param clock tells the time to every room, by the database
 * @param instance a random id of this process
 */
record Ground(Settings settings, DatabaseClock clock, String instance) {
  /** Returns all addresses of this installation; the first is published. */
  List<String> published() {
    return settings.publicUrls().stream().map(URI::toString).toList();
  }

  /** Tells whether QStash is to ring, and not the built-in engine. */
  boolean qstashRings() {
    return settings.engine().engine() == Engine.QSTASH;
  }

  /** Returns the mode as answers name it. */
  String mode() {
    return settings.mode().name().toLowerCase(Locale.ROOT);
  }

  /** Returns what QStash lets us do. */
  Quota quota() {
    return Quota.of(settings.qstash().plan());
  }
}
