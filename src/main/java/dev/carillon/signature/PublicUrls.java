package dev.carillon.signature;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The URLs under which the world reaches this application, context path included.
 *
 * <p>A delivery is for us if what was signed is one of them with the request's own path and query
 * behind it, letter for letter as sent. What a proxy made of host, scheme and context path on the way
 * to us does not count. One query parameter is left out on both sides: the secret by which a
 * deployment lets QStash pass, which the platform takes off.
 *
 * @param bases absolute {@code http} or {@code https} URLs without query and without a slash at the
 *     end; the first is the one that we publish; may be empty
 */
public record PublicUrls(List<String> bases) {
  /** Left out of comparisons, and masked wherever a URL is shown. */
  public static final String BYPASS = "x-vercel-protection-bypass";

  private static final Pattern SECRET = Pattern.compile("(?i)([?&](?:[^=&#]*(?:" + BYPASS
      + "|token|secret|key|passw|auth|signature|credential)" + "[^=&#]*|sig|code)=)[^&#]*");
  private static final Pattern USER = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@");

  /** Takes slashes off the ends, and refuses what no request can be under. */
  public PublicUrls {
    bases = bases.stream().map(PublicUrls::base).toList();
  }

  /** Returns these bases, in this order. */
  public static PublicUrls of(String... bases) {
    return new PublicUrls(List.of(bases));
  }

  /** Tells whether there is none. */
  public boolean isEmpty() {
    return bases.isEmpty();
  }

  /**
   * Tells whether a URL is one of ours with this request behind it.
   *
   * @param subject the URL that was signed
   * @param target path below the context path with its query, raw, as in the request line
   */
  public boolean isFor(String subject, String target) {
    String signed = withoutBypass(subject);
    String asked = withoutBypass(target);
    return bases.stream().anyMatch(base -> signed.equals(base + asked));
  }

  /**
   * Returns what stands behind one of these bases in a URL that somebody else wrote; empty if it is
   * under none. Scheme and host may be written in any case, and the usual port may be written or not.
   */
  public Optional<String> below(String url) {
    String place = place(url);
    return bases.stream()
        .map(PublicUrls::place)
        .filter(place::startsWith)
        .map(base -> place.substring(base.length()))
        .filter(rest -> rest.isEmpty() || "/?#".indexOf(rest.charAt(0)) >= 0)
        .findFirst();
  }

  private static String place(String url) {
    try {
      URI uri = URI.create(url);
      if (uri.getHost() == null || uri.getScheme() == null) {
        return url;
      }
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      return origin(uri) + uri.getRawPath() + query;
    } catch (IllegalArgumentException unreadable) {
      return url;
    }
  }

  /** Returns the URL by which we think the world called, masked; for records. */
  String seen(String target) {
    return masked((bases.isEmpty() ? "" : bases.get(0)) + target);
  }

  /** Returns scheme, host and port of each base, as browsers write them in {@code Origin}. */
  public List<String> origins() {
    return bases.stream().map(URI::create).map(PublicUrls::origin).distinct().toList();
  }

  /** Tells whether the one that we publish is reached by TLS. */
  public boolean isSecure() {
    return !bases.isEmpty() && bases.get(0).regionMatches(true, 0, "https:", 0, 6);
  }

  /**
   * Returns a URL in which the values of parameters are masked whose names sound like secrets, the
   * bypass before all, and with it what stands before an {@code @} in the host's place.
   */
  public static String masked(String url) {
    return USER.matcher(SECRET.matcher(url).replaceAll("$1***")).replaceAll("$1***@");
  }

  private static String withoutBypass(String url) {
    int mark = url.indexOf('?');
    if (mark < 0 || !url.substring(mark).contains(BYPASS + "=")) {
      return url;
    }
    String kept = Arrays.stream(url.substring(mark + 1).split("&", -1))
        .filter(pair -> !pair.startsWith(BYPASS + "="))
        .collect(Collectors.joining("&"));
    String path = url.substring(0, mark);
    return kept.isEmpty() ? path : path + "?" + kept;
  }

  private static String base(String text) {
    URI uri = URI.create(text.strip());
    boolean web =
        "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    if (!web || uri.getHost() == null || uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("a public URL is http(s)://host[:port][/path]");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("a public URL has no query and no fragment");
    }
    return text.strip().replaceAll("/+$", "");
  }

  private static String origin(URI base) {
    String scheme = base.getScheme().toLowerCase(Locale.ROOT);
    boolean usual = base.getPort() == (scheme.equals("https") ? 443 : 80) || base.getPort() < 0;
    return scheme + "://" + base.getHost().toLowerCase(Locale.ROOT)
        + (usual ? "" : ":" + base.getPort());
  }
}
