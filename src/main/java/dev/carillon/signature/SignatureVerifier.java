package dev.carillon.signature;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges whether QStash sent us this. May be shared by threads.
 *
 * <p>Stricter than QStash's own SDK: HS256 only; {@code iss}, {@code sub}, {@code exp}, {@code iat}
 * and {@code body} are required; a token may not be issued in the future or live for longer than a
 * day; the URL is always compared; the body is hashed as bytes and not as text.
 */
public final class SignatureVerifier {
  private final KnownKeys keys;
  private final PublicUrls urls;
  private final SignatureRules rules;

  /**
   * Takes what it judges by.
   *
   * @param keys asked at each judgement, so that they may change; nothing means that all is refused
   */
  public SignatureVerifier(KnownKeys keys, PublicUrls urls, SignatureRules rules) {
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
    return judge(header, new Came(Optional.of(body), requestTarget, now));
  }

  /**
   * Judges a delivery whose body has not come yet: as {@link #judge} would if it were the one that was
   * signed. What is refused here is refused with any body, for the same cause.
   */
  public Verdict judgeHead(Optional<String> header, String requestTarget, Instant now) {
    return judge(header, new Came(Optional.empty(), requestTarget, now));
  }

  private Verdict judge(Optional<String> header, Came came) {
    Optional<SigningKeys> known = keys.now();
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
        .map(token -> judge(token, known.get(), came))
        .orElse(Verdict.Refused.because(Cause.MALFORMED));
  }

  /** What came; its body only if that has come, too. */
  private record Came(Optional<byte[]> body, String target, Instant at) {}

  private Verdict judge(CompactJws token, SigningKeys known, Came came) {
    Optional<JsonNode> header = StrictJson.object(token.header());
    if (header.isEmpty()) {
      return Verdict.Refused.because(Cause.MALFORMED);
    }
    if (!token.isHs256(header.get())) {
      return Verdict.Refused.because(Cause.ALGORITHM);
    }
    Optional<Claims> claims = ClaimsReader.read(token.payload());
    return fitting(token, known)
        .map(key -> judge(token, key, claims, came))
        .orElseGet(() -> Verdict.Refused.noKeyFits(
            known.fingerprints(),
            claims.filter(it -> refusal(it, came).isEmpty()).isPresent()));
  }

  /** A key that made the signature at hand. */
  private record Fitting(Verdict.Key key, String secret, Optional<RetiredKey> retired) {
    KeyFingerprint fingerprint() {
      return KeyFingerprint.of(secret);
    }

    boolean isGoodFor(Claims claims, Instant now) {
      return retired.map(it -> it.isGoodFor(claims, now)).orElse(true);
    }
  }

  private Optional<Fitting> fitting(CompactJws token, SigningKeys known) {
    Stream<Fitting> lately = keys.retired().stream()
        .map(it -> new Fitting(Verdict.Key.RETIRED, it.key(), Optional.of(it)));
    return Stream.concat(
            Stream.of(
                new Fitting(Verdict.Key.CURRENT, known.current(), Optional.empty()),
                new Fitting(Verdict.Key.NEXT, known.next(), Optional.empty())),
            lately)
        .filter(it -> token.isMadeWith(it.secret()))
        .findFirst();
  }

  private Verdict judge(CompactJws token, Fitting key, Optional<Claims> claims, Came came) {
    if (claims.isEmpty()) {
      return Verdict.Refused.because(Cause.CLAIMS).tried(key.fingerprint());
    }
    if (!key.isGoodFor(claims.get(), came.at())) {
      return Verdict.Refused.noKeyFits(List.of(key.fingerprint()), false);
    }
    TokenHash hash = TokenHash.of(token.signingInput());
    return refusal(claims.get(), came)
        .<Verdict>map(refused -> refused.tried(key.fingerprint()))
        .orElseGet(() -> new Verdict.Accepted(claims.get(), hash, key.key(), key.fingerprint()));
  }

  private Optional<Verdict.Refused> refusal(Claims claims, Came came) {
    return rules
        .broken(claims, came.at())
        .or(() -> otherUrl(claims, came.target()))
        .or(() -> came.body().flatMap(body -> otherBody(claims, body)));
  }

  private Optional<Verdict.Refused> otherUrl(Claims claims, String target) {
    return urls.isFor(claims.subject(), target)
        ? Optional.empty()
        : Optional.of(Verdict.Refused.because(
            Cause.URL, PublicUrls.masked(claims.subject()), urls.seen(target)));
  }

  private static Optional<Verdict.Refused> otherBody(Claims claims, byte[] body) {
    String signed = claims.bodyHash().replaceAll("=+$", "");
    String seen = Digests.ofBody(body);
    return Digests.same(signed, seen)
        ? Optional.empty()
        : Optional.of(Verdict.Refused.because(Cause.BODY, signed, seen));
  }
}
