package dev.carillon.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one inline element of the dashboard's page, and the hash by which a browser lets it in. */
final class ImportMap {
  static final String PAGE = "/index.html";

  private static final Pattern ELEMENT = Pattern.compile(
      "<script\\b[^>]*\\btype=[\"']?importmap[\"']?[^>]*>(.*?)</script>",
      Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  private ImportMap() {}

  /** Returns the source expression for the deployed page's import map; nothing if it has none. */
  static Optional<String> hashIn(ServletContext context) throws IOException {
    try (InputStream page = context.getResourceAsStream(PAGE)) {
      return page == null ? Optional.empty() : hashOf(new String(page.readAllBytes(), UTF_8));
    }
  }

  private static Optional<String> hashOf(String page) {
    Matcher found = ELEMENT.matcher(page);
    return found.find() ? Optional.of(sha256(found.group(1))) : Optional.empty();
  }

  /** Browsers hash the text after the parser made every line end a single line feed. */
  private static String sha256(String text) {
    String parsed = text.replaceAll("\r\n?", "\n");
    return "sha256-" + Sha256.of(parsed.getBytes(UTF_8)).base64();
  }
}
