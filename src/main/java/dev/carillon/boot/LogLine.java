package dev.carillon.boot;

import static java.util.stream.Collectors.joining;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One record as one line: instant in UTC, level, where from, what. A line break inside the message
 * is written as {@code \n}, and other controls by their numbers, so nobody outside can forge a
 * line or command a terminal; a stack trace follows indented.
 */
final class LogLine extends Formatter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

  /** Controls, a terminal's own language among them, and what turns the direction of a line. */
  private static final Pattern UNSHOWN = Pattern.compile(
      "[\\p{Cntrl}\\x80-\\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069&&[^\t]]");

  @Override
  public String format(LogRecord said) {
    return "%s %-5s %s: %s%n%s"
        .formatted(
            TIME.format(said.getInstant()),
            level(said.getLevel()),
            origin(said.getLoggerName()),
            onOneLine(formatMessage(said)),
            trace(said.getThrown()));
  }

  private static String level(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return "ERROR";
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return "WARN";
    }
    return level.intValue() >= Level.INFO.intValue() ? "INFO" : "DEBUG";
  }

  /** Our own loggers by their room and class, others by the last part of their name. */
  private static String origin(String logger) {
    if (logger == null) {
      return "-";
    }
    return logger.startsWith("dev.carillon.")
        ? logger.substring("dev.carillon.".length())
        : logger.substring(logger.lastIndexOf('.') + 1);
  }

  private static String onOneLine(String message) {
    if (message == null) {
      return "";
    }
    return UNSHOWN.matcher(message).replaceAll(it -> Matcher.quoteReplacement(written(it.group())));
  }

  private static String written(String character) {
    return switch (character) {
      case "\n" -> "\\n";
      case "\r" -> "\\r";
      default -> "\\u%04x".formatted((int) character.charAt(0));
    };
  }

  private static String trace(Throwable thrown) {
    if (thrown == null) {
      return "";
    }
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString().lines().map(it -> "    " + onOneLine(it) + "\n").collect(joining());
  }
}
