package dev.carillon.rest;

import java.util.Map;

/** Where the guide tells more about a kind of problem; those of engines know their place themselves. */
final class Guides {
  private static final String PAGE = "guide.en.md#";

  private static final Map<String, String> PLACES = Map.ofEntries(
      Map.entry("store-unavailable", "database"),
      Map.entry("no-qstash", "settings"),
      Map.entry("rolling-unsafe", "signing-keys"),
      Map.entry("invalid-cron", "schedule-not-created"),
      Map.entry("invalid-setting", "schedule-not-created"),
      Map.entry("no-cron", "schedule-not-created"),
      Map.entry("code-gone", "schedule-not-created"),
      Map.entry("schedule-changed", "schedule-not-created"),
      Map.entry("unknown-workflow", "schedule-not-created"));

  private Guides() {}

  /** Returns the problem with the place in the guide, where there is one that fits. */
  static Problem add(Problem problem) {
    String place = PLACES.get(problem.type().replaceFirst(".*/", ""));
    return place == null ? problem : problem.with("guide", PAGE + place);
  }
}
