package dev.carillon.doctor;

/** Carries test messages to QStash. May be shared by threads. */
@FunctionalInterface
public interface Traveller {
  /**
   * Publishes a message that is to be delivered to our own webhook at once, in one attempt.
   *
   * @return its id at QStash
   * @throws dev.carillon.scheduling.EngineRefusedException if QStash did not take it
   * @throws dev.carillon.scheduling.EngineUnavailableException if it is not known whether it did
   */
  String send(TripId id);
}
