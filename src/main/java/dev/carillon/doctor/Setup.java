package dev.carillon.doctor;

import dev.carillon.text.Bilingual;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What was set, as far as it is told: which secrets there are, and never one of them.
 *
 * @param production whether this is production
 * @param engine what rings now: {@code qstash} or {@code local}
 * @param reason why that one
 * @param publicUrls without a slash at the end; the first is published
 * @param secrets which of QStash's secrets are set
 * @param qstashUrl root of QStash's API
 * @param devServer whether that is QStash's dev server, which reaches private addresses
 * @param warnings what is odd in the settings, each a sentence
 */
public record Setup(
    boolean production,
    Supplier<String> engine,
    Bilingual reason,
    List<URI> publicUrls,
    Secrets secrets,
    URI qstashUrl,
    boolean devServer,
    List<String> warnings) {
  /** Copies the lists. */
  public Setup {
    publicUrls = List.copyOf(publicUrls);
    warnings = List.copyOf(warnings);
  }

  /**
   * Which of QStash's secrets are set.
   *
   * @param published whether one of the keys is known to everybody
   */
  public record Secrets(boolean token, boolean currentKey, boolean nextKey, boolean published) {}

  /** Tells whether QStash rings. */
  boolean qstashRings() {
    return engine.get().equals("qstash");
  }

  /** Returns the URL that QStash calls. */
  Optional<URI> published() {
    return publicUrls.stream().findFirst();
  }

  /** Returns the names of the settings that QStash needs and that are not there. */
  List<String> missing() {
    return Stream.of(
            publicUrls.isEmpty() ? "APP_URL" : "",
            secrets.token() ? "" : "QSTASH_TOKEN",
            secrets.currentKey() ? "" : "QSTASH_CURRENT_SIGNING_KEY",
            secrets.nextKey() ? "" : "QSTASH_NEXT_SIGNING_KEY")
        .filter(it -> !it.isEmpty())
        .toList();
  }
}
