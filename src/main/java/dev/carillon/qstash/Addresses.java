package dev.carillon.qstash;

import dev.carillon.scheduling.EngineRefusedException;
import dev.carillon.scheduling.EngineTrouble;
import dev.carillon.signature.PublicUrls;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The addresses of ours that QStash calls. Its text leaves out the bypass. */
public final class Addresses {
  private final List<String> publicUrls;
  private final Supplier<? extends Collection<String>> former;
  private final Optional<String> bypass;
  private final boolean alsoPrivate;

  /**
   * Takes what is known.
   *
   * @param publicUrls without a slash at the end; the first is published; may be empty
   * @param former public URLs that this installation had before; asked at each look
   * @param bypass the secret by which a deployment lets QStash pass
   * @param alsoPrivate whether QStash reaches this machine and its network, as its dev server does
   */
  public Addresses(
      List<String> publicUrls,
      Supplier<? extends Collection<String>> former,
      Optional<String> bypass,
      boolean alsoPrivate) {
    this.publicUrls = List.copyOf(publicUrls);
    this.former = former;
    this.bypass = bypass;
    this.alsoPrivate = alsoPrivate;
  }

  /**
   * Returns the address of a path below the context path, with the bypass.
   *
   * @throws EngineRefusedException if QStash could never call it
   */
  String of(String path) {
    if (publicUrls.isEmpty()) {
      throw new EngineRefusedException(EngineTrouble.of(
          EngineTrouble.Kind.INVALID_DESTINATION,
          "APP_URL is not set, so QStash has nobody to call"));
    }
    String base = publicUrls.get(0);
    if (!alsoPrivate) {
      Reach.troubleWith(base).ifPresent(trouble -> {
        throw new EngineRefusedException(trouble);
      });
    }
    String url = base + path;
    return bypass
        .map(secret -> url
            + (url.contains("?") ? '&' : '?')
            + PublicUrls.BYPASS
            + '='
            + URLEncoder.encode(secret, StandardCharsets.UTF_8))
        .orElse(url);
  }

  /** Tells whether a destination is under one of our public URLs, present or former. */
  boolean areUnder(String destination) {
    List<String> all = Stream.concat(publicUrls.stream(), former.get().stream()).toList();
    return new PublicUrls(all).below(destination).isPresent();
  }

  @Override
  public String toString() {
    return "Addresses" + publicUrls;
  }
}
