package dev.carillon.calls;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a reference relative to a URI (RFC 3986 section 5.2). {@link URI#resolve} does it by the older
 * RFC 2396, which leaves {@code ..} beyond the root and loses what an empty reference means.
 */
final class Reference {
  /** RFC 3986 appendix B, with the scheme of section 3.1. */
  private static final Pattern PARTS = Pattern.compile(
      "(?s)(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(\\?[^#]*)?(#.*)?");

  private final String scheme;
  private final String authority;
  private final String path;
  private final String query;
  private final String fragment;

  private Reference(String text) {
    Matcher parts = PARTS.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("this is no reference");
    }
    scheme = parts.group(1);
    authority = parts.group(2);
    path = parts.group(3);
    query = parts.group(4) == null ? "" : parts.group(4);
    fragment = parts.group(5) == null ? "" : parts.group(5);
  }

  /**
   * Returns what a reference stands for.
   *
   * @param base absolute, with an authority
   * @throws IllegalArgumentException if it is no URI reference
   */
  static URI resolved(URI base, String reference) {
    return URI.create(new Reference(reference).from(new Reference(base.toString())));
  }

  private String from(Reference base) {
    if (scheme != null) {
      return scheme + ":" + (authority == null ? "" : "//" + authority) + withoutSteps(path)
          + end();
    }
    if (authority != null) {
      return base.scheme + "://" + authority + withoutSteps(path) + end();
    }
    String origin = base.scheme + "://" + base.authority;
    if (path.isEmpty()) {
      return origin + base.path + (query.isEmpty() ? base.query : query) + fragment;
    }
    String whole = path.startsWith("/") ? path : base.directory() + path;
    return origin + withoutSteps(whole) + end();
  }

  private String end() {
    return query + fragment;
  }

  private String directory() {
    return path.isEmpty() ? "/" : path.substring(0, path.lastIndexOf('/') + 1);
  }

  /** Section 5.2.4. Only what has no authority begins without a slash, and we call none such. */
  private static String withoutSteps(String path) {
    if (!path.startsWith("/")) {
      return path;
    }
    Deque<String> kept = new ArrayDeque<>();
    Iterator<String> segments = Arrays.asList(path.substring(1).split("/", -1)).iterator();
    while (segments.hasNext()) {
      String segment = segments.next();
      boolean up = segment.equals("..");
      boolean step = up || segment.equals(".");
      if (up) {
        kept.pollLast();
      }
      if (!step) {
        kept.addLast(segment);
      } else if (!segments.hasNext()) {
        kept.addLast("");
      }
    }
    return "/" + String.join("/", kept);
  }
}
