package dev.carillon.doctor;

import java.time.Instant;
import java.util.Optional;

/** QStash, asked for something small. May be shared by threads. */
public interface Remote {
  /**
   * Asks, with a time limit of some seconds.
   *
   * @return what QStash's clock showed when it answered; empty if it did not tell
   * @throws dev.carillon.scheduling.EngineRefusedException if QStash said no
   * @throws dev.carillon.scheduling.EngineUnavailableException if no answer came that can be used
   */
  Optional<Instant> time();
}
