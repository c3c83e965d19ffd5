package dev.carillon.doctor;

import java.time.Instant;

/** The database, asked for something small. */
@FunctionalInterface
public interface DatabaseProbe {
  /**
   * Asks.
   *
   * @throws dev.carillon.running.StoreUnavailableException if it does not answer
   */
  Pulse ask();

  /**
   * What the database says.
   *
   * @param kind {@code H2} or {@code PostgreSQL}
   * @param version of it
   * @param now what its clock shows
   * @param shared whether several nodes may use it
   */
  record Pulse(String kind, String version, Instant now, boolean shared) {}
}
