package dev.carillon.app;

import dev.carillon.guard.BodyLimits;
import dev.carillon.guard.SignatureGate;
import dev.carillon.qstash.QStashClient;
import dev.carillon.qstash.QStashKeySource;
import dev.carillon.signature.PublicUrls;
import dev.carillon.signature.PublishedKeys;
import dev.carillon.signature.SignatureRules;
import dev.carillon.signature.SignatureVerifier;
import dev.carillon.signature.SigningKeys;
import dev.carillon.signing.KeyRing;
import dev.carillon.signing.RefusalBook;
import dev.carillon.signing.Rolling;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;

/** By which keys a signed request is judged, and what is written down of those that are refused. */
final class SigningWiring {
  final PublicUrls urls;
  final KeyRing keyRing;
  final RefusalBook refusals;
  final SignatureGate gate;
  final Rolling rolling;

  SigningWiring(Ground ground, Stores stores, Optional<QStashClient> qstash) {
    Settings settings = ground.settings();
    // A token is judged by this machine: QStash goes by the time of the world, as it should.
    Clock clock = ground.clock().machine();
    urls = new PublicUrls(ground.published());
    refusals = new RefusalBook(stores.refusals, clock, settings.keep().audit());
    Predicate<SigningKeys> acceptable = acceptable(settings.mode());
    keyRing = new KeyRing(
        keys(settings.qstash()),
        qstash.map(QStashKeySource::new),
        acceptable,
        stores.keyUses,
        clock);
    gate = new SignatureGate(
        new SignatureVerifier(keyRing, urls, SignatureRules.STRICT),
        Optional.of(keyRing),
        refusals::keep,
        clock,
        BodyLimits.USUAL);
    rolling = new Rolling(keyRing, acceptable, clock);
  }

  private static Optional<SigningKeys> keys(QStashSettings qstash) {
    return qstash.currentKey().isPresent() && qstash.nextKey().isPresent()
        ? Optional.of(new SigningKeys(
            qstash.currentKey().get().value(), qstash.nextKey().get().value()))
        : Optional.empty();
  }

  /** Keys that QStash tells are believed as settings would be: long enough, and not published. */
  private static Predicate<SigningKeys> acceptable(Mode mode) {
    return keys -> (mode == Mode.DEVELOPMENT || !PublishedKeys.isPublished(keys))
        && QStashReader.isLongEnough(keys.current())
        && QStashReader.isLongEnough(keys.next());
  }

  void stop() {
    keyRing.stop();
    refusals.stop();
  }
}
