package dev.carillon.schedule;

import dev.carillon.cron.Cron;
import dev.carillon.cron.InvalidCronException;
import dev.carillon.cron.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Times in which a schedule's due times are not to run. Several are written with {@code ;} between:
 * a day ({@code 2026-12-25}), from one point to another, both part of it ({@code
 * 2026-12-24T18:00/2026-12-26}), or the minutes of a cron on the schedule's clock ({@code * 22-23 *
 * * *}). Immutable; two are equal if they are written alike.
 */
public final class Blackout {
  /** There is none. */
  public static final Blackout NONE = new Blackout(List.of());

  private static final int MOST = 100;
  private static final int MINUTES_OF_A_DAY = 24 * 60;

  private final List<Part> parts;
  private final DarkMinutes minutes;

  private Blackout(List<Part> parts) {
    this.parts = List.copyOf(parts);
    minutes = new DarkMinutes(parts(Minutes.class).map(Minutes::times).toList());
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if a part cannot be read; the message names it and says what can
   *     be
   */
  public static Blackout of(String text) {
    List<Part> parts = Arrays.stream(text.split("[;\n]"))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .map(Blackout::part)
        .toList();
    if (parts.size() > MOST) {
      throw new IllegalArgumentException(
          "a blackout has " + MOST + " parts at most; leave some out");
    }
    return new Blackout(parts);
  }

  /** Returns it as it is written, one part after the other. */
  public String text() {
    return String.join("; ", texts());
  }

  /** Returns its parts as they are written. */
  public List<String> texts() {
    return parts.stream().map(Part::text).toList();
  }

  /**
   * Returns which of so many days it darkens, in order, each on a schedule's clock; one that was
   * written with an offset stands as if that clock hung in UTC. A change of the clocks is not looked
   * at.
   */
  public List<DarkDay> days(LocalDate from, int count) {
    return from.datesUntil(from.plusDays(count))
        .flatMap(it -> dark(it).stream())
        .toList();
  }

  private Optional<DarkDay> dark(LocalDate day) {
    var dark = new BitSet(MINUTES_OF_A_DAY);
    List<String> names = new ArrayList<>();
    for (Part part : parts) {
      BitSet minutes = part.minutes(day);
      dark.or(minutes);
      if (!minutes.isEmpty()) {
        names.add(part.text());
      }
    }
    boolean whole = dark.cardinality() == MINUTES_OF_A_DAY;
    return names.isEmpty() ? Optional.empty() : Optional.of(new DarkDay(day, whole, names));
  }

  /** Returns the part that covers a due time, as it is written. */
  Optional<String> covering(Instant due, ZoneId zone) {
    return covering(due, zone, Part.class).map(Part::text).findFirst();
  }

  /** Returns the last instant up to which all that is due is surely dark, from a covered one on. */
  Instant darkUntil(Instant due, Timetable of) {
    return Stream.of(
            covering(due, of.zone(), Span.class).map(it -> it.to().last(of.zone())),
            covering(due, of.zone(), Minutes.class).limit(1).map(it -> minutes.until(due, of)))
        .flatMap(it -> it)
        .max(Instant::compareTo)
        .orElse(due);
  }

  /** Returns the first instant from which on all that is due is surely dark, up to a covered one. */
  Instant darkSince(Instant due, Timetable of) {
    return Stream.of(
            covering(due, of.zone(), Span.class).map(it -> it.from().first(of.zone())),
            covering(due, of.zone(), Minutes.class).limit(1).map(it -> minutes.since(due, of)))
        .flatMap(it -> it)
        .min(Instant::compareTo)
        .orElse(due);
  }

  private <T extends Part> Stream<T> covering(Instant due, ZoneId zone, Class<T> kind) {
    // All crons are asked at once first: there may be a hundred, and most due times are not dark.
    boolean isMinute = minutes.cover(due, zone);
    return parts(kind)
        .filter(it -> isMinute || !(it instanceof Minutes))
        .filter(it -> it.covers(due, zone));
  }

  private <T extends Part> Stream<T> parts(Class<T> kind) {
    return parts.stream().filter(kind::isInstance).map(kind::cast);
  }

  private static Part part(String text) {
    if (text.matches("\\d{4}-.*")) {
      return span(text);
    }
    try {
      Cron cron = Cron.parse(text);
      if (cron.zone().isPresent()) {
        throw new IllegalArgumentException("\"" + text
            + "\" names a zone, but a blackout goes by the schedule's clock; leave the zone out");
      }
      return new Minutes(new Timetable(cron, ZoneOffset.UTC));
    } catch (InvalidCronException wrong) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no blackout and no cron (" + wrong.getMessage()
              + "); write a day, or"
              + " two points as 2026-12-24/2026-12-26, or a cron as * 22-23 * * *",
          wrong);
    }
  }

