package dev.carillon.signing;

import dev.carillon.signature.SigningKeys;

/** Where the account's signing keys are kept: QStash. May be shared by threads. */
public interface KeySource {
  /**
   * Returns the keys as they are now.
   *
   * @throws dev.carillon.scheduling.EngineRefusedException if QStash will not tell
   * @throws dev.carillon.scheduling.EngineUnavailableException if QStash cannot be asked
   */
  SigningKeys read();

  /**
   * Drops the current key: the next one takes its place, and a fresh one is next. Asks once, since a
   * second time would drop another.
   *
   * @return the keys after that
   * @throws dev.carillon.scheduling.EngineRefusedException if QStash will not; nothing was dropped
   * @throws dev.carillon.scheduling.EngineUnavailableException if it is not known what QStash did
   */
  SigningKeys roll();
}
