package dev.carillon.qstash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.signature.PublicUrls;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All that can be compared of a schedule, as wanted and as held. A fact that is not set is an empty
 * text; one that a list does not show is missing there, and is not to be compared.
 */
final class Facts {
  private static final Pattern BYPASS =
      Pattern.compile("(?i)(" + Pattern.quote(PublicUrls.BYPASS) + "=)([^&#]*)");

  private Facts() {}

  /** Returns those of a schedule as we would send it. */
  static Map<String, String> wanted(String cron, Parcel parcel) {
    Map<String, String> headers = parcel.headers();
    Map<String, List<String>> carried = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    carried.put("Content-Type", List.of(headers.getOrDefault("Content-Type", "")));
    headers.forEach((name, value) -> {
      if (name.startsWith("Upstash-Forward-")) {
        carried.put(name.substring("Upstash-Forward-".length()), List.of(value));
      }
    });
    Map<String, String> facts = new TreeMap<>();
    when(facts, cron);
    facts.put("destination", masked(parcel.destination()));
    facts.put("method", headers.get("Upstash-Method"));
    facts.put("headers", headers(carried));
    body(facts, parcel.body());
    facts.put("retries", headers.get("Upstash-Retries"));
    facts.put("retryDelay", headers.getOrDefault("Upstash-Retry-Delay", ""));
    facts.put("timeout", headers.get("Upstash-Timeout"));
    facts.put("labels", sorted(List.of(headers.get("Upstash-Label").split(","))));
    facts.put("failureCallback", masked(headers.get("Upstash-Failure-Callback")));
    facts.put("callback", "");
    facts.put("delay", "");
    facts.put("queue", "");
    facts.put("flowControl", "");
    return facts;
  }

  /** Returns those of a schedule as QStash holds it. */
  static Map<String, String> held(RemoteSchedule schedule) {
    Map<String, String> facts = new TreeMap<>();
    when(facts, schedule.cron());
    facts.put("destination", masked(schedule.destination()));
    facts.put("method", schedule.method());
    facts.put("headers", headers(schedule.headers()));
    body(facts, schedule.body());
    facts.put("retries", String.valueOf(schedule.retries()));
    facts.put("retryDelay", schedule.retryDelay().orElse(""));
    schedule.timeout().ifPresent(it -> facts.put("timeout", it.matches("\\d+") ? it + "s" : it));
    facts.put("labels", sorted(schedule.labels()));
    facts.put("failureCallback", schedule.failureCallback().map(Facts::masked).orElse(""));
    facts.put("callback", schedule.callback().map(Facts::masked).orElse(""));
    facts.put("delay", schedule.delaySeconds().map(it -> it + "s").orElse(""));
    facts.put("queue", schedule.queue().orElse(""));
    facts.put("flowControl", schedule.flowControlKey().orElse(""));
    return facts;
  }

  private static void when(Map<String, String> facts, String cron) {
    CronText text = CronText.of(cron);
    facts.put("cron", text.fields());
    facts.put("timezone", text.zone());
  }

  private static void body(Map<String, String> facts, byte[] body) {
    Optional<JsonNode> json = Json.tree(new Reply(200, Map.of(), body)).filter(JsonNode::isObject);
    for (String name : List.of("workflowId", "scheduleId", "revision", "installation")) {
      facts.put(name, json.flatMap(it -> Json.text(it, name)).orElse(""));
    }
    facts.put("body", body.length == 0 ? "" : Fingerprint.of(body));
  }

  /** The values may be secret, except that of the content's type. */
  private static String headers(Map<String, List<String>> headers) {
    return headers.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(String.CASE_INSENSITIVE_ORDER))
        .map(it -> it.getKey().toLowerCase(java.util.Locale.ROOT) + ": " + shown(it))
        .collect(Collectors.joining(", "));
  }

  private static String shown(Map.Entry<String, List<String>> header) {
    String values = String.join(",", header.getValue());
    return header.getKey().equalsIgnoreCase("Content-Type") ? values : Fingerprint.of(values);
  }

  private static String sorted(Collection<String> labels) {
    return labels.stream().map(String::strip).sorted().collect(Collectors.joining(", "));
  }

  private static String masked(String url) {
    return BYPASS
        .matcher(url)
        .replaceAll(it -> Matcher.quoteReplacement(it.group(1) + Fingerprint.of(it.group(2))));
  }
}
