package dev.carillon.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code src/docs/cron.md} shows is what happens. */
class CronPageTest {

  static Stream<List<String>> expressions() {
    return table("| expression | canonical |");
  }

  static Stream<List<String>> clockChanges() {
    return table("| expression | zone | after |");
  }

  static Stream<List<String>> refusals() {
    return table("| text | message |");
  }

  static Stream<List<String>> warnings() {
    return table("| expression | zone | from |");
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void anExpressionMeansWhatThePageSays(List<String> row) {
    Cron cron = Cron.parse(row.get(0));
    assertThat(cron.canonical()).isEqualTo(row.get(1));
    assertThat(CronWords.describe(cron, Locale.ENGLISH)).isEqualTo(row.get(2));
    assertThat(CronWords.describe(cron, Locale.forLanguageTag("ru"))).isEqualTo(row.get(3));
  }

  @ParameterizedTest
  @MethodSource("clockChanges")
  void aClockChangeDoesWhatThePageSays(List<String> row) {
    Timetable timetable = new Timetable(Cron.parse(row.get(0)), ZoneId.of(row.get(1)));
    List<Instant> due = instants(row.get(3));
    assertThat(timetable.upcoming(instants(row.get(2)).get(0), due.size())).isEqualTo(due);
    assertThat(due.stream().filter(timetable::isRepeat).toList()).isEqualTo(instants(row.get(4)));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aRefusalReadsAsOnThePage(List<String> row) {
    String text = row.get(0);
    InvalidCronException refused =
        catchThrowableOfType(InvalidCronException.class, () -> Cron.parse(text));
    assertThat(refused).hasMessage(row.get(1));
    assertThat(text.substring(refused.start(), refused.end())).isEqualTo(row.get(2));
    assertThat(refused.suggestion()).contains(row.get(3));
  }

  @ParameterizedTest
  @MethodSource("warnings")
  void aWarningIsGivenAsOnThePage(List<String> row) {
    Timetable timetable = new Timetable(Cron.parse(row.get(0)), ZoneId.of(row.get(1)));
    String given = CronConflicts.warnings(timetable, instants(row.get(2)).get(0)).stream()
        .map(CronPageTest::shown)
        .collect(Collectors.joining(", "));
    assertThat(given).isEqualTo(row.get(3));
  }

  @ParameterizedTest
  @MethodSource("skipped")
  void whatIsSkippedIsDueRightAfterAsOnThePage(List<String> row) {
    var changes = new ClockChanges(RepeatedHour.ONCE, SkippedHour.RUN_AFTER);
    var timetable = new Timetable(Cron.parse(row.get(0)), ZoneId.of(row.get(1)), changes);
    List<Instant> expected = instants(row.get(3));
    assertThat(timetable.upcoming(instants(row.get(2)).get(0), expected.size()))
        .isEqualTo(expected);
    assertThat(timetable.insteadOf(expected.get(0)).map(Object::toString).orElse(""))
        .isEqualTo(row.get(4));
  }

  static Stream<List<String>> skipped() {
    return table("| expression | zone | after | next due times | instead");
  }

  private static String shown(CronWarning warning) {
    return Stream.concat(Stream.of(warning.code()), warning.times().stream())
        .map(Object::toString)
        .collect(Collectors.joining(" "));
  }

  private static List<Instant> instants(String times) {
    return Arrays.stream(times.split(" "))
        .filter(time -> !time.isEmpty())
        .map(time -> OffsetDateTime.parse(time).toInstant())
        .toList();
  }

  /** Returns the cells of the table that begins with that head; code marks are taken off. */
  private static Stream<List<String>> table(String head) {
    List<List<String>> rows = page()
        .lines()
        .dropWhile(line -> !line.startsWith(head))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> Table.cells(line.substring(1, line.lastIndexOf('|'))))
        .map(row -> row.stream().map(cell -> cell.replaceAll("^`|`$", "")).toList())
        .toList();
    assertThat(rows).as(head).hasSizeGreaterThan(2);
    return rows.stream();
  }

  private static String page() {
    try {
      return Files.readString(Path.of("src/docs/cron.md"));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
