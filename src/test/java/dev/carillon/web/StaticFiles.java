package dev.carillon.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The dashboard's files as they will stand in the WAR, under the policy that they must live with. */
final class StaticFiles {
  private static final Path WEBAPP = Path.of("webapp");
  private static final Path GUIDES = Path.of("src/docs");
  private static final Path VENDOR = Path.of("target/vendor/META-INF/resources/_static");
  private static final Pattern IMPORT_MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
  private static final Map<String, String> TYPES = Map.of(
      "html", "text/html; charset=utf-8",
      "js", "text/javascript; charset=utf-8",
      "css", "text/css; charset=utf-8",
      "md", "text/markdown; charset=utf-8",
      "svg", "image/svg+xml");

  private final String policy;

  StaticFiles() throws IOException {
    policy = "default-src 'none'; script-src 'self' 'sha256-%s'; style-src 'self'; img-src 'self';"
            .formatted(hash(importMap()))
        + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  }

  /** Answers a file or 404; nothing outside the two folders is reached. */
  void answer(HttpExchange exchange, String path) throws IOException {
    Optional<Path> file = find(path.equals("/") ? "/index.html" : path);
    if (file.isEmpty()) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    byte[] bytes = Files.readAllBytes(file.get());
    String name = file.get().getFileName().toString();
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Content-Security-Policy", policy);
    // Nobody changes them while tests run: a browser need not ask twice.
    exchange.getResponseHeaders().set("Cache-Control", "max-age=3600");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static Optional<Path> find(String path) {
    if (path.startsWith("/guide/")) {
      Path guide = GUIDES.resolve(path.substring("/guide/".length())).normalize();
      return guide.startsWith(GUIDES) && Files.isRegularFile(guide)
          ? Optional.of(guide)
          : Optional.empty();
    }
    Path file = path.startsWith("/vendor/")
        ? VENDOR.resolve(path.substring("/vendor/".length())).normalize()
        : WEBAPP.resolve(path.substring(1)).normalize();
    boolean ours = file.startsWith(WEBAPP) || file.startsWith(VENDOR);
    return ours && Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  /** Returns the scripts that we wrote. */
  static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.walk(WEBAPP.resolve("js"))) {
      return files.filter(it -> it.toString().endsWith(".js")).sorted().toList();
    }
  }

  private static String importMap() throws IOException {
    Matcher map = IMPORT_MAP.matcher(Files.readString(WEBAPP.resolve("index.html")));
    if (!map.find()) {
      throw new IllegalStateException("index.html has no import map");
    }
    return map.group(1);
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
