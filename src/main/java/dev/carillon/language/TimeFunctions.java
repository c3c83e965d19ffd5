package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * The functions of jq 1.7 about times, all of them in UTC: what knows the server's zone ({@code
 * localtime}) is left out, so that a definition means the same on each node.
 *
 * <p>A time that is taken apart is an array: year, month from 0, day, hour, minute, seconds with
 * their fraction, day of the week from 0 for Sunday, day of the year from 0.
 */
final class TimeFunctions {
  private static final double FARTHEST = 253_402_300_799d;

  private TimeFunctions() {}

  static Map<String, Function> all() {
    return Map.of(
        "gmtime/0", (at, args, in, path, output, version) -> output.emit(parts(in), null),
        "mktime/0",
            (at, args, in, path, output, version) -> output.emit(
                RoundedFunction.number(whole("mktime", in).toEpochSecond(ZoneOffset.UTC)), null),
        "strftime/1",
            (at, args, in, path, output, version) -> args.get(0).apply(at, in, format -> {
              LocalDateTime time = whole("strftime", in.isNumber() ? parts(in) : in);
              String pattern = TextFunctions.text("strftime", format);
              output.emit(TextNode.valueOf(TimePattern.of(pattern).format(time)), null);
            }),
        "strptime/1",
            (at, args, in, path, output, version) -> args.get(0).apply(at, in, format -> {
              String text = TextFunctions.text("strptime", in);
              String pattern = TextFunctions.text("strptime", format);
              output.emit(array(TimePattern.of(pattern).parse(text), 0), null);
            }));
  }

  private static ArrayNode parts(JsonNode seconds) throws JsonQueryException {
    double value = seconds.doubleValue();
    if (!seconds.isNumber() || !(Math.abs(value) <= FARTHEST)) {
      throw new JsonQueryException("gmtime wants seconds since 1970, up to the year 9999");
    }
    long whole = (long) Math.floor(value);
    return array(LocalDateTime.ofEpochSecond(whole, 0, ZoneOffset.UTC), value - whole);
  }

  private static ArrayNode array(LocalDateTime time, double fraction) {
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    parts.add(time.getYear()).add(time.getMonthValue() - 1).add(time.getDayOfMonth());
    parts.add(time.getHour()).add(time.getMinute());
    parts.add(
        fraction == 0
            ? RoundedFunction.number(time.getSecond())
            : DoubleNode.valueOf(time.getSecond() + fraction));
    return parts.add(time.getDayOfWeek().getValue() % 7).add(time.getDayOfYear() - 1);
  }

  /** Puts a time together again; what is too much in one part goes into the next, as in C. */
  private static LocalDateTime whole(String name, JsonNode parts) throws JsonQueryException {
    boolean numbers = parts.isArray() && parts.size() >= 6;
    for (JsonNode part : parts) {
      numbers &= part.isNumber() && Math.abs(part.doubleValue()) <= FARTHEST;
    }
    if (!numbers) {
      throw new JsonQueryException(name + " wants a time as gmtime and strptime make it");
    }
    try {
      return LocalDateTime.of(parts.get(0).intValue(), 1, 1, 0, 0)
          .plusMonths(parts.get(1).longValue())
          .plusDays(parts.get(2).longValue() - 1)
          .plusHours(parts.get(3).longValue())
          .plusMinutes(parts.get(4).longValue())
          .plusSeconds((long) Math.floor(parts.get(5).doubleValue()));
    } catch (DateTimeException far) {
      throw new JsonQueryException(name + " was given no time of the calendar");
    }
  }
}
