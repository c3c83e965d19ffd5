package dev.carillon.app;

import static dev.carillon.app.Setting.CARILLON_DRIFT;
import static dev.carillon.app.Setting.CARILLON_NUDGES;
import static dev.carillon.app.Setting.QSTASH_CURRENT_SIGNING_KEY;
import static dev.carillon.app.Setting.QSTASH_FORWARD_HEADERS;
import static dev.carillon.app.Setting.QSTASH_NEXT_SIGNING_KEY;
import static dev.carillon.app.Setting.QSTASH_PLAN;
import static dev.carillon.app.Setting.QSTASH_TOKEN;
import static dev.carillon.app.Setting.QSTASH_URL;
import static dev.carillon.app.Setting.VERCEL_AUTOMATION_BYPASS_SECRET;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carillon.signature.PublishedKeys;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what concerns QStash. */
final class QStashReader {
  private static final URI EUROPE = URI.create("https://qstash.upstash.io");
  private static final URI AMERICA = URI.create("https://qstash-us-east-1.upstash.io");
  private static final int KEY_BYTES = 32;
  private static final Pattern HEADER =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+)\\s*:\\s*([!-~][ -~]*)");

  /** QStash does not forward these, or takes them for its own. */
  private static final Pattern NOT_FORWARDED =
      Pattern.compile("(?i)upstash-.*|content-type|content-length|host|connection");

  private final Reading reading;

  QStashReader(Reading reading) {
    this.reading = reading;
  }

  QStashSettings read(Mode mode) {
    return new QStashSettings(
        reading.with(QSTASH_URL, "is no base URL", QStashReader::root).orElseGet(this::service),
        token(),
        key(QSTASH_CURRENT_SIGNING_KEY, mode),
        key(QSTASH_NEXT_SIGNING_KEY, mode),
        reading.secret(VERCEL_AUTOMATION_BYPASS_SECRET, 1),
        forwardHeaders(),
        reading.word(QSTASH_PLAN, "free", List.of("free", "payg", "pro")),
        reading.word(CARILLON_DRIFT, "report", List.of("report", "enforce")).equals("enforce"),
        reading.word(CARILLON_NUDGES, "own", List.of("own", "qstash")).equals("qstash"));
  }

  /** A region that is named without its address has the address that Upstash gave it. */
  private URI service() {
    return reading.region().equals("US_EAST_1") ? AMERICA : EUROPE;
  }

  private Optional<Secret> token() {
    return reading.token(QSTASH_TOKEN, 1);
  }

  /** Older instructions name the address of one call, {@code /v2/publish}, as the API's. */
  private static URI root(String text) {
    return PublicUrl.base(text.replaceFirst("/v2(/publish)?/?$", ""));
  }

  /** Tells whether a key is as long as a setting has to be; a shorter one could be guessed. */
  static boolean isLongEnough(String key) {
    return key.getBytes(UTF_8).length >= KEY_BYTES;
  }

  private Optional<Secret> key(Setting setting, Mode mode) {
    Optional<Secret> key = reading.secret(setting, KEY_BYTES);
    if (mode == Mode.PRODUCTION
        && key.filter(k -> PublishedKeys.isPublished(k.value())).isPresent()) {
      reading.wrong(
          setting,
          "is a published key of QStash's dev server, so anybody could sign",
          "copy yours from the Upstash console");
    }
    return key;
  }

  private Map<String, Secret> forwardHeaders() {
    Map<String, Secret> headers = new LinkedHashMap<>();
    for (String entry : reading.list(QSTASH_FORWARD_HEADERS)) {
      Matcher header = HEADER.matcher(entry);
      if (header.matches() && NOT_FORWARDED.matcher(header.group(1)).matches()) {
        reading.wrong(
            QSTASH_FORWARD_HEADERS,
            "names a header that QStash does not forward, " + header.group(1),
            "name the header as your gateway wants it, like X-Gateway-Key: value");
      } else if (header.matches()) {
        headers.put(header.group(1), new Secret(header.group(2)));
      } else {
        reading.wrong(
            QSTASH_FORWARD_HEADERS,
            "has an entry that is no header",
            "write it like X-Gateway-Key: value, entries separated by commas");
      }
    }
    return headers;
  }
}
