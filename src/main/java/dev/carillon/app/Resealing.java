package dev.carillon.app;

import dev.carillon.secrets.Safe;
import dev.carillon.secrets.Safe.Resealed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals stored secrets with the present key when this is the only node. Where several nodes share
 * the database it is asked for, once all of them have the key.
 *
 * @param alone whether no other node can share the database
 */
record Resealing(Safe safe, boolean alone) implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);

  @Override
  public void run() {
    if (safe.whyOff().isPresent() || !alone) {
      return;
    }
    Resealed resealed = safe.reseal();
    if (resealed.done() > 0) {
      LOG.info("{} secrets are encrypted with the new key now", resealed.done());
    }
    if (resealed.unreadable() > 0) {
      LOG.warn(
          "{} secrets cannot be read: no key in CARILLON_SECRET_KEY opens them; GET /api/secrets and"
              + " the page Secrets tell which",
          resealed.unreadable());
    }
  }
}
