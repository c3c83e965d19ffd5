package dev.carillon.qstash;

import dev.carillon.scheduling.EngineRefusedException;
import dev.carillon.scheduling.EngineTrouble;
import dev.carillon.signature.PublicUrls;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
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
    String place = place(destination);
    return Stream.concat(publicUrls.stream(), former.get().stream())
        .map(Addresses::place)
        .anyMatch(base -> place.startsWith(base)
            && (place.length() == base.length()
                || "/?#".indexOf(place.charAt(base.length())) >= 0));
  }

  /** Scheme and host may be written in any case, and the usual port may be written or not. */
  private static String place(String url) {
    try {
      URI uri = URI.create(url);
      if (uri.getHost() == null || uri.getScheme() == null) {
        return url;
      }
      String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      boolean usual = uri.getPort() < 0 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT)
          + (usual ? "" : ":" + uri.getPort()) + uri.getRawPath() + query;
    } catch (IllegalArgumentException unreadable) {
      return url;
    }
  }

  @Override
  public String toString() {
    return "Addresses" + publicUrls;
  }
}
