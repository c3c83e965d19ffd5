package dev.carillon.signature;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a token says. Claims come to whole seconds.
 *
 * @param issuer {@code iss}
 * @param subject {@code sub}: the URL that the delivery is for, as it was given to QStash; its query
 *     may hold a secret, so it is shown masked only
 * @param expiresAt {@code exp}: not good from this instant on
 * @param issuedAt {@code iat}
 * @param notBefore {@code nbf}, if it is there; the service sends 0
 * @param tokenId {@code jti}, if it is there
 * @param bodyHash {@code body}: base64url of the body's SHA-256, as sent, mostly padded
 */
public record Claims(
    String issuer,
    String subject,
    Instant expiresAt,
    Instant issuedAt,
    Optional<Instant> notBefore,
    Optional<String> tokenId,
    String bodyHash) {
  /** Refuses claims of which one is missing. */
  public Claims {
    Objects.requireNonNull(issuer, "issuer");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(expiresAt, "expiresAt");
    Objects.requireNonNull(issuedAt, "issuedAt");
    Objects.requireNonNull(notBefore, "notBefore");
    Objects.requireNonNull(tokenId, "tokenId");
    Objects.requireNonNull(bodyHash, "bodyHash");
  }

  /** Masks the secret that the subject may hold. */
  @Override
  public String toString() {
    return "Claims[" + PublicUrls.masked(subject) + ", issued " + issuedAt + "]";
  }
}
