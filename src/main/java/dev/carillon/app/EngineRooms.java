package dev.carillon.app;

import dev.carillon.scheduling.Copies;
import dev.carillon.scheduling.Engines;
import dev.carillon.scheduling.Heartbeat;
import dev.carillon.scheduling.HeldEngine;
import dev.carillon.scheduling.ScheduleEngine;
import java.util.Optional;

/** Puts the engines where they belong. What may be a copy of the database tells neither anything. */
final class EngineRooms {
  private final Settings settings;
  private final Copies copies;
  private final Heartbeat heartbeat;

  EngineRooms(Settings settings, Copies copies, Heartbeat heartbeat) {
    this.settings = settings;
    this.copies = copies;
    this.heartbeat = heartbeat;
  }

  /**
   * Returns the engines as the settings want them. QStash is cleared of what it rang before only if
   * somebody said that the local engine is to ring: a laptop with a copied {@code .env} falls back
   * to the local engine by itself, and must leave QStash to the production.
   *
   * @param there QStash, held back as the local one is to be
   */
  Engines engines(ScheduleEngine local, Optional<ScheduleEngine> there) {
    ScheduleEngine quartz = new HeldEngine(local, copies);
    if (settings.engine().engine() == Engine.QSTASH) {
      return Engines.qstash(there.orElseThrow(), quartz);
    }
    return settings.engine().chosen() && there.isPresent()
        ? Engines.leaving(there.get(), quartz, () -> heartbeat.othersRing("qstash"))
        : Engines.local(quartz);
  }
}
