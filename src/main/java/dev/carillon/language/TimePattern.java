package dev.carillon.language;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/** A pattern of {@code strftime} and {@code strptime}, in English and UTC. */
final class TimePattern {
  private static final Map<Character, String> SHORTHANDS = Map.of(
      'T',
      "%H:%M:%S",
      'R',
      "%H:%M",
      'D',
      "%m/%d/%y",
      'F',
      "%Y-%m-%d",
      'n',
      "\n",
      't',
      "\t",
      'h',
      "%b",
      'c',
      "%a %b %e %H:%M:%S %Y",
      'x',
      "%m/%d/%y",
      'X',
      "%H:%M:%S");
  private static final int MOST = 1000;

  private final DateTimeFormatter formatter;

  private TimePattern(DateTimeFormatter formatter) {
    this.formatter = formatter;
  }

  /** Reads a pattern; refuses what it does not know. */
  static TimePattern of(String pattern) throws JsonQueryException {
    if (pattern.length() > MOST) {
      throw new JsonQueryException("a time's pattern has at most " + MOST + " characters");
    }
    var builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
    append(builder, pattern);
    return new TimePattern(builder.toFormatter(Locale.ENGLISH));
  }

  String format(LocalDateTime time) {
    return formatter.format(time.atOffset(ZoneOffset.UTC));
  }

  /** Reads a time; what the pattern does not name is as at the start of 1900, as in C. */
  LocalDateTime parse(String text) throws JsonQueryException {
    try {
      TemporalAccessor read = formatter.parse(text);
      if (read.isSupported(ChronoField.OFFSET_SECONDS)
          && read.get(ChronoField.OFFSET_SECONDS) != 0) {
        throw new JsonQueryException("strptime reads times in UTC, and this one has an offset");
      }
      if (read.isSupported(ChronoField.INSTANT_SECONDS)) {
        return LocalDateTime.ofEpochSecond(
            read.getLong(ChronoField.INSTANT_SECONDS), 0, ZoneOffset.UTC);
      }
      return LocalDateTime.of(date(read), time(read));
    } catch (DateTimeException wrong) {
      throw new JsonQueryException("the text is no time of that pattern");
    }
  }

  private static LocalDate date(TemporalAccessor read) {
    if (read.isSupported(ChronoField.EPOCH_DAY)) {
      return LocalDate.ofEpochDay(read.getLong(ChronoField.EPOCH_DAY));
    }
    return LocalDate.of(
        get(read, ChronoField.YEAR, 1900),
        get(read, ChronoField.MONTH_OF_YEAR, 1),
        get(read, ChronoField.DAY_OF_MONTH, 1));
  }

  private static LocalTime time(TemporalAccessor read) {
    return LocalTime.of(
        get(read, ChronoField.HOUR_OF_DAY, 0),
        get(read, ChronoField.MINUTE_OF_HOUR, 0),
        get(read, ChronoField.SECOND_OF_MINUTE, 0));
  }

  private static int get(TemporalAccessor read, ChronoField field, int otherwise) {
    return read.isSupported(field) ? read.get(field) : otherwise;
  }

  private static void append(DateTimeFormatterBuilder builder, String pattern)
      throws JsonQueryException {
    for (int at = 0; at < pattern.length(); at++) {
      char next = pattern.charAt(at);
      if (next != '%') {
        builder.appendLiteral(next);
      } else if (++at == pattern.length()) {
        throw new JsonQueryException("a time's pattern ends with a single %");
      } else if (SHORTHANDS.containsKey(pattern.charAt(at))) {
        append(builder, SHORTHANDS.get(pattern.charAt(at)));
      } else {
        appendField(builder, pattern.charAt(at));
      }
    }
  }

  private static void appendField(DateTimeFormatterBuilder builder, char field)
      throws JsonQueryException {
    switch (field) {
      case 'Y' -> builder.appendValue(ChronoField.YEAR, 4, 9, SignStyle.NORMAL);
      case 'y' -> builder.appendValueReduced(ChronoField.YEAR, 2, 2, 1969);
      case 'm' -> builder.appendValue(ChronoField.MONTH_OF_YEAR, 2);
      case 'd' -> builder.appendValue(ChronoField.DAY_OF_MONTH, 2);
      case 'e' -> builder.padNext(2).appendValue(ChronoField.DAY_OF_MONTH);
      case 'j' -> builder.appendValue(ChronoField.DAY_OF_YEAR, 3);
      case 'H' -> builder.appendValue(ChronoField.HOUR_OF_DAY, 2);
      case 'k' -> builder.padNext(2).appendValue(ChronoField.HOUR_OF_DAY);
      case 'I' -> builder.appendValue(ChronoField.CLOCK_HOUR_OF_AMPM, 2);
      case 'l' -> builder.padNext(2).appendValue(ChronoField.CLOCK_HOUR_OF_AMPM);
      case 'M' -> builder.appendValue(ChronoField.MINUTE_OF_HOUR, 2);
      case 'S' -> builder.appendValue(ChronoField.SECOND_OF_MINUTE, 2);
      case 'p' -> builder.appendText(ChronoField.AMPM_OF_DAY, TextStyle.SHORT);
      case 'a' -> builder.appendText(ChronoField.DAY_OF_WEEK, TextStyle.SHORT);
      case 'A' -> builder.appendText(ChronoField.DAY_OF_WEEK, TextStyle.FULL);
      case 'b' -> builder.appendText(ChronoField.MONTH_OF_YEAR, TextStyle.SHORT);
      case 'B' -> builder.appendText(ChronoField.MONTH_OF_YEAR, TextStyle.FULL);
      case 'u' -> builder.appendValue(ChronoField.DAY_OF_WEEK, 1);
      case 'G' -> builder.appendValue(IsoFields.WEEK_BASED_YEAR, 4);
      case 'V' -> builder.appendValue(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 2);
      case 's' -> builder.appendValue(ChronoField.INSTANT_SECONDS);
      case 'z' -> builder.appendOffset("+HHMM", "+0000");
      case 'Z' -> builder.appendLiteral("UTC");
      case '%' -> builder.appendLiteral('%');
      default -> throw new JsonQueryException("a time's pattern knows no %" + field);
    }
  }
}
