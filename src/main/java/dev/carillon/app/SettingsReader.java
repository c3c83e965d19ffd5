package dev.carillon.app;

import static dev.carillon.app.Setting.APP_ENV;
import static dev.carillon.app.Setting.APP_URL;
import static dev.carillon.app.Setting.CARILLON_ADMIN_TOKEN;
import static dev.carillon.app.Setting.CARILLON_BIND;
import static dev.carillon.app.Setting.CARILLON_KEEP_AUDIT;
import static dev.carillon.app.Setting.CARILLON_KEEP_DUE_TIMES;
import static dev.carillon.app.Setting.CARILLON_KEEP_RUNS;
import static dev.carillon.app.Setting.CARILLON_LOST_KEYS;
import static dev.carillon.app.Setting.CARILLON_MAX_BITS;
import static dev.carillon.app.Setting.CARILLON_MAX_DEPTH;
import static dev.carillon.app.Setting.CARILLON_MAX_EVALUATION;
import static dev.carillon.app.Setting.CARILLON_MAX_JOURNAL;
import static dev.carillon.app.Setting.CARILLON_MAX_LEVELS;
import static dev.carillon.app.Setting.CARILLON_MAX_PATTERN;
import static dev.carillon.app.Setting.CARILLON_MAX_RUNS;
import static dev.carillon.app.Setting.CARILLON_MAX_SEARCHED;
import static dev.carillon.app.Setting.CARILLON_MAX_STEPS;
import static dev.carillon.app.Setting.CARILLON_MAX_VALUE;
import static dev.carillon.app.Setting.CARILLON_NAMESPACE;
import static dev.carillon.app.Setting.CARILLON_SECRET_KEY;
import static dev.carillon.app.Setting.CARILLON_WEBHOOK_HOLD;
import static dev.carillon.app.Setting.DATABASE_PASSWORD;
import static dev.carillon.app.Setting.DATABASE_URL;
import static dev.carillon.app.Setting.DATABASE_USER;
import static dev.carillon.app.Setting.PORT;

