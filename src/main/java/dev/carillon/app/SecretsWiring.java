package dev.carillon.app;

import dev.carillon.secrets.Safe;
import dev.carillon.vault.TinkSealing;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps secrets, if there is a key for them. */
final class SecretsWiring {
  private static final Logger LOG = LoggerFactory.getLogger(SecretsWiring.class);

  final Safe safe;
  private final Optional<TinkSealing> sealing;
  private final List<String> lostKeys;
  private final boolean alone;
  private final Aside resealing = new Aside();

  SecretsWiring(Stores stores, List<Secret> keys, List<String> lostKeys, Clock clock) {
    this.lostKeys = lostKeys;
    sealing = Optional.of(keys.stream().map(Secret::value).toList())
        .filter(it -> !it.isEmpty())
        .map(TinkSealing::new);
    safe = new Safe(stores.secrets, sealing.map(it -> it), clock);
    alone = !stores.database.isPostgres();
  }

  /**
   * Begins to seal anew what an older key sealed; the database is open.
   *
   * @throws RefusedSettingsException if there is a secret of a key that this node has not: its runs
   *     would fail one by one, and what it keeps itself no other node could read
   */
  void start() {
    List<String> missing =
        safe.missingKeys().stream().filter(it -> !lostKeys.contains(it)).toList();
    if (!missing.isEmpty()) {
      throw new RefusedSettingsException(List.of(refusal(String.join(",", missing))));
    }
    safe.whyOff().ifPresent(LOG::warn);
    resealing.begin("secrets", new Resealing(safe, alone));
  }

  private static String refusal(String missing) {
    return "the database holds secrets that were encrypted with another key than CARILLON_SECRET_KEY"
        + " (or the file secret-key in CARILLON_HOME) has here, its id is " + missing
        + ": set that key behind the present one, like CARILLON_SECRET_KEY=present,other; if it is lost"
        + " for good, set CARILLON_LOST_KEYS=" + missing
        + " and give those secrets their values again";
  }

  /** Stops it. May come twice, and before starting. */
  void stop() {
    resealing.end();
    sealing.ifPresent(TinkSealing::close);
  }
}