  private static Span span(String text) {
    String[] ends = text.split("/", -1);
    if (ends.length > 2) {
      throw new IllegalArgumentException(
          "\"" + text + "\" has more than two points; write a first and a last one");
    }
    var span = new Span(text, new Mark(ends[0]), new Mark(ends[ends.length - 1]));
    if (ends.length == 1 && ends[0].indexOf('T') >= 0) {
      throw new IllegalArgumentException("\"" + text + "\" has no end; write one behind a /");
    }
    if (span.isBackwards()) {
      throw new IllegalArgumentException("\"" + text + "\" ends before it begins; swap the two");
    }
    return span;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Blackout that && texts().equals(that.texts());
  }

  @Override
  public int hashCode() {
    return texts().hashCode();
  }

  @Override
  public String toString() {
    return text();
  }

  private interface Part {
    String text();

    boolean covers(Instant due, ZoneId zone);

    /** Returns the minutes of a day, from 0, whose beginnings it covers on a clock in UTC. */
    BitSet minutes(LocalDate day);
  }

  /**
   * From one point to another.
   *
   * @param earliest no clock shows its beginning before that
   * @param latest no clock shows its end after that
   */
  private record Span(String text, Mark from, Mark to, Instant earliest, Instant latest)
      implements Part {
    Span(String text, Mark from, Mark to) {
      this(text, from, to, from.first(ZoneOffset.MAX), to.last(ZoneOffset.MIN));
    }

    boolean isBackwards() {
      return to.last(ZoneOffset.UTC).isBefore(from.first(ZoneOffset.UTC));
    }

    @Override
    public boolean covers(Instant due, ZoneId zone) {
      return !due.isBefore(earliest)
          && !due.isAfter(latest)
          && !due.isBefore(from.first(zone))
          && !due.isAfter(to.last(zone));
    }

    @Override
    public BitSet minutes(LocalDate day) {
      var minutes = new BitSet(MINUTES_OF_A_DAY);
      Instant midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
      int first = begunBefore(from.first(ZoneOffset.UTC), midnight);
      minutes.set(first, Math.max(first, begunBefore(after(to.last(ZoneOffset.UTC)), midnight)));
      return minutes;
    }

    /** Returns how many minutes of a day begin before an instant. */
    private static int begunBefore(Instant end, Instant midnight) {
      if (!end.isAfter(midnight)) {
        return 0;
      }
      Instant next = midnight.plus(Duration.ofDays(1));
      Duration passed = Duration.between(midnight, end.isBefore(next) ? end : next);
      return (int) passed.plusMinutes(1).minusNanos(1).toMinutes();
    }

    private static Instant after(Instant last) {
      return last.equals(Instant.MAX) ? last : last.plusNanos(1);
    }
  }

  private record Minutes(Timetable times) implements Part {
    @Override
    public String text() {
      return times.cron().text();
    }

    @Override
    public boolean covers(Instant due, ZoneId zone) {
      return new DarkMinutes(List.of(times)).cover(due, zone);
    }

    @Override
    public BitSet minutes(LocalDate day) {
      long[] words = new long[MINUTES_OF_A_DAY / Long.SIZE + 1];
      LocalDateTime midnight = day.atStartOfDay();
      for (int hour = 0; hour < 24; hour++) {
        long due = times.hour(midnight.plusHours(hour).toInstant(ZoneOffset.UTC));
        int first = hour * 60;
        words[first / Long.SIZE] |= due << first;
        if (first % Long.SIZE > 4) {
          words[first / Long.SIZE + 1] |= due >>> Long.SIZE - first % Long.SIZE;
        }
      }
      return BitSet.valueOf(words);
    }
  }
}
