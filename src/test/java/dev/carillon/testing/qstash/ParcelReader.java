package dev.carillon.testing.qstash;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what is to be carried out of a call, and refuses what QStash refuses. */
final class ParcelReader {
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
  private static final String CALLER = "203.0.113.9";

  private final Destinations destinations;
  private final Plan plan;
  private final int overlongDelay;

  ParcelReader(Destinations destinations, Account account) {
    this.destinations = destinations;
    this.plan = account.plan();
    this.overlongDelay = account.holds(Doubt.DELAY_QUOTA_IS_412) ? 412 : 400;
  }

  Parcel read(String destination, Config config, byte[] body) {
    destinations.check(destination);
    if (body.length > plan.maxMessageBytes()) {
      throw quota(412, "maxMessageSize", plan.maxMessageBytes());
    }
    Options options = options(config, "Upstash-", Options.RETRIES);
    config
        .find("Content-Type")
        .ifPresent(type -> options.headers().put("Content-Type", List.of(type)));
    return new Parcel(
        destination,
        body,
        options,
        labels(config),
        callback(config, "Upstash-Callback", options.retries()),
        callback(config, "Upstash-Failure-Callback", options.retries()),
        config.find("Upstash-Redact-Fields").map(Redaction::of).orElse(Redaction.NONE),
        CALLER);
  }

  private Optional<Callback> callback(Config config, String header, int retries) {
    return config.find(header).map(url -> {
      destinations.check(url);
      Options options = options(config, header + "-", retries);
      options.headers().putIfAbsent("Content-Type", List.of("application/json"));
      return new Callback(url, options);
    });
  }

  private Options options(Config config, String prefix, int retries) {
    Optional<String> retryDelay = config.find(prefix + "Retry-Delay");
    retryDelay.ifPresent(expression -> RetryDelay.of(expression, 0));
    Optional<Duration> delay = config.find(prefix + "Delay").map(this::delay);
    return new Options(
        method(config, prefix),
        forwarded(config, prefix),
        config.find(prefix + "Retries").map(this::retries).orElse(retries),
        retryDelay,
        config.find(prefix + "Timeout").map(ParcelReader::timeout),
        delay);
  }

  /** Returns a parcel as a call changes it: a dead letter that is retried with other options. */
  Parcel changed(Parcel parcel, Config config) {
    Options old = parcel.options();
    Options said = options(config, "Upstash-", old.retries());
    Map<String, List<String>> headers = HttpWire.none();
    headers.putAll(old.headers());
    headers.putAll(said.headers());
    Options options = new Options(
        config.find("Upstash-Method").orElse(old.method()),
        headers,
        said.retries(),
        said.retryDelay().or(old::retryDelay),
        said.timeout().or(old::timeout),
        said.delay());
    List<String> labels = labels(config);
    return parcel.with(options).withLabels(labels.isEmpty() ? parcel.labels() : labels);
  }

  private static Map<String, List<String>> forwarded(Config config, String prefix) {
    Map<String, List<String>> forwarded = config.behind(prefix + "Forward-");
    if (config.isTrue("Upstash-Header-Forward") && prefix.equals("Upstash-")) {
      config.foreign().forEach(forwarded::putIfAbsent);
    }
    forwarded.remove("Content-Type");
    return forwarded;
  }

  private static String method(Config config, String prefix) {
    String method = config.find(prefix + "Method").orElse("POST");
    if (!METHODS.contains(method)) {
      throw RefusedCallException.badRequest("invalid method: " + method);
    }
    return method;
  }

  private int retries(String text) {
    if (!text.matches("\\d{1,9}")) {
      throw RefusedCallException.badRequest("invalid retries: " + text);
    }
    int retries = Integer.parseInt(text);
    if (retries > plan.maxRetries()) {
      throw quota(400, "maxRetries", plan.maxRetries());
    }
    return retries;
  }

  private Duration delay(String text) {
    Duration delay = GoDuration.config(text)
        .orElseThrow(() -> RefusedCallException.badRequest("invalid delay: " + text));
    checkDelay(delay);
    return delay;
  }

  /** Refuses to wait for longer than the plan allows. */
  void checkDelay(Duration delay) {
    if (delay.compareTo(plan.maxDelay()) > 0) {
      throw quota(overlongDelay, "maxDelay", plan.maxDelay().toSeconds());
    }
  }

  /** A bare number is lenient: an example in QStash's documents has one, and means seconds. */
  private static Duration timeout(String text) {
    return GoDuration.config(text.matches("\\d+") ? text + "s" : text)
        .orElseThrow(() -> RefusedCallException.badRequest("invalid timeout: " + text));
  }

  private static List<String> labels(Config config) {
    return config.find("Upstash-Label").stream()
        .flatMap(all -> Arrays.stream(all.split(",")))
        .map(String::strip)
        .filter(label -> !label.isEmpty())
        .toList();
  }

  static RefusedCallException quota(int status, String name, long limit) {
    return new RefusedCallException(status, "quota " + name + " exceeded, current limit: " + limit);
  }
}
