package dev.carillon.signature;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/** Reads claims out of a token's payload, each with the type that it must have. */
final class ClaimsReader {
  // The last second of the year 9999: no honest token is near it, and no sum overflows.
  private static final long LATEST = 253_402_300_799L;

  private ClaimsReader() {}

  /** Returns the claims, or nothing if one is missing, there twice or of the wrong type. */
  static Optional<Claims> read(byte[] payload) {
    return StrictJson.object(payload).filter(ClaimsReader::isWhole).map(ClaimsReader::claims);
  }

  private static boolean isWhole(JsonNode json) {
    return json.path("iss").isTextual()
        && json.path("sub").isTextual()
        && json.path("body").isTextual()
        && isTime(json.path("exp"))
        && isTime(json.path("iat"))
        && (!json.has("nbf") || isTime(json.path("nbf")))
        && (!json.has("jti") || json.path("jti").isTextual());
  }

  private static boolean isTime(JsonNode node) {
    return node.isIntegralNumber()
        && node.canConvertToLong()
        && node.longValue() >= 0
        && node.longValue() <= LATEST;
  }

  private static Claims claims(JsonNode json) {
    return new Claims(
        json.path("iss").textValue(),
        json.path("sub").textValue(),
        time(json.path("exp")),
        time(json.path("iat")),
        json.has("nbf") ? Optional.of(time(json.path("nbf"))) : Optional.empty(),
        Optional.ofNullable(json.path("jti").textValue()),
        json.path("body").textValue());
  }

  private static Instant time(JsonNode node) {
    return Instant.ofEpochSecond(node.longValue());
  }
}
