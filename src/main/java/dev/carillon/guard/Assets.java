package dev.carillon.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dashboard's files that a browser may keep for ever. Our scripts and style sheets have addresses
 * below a prefix that names the contents of all of them, so that modules, which import each other by
 * relative paths, stay below it. Those of others have their version in their path.
 */
final class Assets {
  private static final Pattern ADDRESS = Pattern.compile("/assets/([0-9a-f]+)(/.+)");
  private static final Pattern REFERENCE = Pattern.compile("\\b(href|src)=\"(?=(?:js|css)/)");
  private static final Pattern VERSIONED = Pattern.compile("/vendor/[^/]+/[^/]+/.+");

  /** What {@link #fileAt} answers is one of these, so no address leads elsewhere. */
  private final Set<String> ours;

  private final Set<String> vendors;
  private final String hash;

  private Assets(Set<String> ours, Set<String> vendors, String hash) {
    this.ours = ours;
    this.vendors = vendors;
    this.hash = hash;
  }

  /** Reads all that is deployed; files that are changed or added later are not noticed. */
  static Assets in(ServletContext context) throws IOException {
    Set<String> ours = new TreeSet<>();
    collect(context, "/js/", ours);
    collect(context, "/css/", ours);
    Set<String> vendors = new TreeSet<>();
    collect(context, "/vendor/", vendors);
    return new Assets(ours, vendors, hash(context, ours));
  }

  private static void collect(ServletContext context, String folder, Set<String> files) {
    Set<String> inside = context.getResourcePaths(folder);
    for (String path : inside == null ? Set.<String>of() : inside) {
      if (path.endsWith("/")) {
        collect(context, path, files);
      } else {
        files.add(path);
      }
    }
  }

  private static String hash(ServletContext context, Set<String> files) throws IOException {
    StringBuilder list = new StringBuilder();
    for (String file : files) {
      try (InputStream content = Objects.requireNonNull(context.getResourceAsStream(file), file)) {
        list.append(file + ' ' + Sha256.of(content.readAllBytes()).hex() + '\n');
      }
    }
    return Sha256.of(list.toString().getBytes(UTF_8)).hex().substring(0, 16);
  }

  /** Returns a page with its references to our files by the addresses that may be kept. */
  String referredBy(String page) {
    return REFERENCE.matcher(page).replaceAll("$1=\"assets/" + hash + "/");
  }

  /** Returns the file that an address with a hash, ours or another, leads to. */
  Optional<String> fileAt(String path) {
    Matcher address = ADDRESS.matcher(path);
    return address.matches()
        ? Optional.of(address.group(2)).filter(ours::contains)
        : Optional.empty();
  }

  /** Tells whether there is a file at this path, and never will be another. */
  boolean isForEver(String path) {
    if (vendors.contains(path)) {
      return VERSIONED.matcher(path).matches();
    }
    return path.startsWith("/assets/" + hash + "/") && fileAt(path).isPresent();
  }
}