import dev.carillon.retention.Keep;
import dev.carillon.running.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads every setting in turn and gathers what is wrong. For one reading, by one thread. */
final class SettingsReader {
  private static final Duration HOLD = Duration.ofSeconds(25);
  private static final Duration LONGEST_HOLD = Duration.ofMinutes(15);
  private static final Pattern IP =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
  private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,39}");

  private static final Pattern KEY_ID = Pattern.compile("[0-9a-f]{8}");

  private final Surroundings here;
  private final Sources sources;
  private final Mistakes mistakes = new Mistakes();
  private final Reading reading;

  SettingsReader(Surroundings here) {
    this.here = here;
    sources = Sources.of(here);
    reading = new Reading(sources, mistakes);
  }

  Settings read() {
    Path home = Sources.home(sources, here);
    List<URI> urls = publicUrls();
    Mode mode = mode(urls);
    String bind = bind(mode);
    DatabaseSettings database = database(home);
    QStashSettings qstash = new QStashReader(reading).read(mode);
    EngineDecision engine = engine(mode, urls, qstash);
    Settings settings = new Settings(
        home,
        mode,
        engine,
        urls,
        reading.number(PORT, 8080, 0, 65_535),
        bind,
        database,
        qstash,
        adminToken(database),
        secretKeys(database),
        lostKeys(),
        namespace(),
        reading.duration(CARILLON_WEBHOOK_HOLD, HOLD, LONGEST_HOLD),
        reading.number(CARILLON_MAX_RUNS, 32, 1, 1_000),
        limits(),
        keep(),
        new OutboundReader(reading).read(isLaptop(mode, bind)),
        here.standalone(),
        UnknownNames.among(sources.names()));
    mistakes.refuseIfAny(new Door(settings.port(), settings.bind()));
    return settings;
  }

  private Limits limits() {
    Limits usual = Limits.USUAL;
    return new Limits(
        reading.number(CARILLON_MAX_STEPS, (int) usual.steps(), 100, 100_000_000),
        reading.number(CARILLON_MAX_JOURNAL, (int) usual.journal(), 100_000, 999_999_999),
        reading.number(CARILLON_MAX_VALUE, usual.value(), 1_000, 50_000_000),
        reading.number(CARILLON_MAX_DEPTH, usual.depth(), 0, 100),
        reading.number(CARILLON_MAX_LEVELS, usual.levels(), 10, 500),
        Duration.ofMillis(reading.number(
            CARILLON_MAX_EVALUATION, (int) usual.evaluation().toMillis(), 100, 60_000)),
        reading.number(CARILLON_MAX_PATTERN, usual.pattern(), 10, 100_000),
        reading.number(CARILLON_MAX_BITS, usual.bits(), 64, 1_000_000),
        reading.number(CARILLON_MAX_SEARCHED, usual.searched(), 1_000, 50_000_000));
  }

  private Keep keep() {
    return new Keep(
        reading.keeping(CARILLON_KEEP_RUNS, Keep.RUNS, Keep.LEAST),
        reading.keeping(CARILLON_KEEP_DUE_TIMES, Keep.DUE_TIMES, Keep.LEAST),
        reading.keeping(CARILLON_KEEP_AUDIT, Keep.AUDIT, Keep.LEAST));
  }

  private List<URI> publicUrls() {
    return reading.list(APP_URL).stream()
        .flatMap(text -> publicUrl(text).stream())
        .toList();
  }

  private Optional<URI> publicUrl(String text) {
    try {
      return Optional.of(PublicUrl.base(text));
    } catch (IllegalArgumentException unreadable) {
      reading.wrong(APP_URL, "is no base URL", unreadable.getMessage());
      return Optional.empty();
    }
  }

  private Mode mode(List<URI> urls) {
    boolean local = urls.isEmpty() || PublicUrl.isPrivate(urls.get(0));
    String word = reading.word(
        APP_ENV,
        local ? "development" : "production",
        List.of("development", "production", "test"));
    return word.equals("production") ? Mode.PRODUCTION : Mode.DEVELOPMENT;
  }

  private String bind(Mode mode) {
    String fallback = mode == Mode.DEVELOPMENT ? "127.0.0.1" : "";
    return reading
        .with(CARILLON_BIND, "cannot be listened on", SettingsReader::address)
        .orElse(fallback);
  }

  private static String address(String text) {
    if (text.equals("*") || text.equals("localhost")) {
      return text.equals("*") ? "" : "127.0.0.1";
    }
    try {
      // Not before the text is known to be no name: those are looked up in the network.
      if (!IP.matcher(text).matches() || !isHere(InetAddress.getByName(text))) {
        throw new IllegalArgumentException(
            "it is no IP address of this machine; set 127.0.0.1, or * for all");
      }
      return text;
    } catch (IOException noAddress) {
      throw new IllegalArgumentException(
          "it is no IP address; set 127.0.0.1, or * for all", noAddress);
    }
  }

  private static boolean isHere(InetAddress address) throws SocketException {
    return address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || NetworkInterface.getByInetAddress(address) != null;
  }

  private DatabaseSettings database(Path home) {
    Optional<Secret> password = reading.literal(DATABASE_PASSWORD).map(Secret::new);
    return reading
        .with(DATABASE_URL, "is no address of a database", DatabaseSettings::parse)
        .orElseGet(() -> DatabaseSettings.in(home))
        .with(reading.text(DATABASE_USER), password);
  }

  private Optional<Secret> adminToken(DatabaseSettings database) {
    needIfShared(CARILLON_ADMIN_TOKEN, database);
    return reading.token(CARILLON_ADMIN_TOKEN, 16);
  }

  private List<Secret> secretKeys(DatabaseSettings database) {
    needIfShared(CARILLON_SECRET_KEY, database);
    return reading.secrets(CARILLON_SECRET_KEY, SecretKeys.SHORTEST);
  }

  private List<String> lostKeys() {
    List<String> ids = reading.list(CARILLON_LOST_KEYS);
    if (!ids.stream().allMatch(it -> KEY_ID.matcher(it).matches())) {
      reading.wrong(
          CARILLON_LOST_KEYS,
          "has an entry that is no id of a key",
          "copy the ids, of 8 digits and letters a to f, from the error of the start");
    }
    return ids;
  }

  /** Several nodes may share a PostgreSQL, so what each would generate for itself must be given. */
  private void needIfShared(Setting setting, DatabaseSettings database) {
    if (database.isPostgres() && reading.text(setting).isEmpty()) {
      reading.wrong(
          setting,
          "is not set, but DATABASE_URL is a PostgreSQL",
          "set it to a random text, the same on every node");
    }
  }

  private EngineDecision engine(Mode mode, List<URI> urls, QStashSettings qstash) {
    boolean publicUrl = !urls.isEmpty() && !PublicUrl.isPrivate(urls.get(0));
    boolean devServer = PublicUrl.isPrivate(qstash.url());
    return new EngineChoice(reading, mode, publicUrl, devServer).decide();
  }

  private String namespace() {
    String name = reading.text(CARILLON_NAMESPACE).orElse("carillon");
    if (!NAMESPACE.matcher(name).matches()) {
      reading.wrong(
          CARILLON_NAMESPACE,
          "is no namespace",
          "use at most 40 letters, digits, hyphens and underscores");
    }
    return name;
  }

  private boolean isLaptop(Mode mode, String bind) {
    boolean loopback = bind.startsWith("127.") || bind.equals("::1");
    return here.standalone() && mode == Mode.DEVELOPMENT && loopback;
  }
}
