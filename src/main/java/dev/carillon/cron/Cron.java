package dev.carillon.cron;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A cron expression of five fields, as QStash reads it: the rules of robfig/cron's standard parser.
 * Says which wall-clock minutes are due; in which zone that is, and so which instants, is said by a
 * {@link Timetable}.
 *
 * <p>Immutable. Two are equal if they are due at the same minutes, are treated alike where a clock
 * is set back, and name the same zone (or both none), however they are spelled.
 */
public final class Cron {
  private final String text;
  private final ZoneId zone;
  private final String canonical;
  private final Dial dial;
  private final boolean bothDaysGiven;

  Cron(String text, ZoneId zone, List<FieldSet> fields) {
    this.text = text;
    this.zone = zone;
    this.dial = Dial.of(fields);
    this.bothDaysGiven = !fields.get(CronField.DAY_OF_MONTH.ordinal()).star()
        && !fields.get(CronField.DAY_OF_WEEK.ordinal()).star();
    this.canonical = CanonicalText.of(dial);
  }

  /**
   * Reads an expression. Blanks at both ends are passed over; a prefix {@code CRON_TZ=Area/City} or
   * {@code TZ=Area/City} names the zone; {@code @daily} and the like are short for five fields.
   *
   * @throws InvalidCronException if it is none; that it never fires is no reason
   */
  public static Cron parse(String text) {
    return new CronParser(text).parse();
  }

  /** Returns the zone that the expression itself names. */
  public Optional<ZoneId> zone() {
    return Optional.ofNullable(zone);
  }

  /** Returns the expression as it was written, with its zone, without blanks at both ends. */
  public String text() {
    return text;
  }

  /**
   * Returns the five fields in the one spelling that all equal expressions share: macros expanded,
   * names as numbers, lists sorted and merged; without the zone. Parsed again it behaves the same.
   */
  public String canonical() {
    return canonical;
  }

  /** Tells whether no date can ever be due, as with {@code 0 0 30 2 *}. */
  public boolean neverFires() {
    return dial.isEmpty();
  }

  /**
   * Tells whether the hour is a value, a list or a range and so means certain hours of the day.
   * Otherwise it is {@code *} or stepped and means an interval.
   */
  boolean hasFixedHour() {
    return dial.hasFixedHour();
  }

  /** Tells whether both day fields were restricted as they are written, even to all days. */
  boolean givesBothDays() {
    return bothDaysGiven;
  }

  Dial dial() {
    return dial;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cron that
        && canonical.equals(that.canonical)
        && zone().equals(that.zone());
  }

  @Override
  public int hashCode() {
    return 31 * canonical.hashCode() + zone().hashCode();
  }

  /** Returns {@link #text()}. */
  @Override
  public String toString() {
    return text;
  }
}
