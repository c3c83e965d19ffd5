package dev.carillon.signature;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Judges whether QStash sent us this. May be shared by threads.
 *
 * <p>Stricter than QStash's own SDK: HS256 only; {@code iss}, {@code sub}, {@code exp}, {@code iat}
 * and {@code body} are required; a token may not be issued in the future or live for longer than a
 * day; the URL is always compared; the body is hashed as bytes and not as text.
 */
public final class SignatureVerifier {
  private final Supplier<Optional<SigningKeys>> keys;
  private final PublicUrls urls;
  private final SignatureRules rules;

  /**
   * Takes what it judges by.
   *
   * @param keys asked at each judgement, so that they may change; nothing means that all is refused
   */
  public SignatureVerifier(
      Supplier<Optional<SigningKeys>> keys, PublicUrls urls, SignatureRules rules) {
    this.keys = keys;
    this.urls = urls;
    this.rules = rules;
  }

  /**
   * Judges one delivery. Whatever comes, there is a verdict and no exception.
   *
   * @param header the value of {@code Upstash-Signature}, if it was sent
   * @param body the bytes as they came
   * @param requestTarget path below the context path with its query, raw, as in the request line
   */
  public Verdict judge(Optional<String> header, byte[] body, String requestTarget, Instant now) {
    Optional<SigningKeys> known = keys.get();
    if (known.isEmpty()) {
      return Verdict.Refused.because(Cause.NO_KEYS);
    }
    if (urls.isEmpty()) {
      return Verdict.Refused.because(Cause.NO_PUBLIC_URL);
    }
    if (header.isEmpty()) {
      return Verdict.Refused.because(Cause.NO_SIGNATURE);
    }
    return CompactJws.parse(header.get())
        .map(token -> judge(token, known.get(), new Came(body, requestTarget, now)))
        .orElse(Verdict.Refused.because(Cause.MALFORMED));
  }

  private record Came(byte[] body, String target, Instant at) {}

  private Verdict judge(CompactJws token, SigningKeys known, Came came) {
    Optional<JsonNode> header = StrictJson.object(token.header());
    if (header.isEmpty()) {
      return Verdict.Refused.because(Cause.MALFORMED);
    }
    if (!token.isHs256(header.get())) {
      return Verdict.Refused.because(Cause.ALGORITHM);
    }
    Optional<Verdict.Key> key = keyOf(token, known);
    if (key.isEmpty()) {
      return Verdict.Refused.because(Cause.SIGNATURE);
    }
    Optional<Claims> claims = ClaimsReader.read(token.payload());
    if (claims.isEmpty()) {
      return Verdict.Refused.because(Cause.CLAIMS);
    }
    TokenHash hash = TokenHash.of(token.signingInput());
    return refusal(claims.get(), came)
        .orElseGet(() -> new Verdict.Accepted(claims.get(), hash, key.get()));
  }

  private static Optional<Verdict.Key> keyOf(CompactJws token, SigningKeys known) {
    if (token.isMadeWith(known.current())) {
      return Optional.of(Verdict.Key.CURRENT);
    }
    return token.isMadeWith(known.next()) ? Optional.of(Verdict.Key.NEXT) : Optional.empty();
  }

  private Optional<Verdict> refusal(Claims claims, Came came) {
    Optional<Cause> broken = rules.broken(claims, came.at());
    if (broken.isPresent()) {
      return broken.map(Verdict.Refused::because);
    }
    if (!urls.isFor(claims.subject(), came.target())) {
      String signed = PublicUrls.masked(claims.subject());
      return Optional.of(Verdict.Refused.because(Cause.URL, signed, urls.seen(came.target())));
    }
    String signed = claims.bodyHash().replaceAll("=+$", "");
    String seen = Digests.ofBody(came.body());
    return Digests.same(signed, seen)
        ? Optional.empty()
        : Optional.of(Verdict.Refused.because(Cause.BODY, signed, seen));
  }
}
