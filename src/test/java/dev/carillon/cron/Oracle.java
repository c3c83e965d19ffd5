package dev.carillon.cron;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.scheduling.support.CronExpression;

/** Other people's cron, each asked only what its dialect can say. None of ours is used here. */
enum Oracle {
  /** Counts weekdays from 1 and wants a question mark in one of the day fields. */
  QUARTZ("quartz") {
    @Override
    UnaryOperator<Instant> search(List<String> fields, ZoneId zone) throws ParseException {
      boolean anyDay = fields.get(2).matches("[*?]");
      boolean anyWeekday = fields.get(4).matches("[*?]");
      if (!anyDay && !anyWeekday) {
        throw new IllegalArgumentException("it cannot restrict both days");
      }
      String days = anyWeekday ? fields.get(2).replace("?", "*") : "?";
      String weekdays = anyWeekday ? "?" : fromOne(fields.get(4));
      var cron = new org.quartz.CronExpression(
          String.join(" ", "0", fields.get(0), fields.get(1), days, fields.get(3), weekdays));
      cron.setTimeZone(TimeZone.getTimeZone(zone));
      return after -> {
        Date next = cron.getNextValidTimeAfter(Date.from(after));
        return next == null ? null : next.toInstant();
      };
    }

    private String fromOne(String weekdays) {
      return Arrays.stream(weekdays.split(","))
          .map(element -> {
            String[] parts = element.split("/");
            String range = Arrays.stream(parts[0].split("-"))
                .map(end -> end.matches("\\d") ? "" + (Integer.parseInt(end) + 1) : end)
                .collect(Collectors.joining("-"));
            return parts.length == 1 ? range : range + "/" + parts[1];
          })
          .collect(Collectors.joining(","));
    }
  },

  /** Has seconds before the five fields. */
  SPRING("spring") {
    @Override
    UnaryOperator<Instant> search(List<String> fields, ZoneId zone) {
      CronExpression cron = CronExpression.parse("0 " + String.join(" ", fields));
      return after -> {
        ZonedDateTime next = cron.next(after.atZone(zone));
        return next == null ? null : next.toInstant();
      };
    }
  },

  CRON_UTILS("cron-utils") {
    @Override
    UnaryOperator<Instant> search(List<String> fields, ZoneId zone) {
      var unix = CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX);
      var cron = new com.cronutils.parser.CronParser(unix).parse(String.join(" ", fields));
      ExecutionTime times = ExecutionTime.forCron(cron);
      return after ->
          times.nextExecution(after.atZone(zone)).map(ZonedDateTime::toInstant).orElse(null);
    }
  };

  private static final Map<String, String> MACROS = Map.of(
      "@yearly", "0 0 1 1 *",
      "@annually", "0 0 1 1 *",
      "@monthly", "0 0 1 * *",
      "@weekly", "0 0 * * 0",
      "@daily", "0 0 * * *",
      "@midnight", "0 0 * * *",
      "@hourly", "0 * * * *");

  private final String label;

  Oracle(String label) {
    this.label = label;
  }

  /** Returns the name by which the table speaks of it. */
  String label() {
    return label;
  }

  abstract UnaryOperator<Instant> search(List<String> fields, ZoneId zone) throws ParseException;

  /** Returns the next due times, at most so many; empty if the expression is none in its dialect. */
  Optional<List<Instant>> upcoming(String expression, ZoneId zone, Instant after, int count) {
    UnaryOperator<Instant> search;
    try {
      search = search(List.of(MACROS.getOrDefault(expression, expression).split(" ")), zone);
    } catch (ParseException | IllegalArgumentException unknownToIt) {
      return Optional.empty();
    }
    List<Instant> found = new ArrayList<>();
    Instant next = search.apply(after);
    while (next != null && found.size() < count) {
      found.add(next);
      next = found.size() < count ? search.apply(next) : null;
    }
    return Optional.of(found);
  }
}
