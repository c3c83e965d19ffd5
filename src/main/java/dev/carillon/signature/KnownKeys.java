package dev.carillon.signature;

import java.util.List;
import java.util.Optional;

/** The signing keys that are known at the moment. Asked at each judgement, so they may change. */
@FunctionalInterface
public interface KnownKeys {
  /** Returns the two that QStash signs with, as far as we know; nothing refuses everybody. */
  Optional<SigningKeys> now();

  /** Returns the ones that a rotation dropped a short while ago; mostly none. */
  default List<RetiredKey> retired() {
    return List.of();
  }
}
