package dev.carillon.rest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the guide tells more about a kind of problem; those of engines know their place themselves. */
final class Guides {
  private static final String PAGE = "guide.en.md#";

  private static final Map<String, List<String>> TYPES = Map.ofEntries(
      Map.entry("database", List.of("store-unavailable", "not-started")),
      Map.entry("settings", List.of("no-qstash")),
      Map.entry("signing-keys", List.of("rolling-unsafe")),
      Map.entry("signature-fails", List.of("signature-refused")),
      Map.entry(
          "schedule-not-created",
          List.of(
              "invalid-cron",
              "invalid-setting",
              "no-cron",
              "code-gone",
              "schedule-changed",
              "unknown-workflow",
              "schedule-active")),
      Map.entry("schedule-conflict", List.of("schedule-conflict")),
      Map.entry("copied-database", List.of("copied-database")),
      Map.entry(
          "definition-refused",
          List.of(
              "invalid-definition",
              "other-workflow",
              "version-taken",
              "workflow-changed",
              "from-code")),
      Map.entry(
          "due-time-settled",
          List.of(
              "unknown-backfill",
              "unknown-due-time",
              "due-time-ran",
              "due-time-skipped",
              "due-time-not-run",
              "run-goes-on",
              "schedule-paused",
              "schedule-off",
              "not-redrivable")),
      Map.entry("calendars", List.of("unknown-calendar", "calendar-in-use", "calendar-changed")),
      Map.entry("secrets", List.of("invalid-secret", "unknown-secret", "secrets-off")),
      Map.entry(
          "not-signed-in",
          List.of(
              "unauthorized",
              "sign-in-refused",
              "credentials",
              "forbidden",
              "forbidden-origin",
              "too-many-sign-ins")),
      Map.entry(
          "nothing-there",
          List.of(
              "unknown-run", "unknown-schedule", "unknown-dead-letter", "not-found", "invalid-id")),
      Map.entry(
          "request-refused",
          List.of(
              "bad-request",
              "ambiguous-path",
              "broken-body",
              "crowded",
              "invalid-body",
              "invalid-parameter",
              "method-not-allowed",
              "not-acceptable",
              "slow-body",
              "too-large",
              "unsupported-media-type")),
      Map.entry("broke-here", List.of("internal")));

  private static final Map<String, String> PLACES = places();

  private Guides() {}

  private static Map<String, String> places() {
    Map<String, String> places = new HashMap<>();
    TYPES.forEach((place, types) -> types.forEach(type -> places.put(type, place)));
    return Map.copyOf(places);
  }

  /** Returns the anchor of a type of problem, by the last word of the type. */
  static Optional<String> place(String type) {
    return Optional.ofNullable(PLACES.get(type));
  }

  /** Returns the problem with the place in the guide, where there is one that fits. */
  static Problem add(Problem problem) {
    return place(problem.type().replaceFirst(".*/", ""))
        .map(it -> problem.with("guide", PAGE + it))
        .orElse(problem);
  }
}
