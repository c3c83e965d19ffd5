package dev.carillon.rest;

import dev.carillon.cron.ClockChanges;
import dev.carillon.cron.RepeatedHour;
import dev.carillon.cron.SkippedHour;
import jakarta.ws.rs.QueryParam;

/** What a query says is to become of a fixed hour where clocks are set. */
public final class ClockChoice {
  private final String repeatedHour;
  private final String skippedHour;

  /** Takes the words; null where nothing is said. */
  public ClockChoice(
      @QueryParam("repeatedHour") String repeatedHour,
      @QueryParam("skippedHour") String skippedHour) {
    this.skippedHour = skippedHour;
    this.repeatedHour = repeatedHour;
  }

  /**
   * Returns the choice; what is not said stays as it is.
   *
   * @throws InvalidParameterException if a word means nothing
   */
  ClockChanges over(ClockChanges present) {
    return new ClockChanges(
        repeatedHour == null
            ? present.repeatedHour()
            : Params.read("repeatedHour", repeatedHour, RepeatedHour::ofWord),
        skippedHour == null
            ? present.skippedHour()
            : Params.read("skippedHour", skippedHour, SkippedHour::ofWord));
  }
}
