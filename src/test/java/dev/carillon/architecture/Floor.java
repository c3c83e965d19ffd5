package dev.carillon.architecture;

import java.util.Arrays;
import java.util.List;

/** The floors of the house from top to bottom, each with its rooms. A room looks down only. */
enum Floor {
  ROOF("boot", "app"),
  DOORS("rest", "guard", "qstash", "quartz", "jdbc", "calls", "language", "vault"),
  WORK(
      "employing",
      "scheduling",
      "running",
      "authoring",
      "watching",
      "retention",
      "access",
      "signing",
      "secrets",
      "doctor"),
  WORDS(
      "cron",
      "schedule",
      "occurrence",
      "workflow",
      "function",
      "job",
      "run",
      "delivery",
      "signature",
      "text");

  private final List<String> rooms;

  Floor(String... rooms) {
    this.rooms = List.of(rooms);
  }

  /** Returns the floor of a room; one that is on no floor has to be drawn in first. */
  static Floor of(String room) {
    return Arrays.stream(values())
        .filter(floor -> floor.rooms.contains(room))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("room " + room + " is on no floor: add it to the map"));
  }

  /** Returns whether who stands on this floor may look at a room of that one. */
  boolean sees(Floor other) {
    boolean amongThemselves = this == WORK || this == WORDS;
    return other.ordinal() > ordinal() || other == this && amongThemselves;
  }
}
