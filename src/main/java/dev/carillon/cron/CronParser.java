package dev.carillon.cron;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads a whole expression: prefix with the zone, macro or five fields. For one text, once. */
final class CronParser {
  /** The macros of robfig/cron that have five fields; {@code @every} has none. */
  static final Map<String, String> MACROS = Map.of(
      "@yearly", "0 0 1 1 *",
      "@annually", "0 0 1 1 *",
      "@monthly", "0 0 1 * *",
      "@weekly", "0 0 * * 0",
      "@daily", "0 0 * * *",
      "@midnight", "0 0 * * *",
      "@hourly", "0 * * * *");

  /** Far longer than every sensible expression; all sixty minutes as a list are 169 characters. */
  private static final int LONGEST = 1024;

  private final Piece whole;
  private ZoneId zone;

  CronParser(String text) {
    this.whole = new Piece(text, 0);
  }

  Cron parse() {
    Piece trimmed = whole.trimmed();
    if (trimmed.text().isEmpty()) {
      throw wrong("empty spec string", whole, Hints.empty());
    }
    if (trimmed.text().length() > LONGEST) {
      throw wrong("spec string longer than " + LONGEST + " characters", trimmed, null);
    }
    Piece rest = withoutZone(trimmed);
    if (rest.text().startsWith("@")) {
      return cron(trimmed, fields(new Piece(expanded(rest), rest.start())));
    }
    return cron(trimmed, fields(rest));
  }

  private Piece withoutZone(Piece trimmed) {
    String text = trimmed.text();
    if (!text.startsWith("TZ=") && !text.startsWith("CRON_TZ=")) {
      return trimmed;
    }
    int blank = text.indexOf(' ');
    int end = blank < 0 ? text.length() : blank;
    Piece name = trimmed.sub(text.indexOf('=') + 1, end);
    try {
      zone = Zones.parse(name.text());
    } catch (UnknownZoneException unknown) {
      throw wrong(unknown.getMessage(), name, Hints.zone(unknown));
    }
    return trimmed.sub(end, text.length()).trimmed();
  }

  private String expanded(Piece macro) {
    String fields = MACROS.get(macro.text());
    if (fields != null) {
      return fields;
    }
    if (macro.text().startsWith("@every")) {
      throw wrong("@every has no five fields: " + macro.text(), macro, Hints.every(macro.text()));
    }
    throw wrong("unrecognized descriptor: " + macro.text(), macro, Hints.macro(macro.text()));
  }

  private List<FieldSet> fields(Piece expression) {
    List<Piece> fields = expression.fieldsBetween(Piece::isBlank);
    CronField[] all = CronField.values();
    if (fields.size() != all.length) {
      throw wrongCount(fields, expression);
    }
    List<FieldSet> read = new ArrayList<>();
    for (CronField field : all) {
      read.add(new FieldParser(field, fields.get(field.ordinal())).parse());
    }
    return read;
  }

  private InvalidCronException wrongCount(List<Piece> fields, Piece expression) {
    String found = fields.stream().map(Piece::text).collect(Collectors.joining(" ", "[", "]"));
    String message = "expected exactly 5 fields, found " + fields.size() + ": " + found;
    Hint hint = Hints.count(fields);
    if (Hints.isFirstTooMuch(fields)) {
      Piece first = fields.get(0);
      return new InvalidCronException(message, null, first.start(), first.end(), hint);
    }
    int end = expression.end();
    int start = fields.size() > 5 ? fields.get(5).start() : end;
    return new InvalidCronException(message, null, start, end, hint);
  }

  private Cron cron(Piece trimmed, List<FieldSet> fields) {
    return new Cron(trimmed.text(), zone, fields);
  }

  private static InvalidCronException wrong(String message, Piece where, Hint hint) {
    return new InvalidCronException(message, null, where.start(), where.end(), hint);
  }
}
