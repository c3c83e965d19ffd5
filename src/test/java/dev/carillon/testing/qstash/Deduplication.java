package dev.carillon.testing.qstash;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carillon.signature.TokenBuilder;
import java.util.Optional;

/** By what a publication is told to be the same as an earlier one. */
final class Deduplication {
  private Deduplication() {}

  /** Returns the id that was given, or one of the content if that is wanted. */
  static Optional<String> of(Config config, Parcel parcel) {
    Optional<String> given = config.find("Upstash-Deduplication-Id");
    given.filter(id -> id.contains(":")).ifPresent(id -> {
      throw RefusedCallException.badRequest("DeduplicationId cannot contain ':'");
    });
    boolean byContent = config.isTrue("Upstash-Content-Based-Deduplication");
    return given.or(() -> Optional.of(content(parcel)).filter(id -> byContent));
  }

  private static String content(Parcel parcel) {
    String head = parcel.url() + parcel.options().headers();
    return ":" + TokenBuilder.hashOf(head.getBytes(UTF_8)) + TokenBuilder.hashOf(parcel.body());
  }
}
