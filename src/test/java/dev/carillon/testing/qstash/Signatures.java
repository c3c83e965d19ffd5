package dev.carillon.testing.qstash;

import static dev.carillon.signature.TokenBuilder.aToken;

import dev.carillon.signature.TokenBuilder;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Signs each attempt when it is made, with the key that is current then. */
final class Signatures {
  private final Account account;
  private final Map<String, String> first = new ConcurrentHashMap<>();

  Signatures(Account account) {
    this.account = account;
  }

  String of(HeldMessage message, Instant now) {
    if (account.holds(Doubt.RETRIES_ARE_NOT_SIGNED_ANEW)) {
      return first.computeIfAbsent(message.id(), id -> sign(message.parcel(), now));
    }
    return sign(message.parcel(), now);
  }

  private String sign(Parcel parcel, Instant now) {
    TokenBuilder token = aToken(parcel.url(), parcel.body(), now).with("jti", Ids.token());
    if (account.holds(Doubt.NOT_BEFORE_IS_SIGNED)) {
      token.with("nbf", now.getEpochSecond());
    }
    return token.signedWith(account.keys().current());
  }
}
