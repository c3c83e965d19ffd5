package dev.carillon.app;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What is known about QStash.
 *
 * @param url root of its API, without a path
 * @param token for its API
 * @param currentKey verifies what it sends
 * @param nextKey verifies what it sends once the keys were rotated
 * @param bypass is appended to the address it calls
 * @param forwardHeaders that deliveries must carry, by name
 * @param plan free, payg or pro
 * @param enforcesDrift whether an edit made in the Upstash console is undone by itself
 * @param nudges whether waits are also sent as delayed messages
 */
record QStashSettings(
    URI url,
    Optional<Secret> token,
    Optional<Secret> currentKey,
    Optional<Secret> nextKey,
    Optional<Secret> bypass,
    Map<String, Secret> forwardHeaders,
    String plan,
    boolean enforcesDrift,
    boolean nudges) {
  QStashSettings {
    forwardHeaders = Map.copyOf(forwardHeaders);
  }
}
