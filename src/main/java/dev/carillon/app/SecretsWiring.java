package dev.carillon.app;

import dev.carillon.secrets.Safe;
import dev.carillon.vault.TinkSealing;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Keeps secrets, if there is a key for them. */
final class SecretsWiring {
  final Safe safe;
  private final Optional<TinkSealing> sealing;
  private final boolean alone;
  private final Aside resealing = new Aside();

  SecretsWiring(Stores stores, List<Secret> keys, Clock clock) {
    sealing = Optional.of(keys.stream().map(Secret::value).toList())
        .filter(it -> !it.isEmpty())
        .map(TinkSealing::new);
    safe = new Safe(stores.secrets, sealing.map(it -> it), clock);
    alone = !stores.database.isPostgres();
  }

  /** Begins to seal anew what an older key sealed; the database is open. */
  void start() {
    resealing.begin("secrets", new Resealing(safe, alone));
  }

  /** Stops it. May come twice, and before starting. */
  void stop() {
    resealing.end();
    sealing.ifPresent(TinkSealing::close);
  }
}
