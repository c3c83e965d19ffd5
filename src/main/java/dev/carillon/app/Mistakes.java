package dev.carillon.app;

import java.util.ArrayList;
import java.util.List;

/** What is found wrong with the settings, gathered so that all of it can be told at once. */
final class Mistakes {
  private final List<String> found = new ArrayList<>();

  /**
   * Adds one.
   *
   * @param name of the setting
   * @param wrong what is wrong with it; with no secret in it
   * @param cure what to set
   */
  void add(String name, String wrong, String cure) {
    found.add("%s %s: %s".formatted(name, wrong, cure));
  }

  /**
   * Goes on only if nothing was found.
   *
   * @param door where to listen all the same
   */
  void refuseIfAny(Door door) {
    if (!found.isEmpty()) {
      throw new RefusedSettingsException(found).at(door);
    }
  }
}
