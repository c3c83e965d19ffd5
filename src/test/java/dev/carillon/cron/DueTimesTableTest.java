package dev.carillon.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DueTimesTableTest {
  private static final Duration LONGEST_WALK = Duration.ofDays(10);

  /** A row of the table. */
  record Row(
      String expression,
      ZoneId zone,
      Instant after,
      List<Instant> due,
      boolean endsThere,
      String notes) {

    static Row of(List<String> cells) {
      List<String> times = Arrays.asList(cells.get(3).split(" "));
      return new Row(
          cells.get(0),
          ZoneId.of(cells.get(1)),
          OffsetDateTime.parse(cells.get(2)).toInstant(),
          times.stream()
              .filter(time -> !time.equals("never"))
              .map(time -> OffsetDateTime.parse(time).toInstant())
              .toList(),
          times.contains("never"),
          cells.get(4));
    }

    int count() {
      return due.size() + (endsThere ? 1 : 0);
    }

    boolean differs(Oracle oracle) {
      return Arrays.stream(notes.split("; ")).anyMatch(n -> n.startsWith(oracle.label() + ": "));
    }

    Optional<List<Instant>> asked(Oracle oracle) {
      return oracle.upcoming(expression, zone, after, count());
    }

    Timetable timetable() {
      return new Timetable(Cron.parse(expression), zone);
    }
  }

  static Stream<Row> rows() {
    return Table.rows("due-times.txt").stream().map(Row::of);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void oursAreTheDueTimesOfTheTable(Row row) {
    assertThat(row.timetable().upcoming(row.after(), row.count())).isEqualTo(row.due());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void backwardsOursAreTheSame(Row row) {
    List<Instant> back = new ArrayList<>();
    for (int i = row.due().size() - 1; i >= 0; i--) {
      Instant from = back.isEmpty() ? row.due().get(i).plusSeconds(1) : back.get(back.size() - 1);
      row.timetable().previous(from).ifPresent(back::add);
    }
    Collections.reverse(back);
    assertThat(back).isEqualTo(row.due());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aSearchMinuteByMinuteFindsTheSame(Row row) {
    List<Instant> near = row.due().stream()
        .filter(due -> due.isBefore(row.after().plus(LONGEST_WALK)))
        .toList();
    if (near.isEmpty()) {
      return;
    }
    String plain = Cron.parse(row.expression()).canonical();
    assertThat(new WallClock(plain, row.zone()).dueBetween(row.after(), near.get(near.size() - 1)))
        .isEqualTo(near);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void otherLibrariesAgreeOrDifferWhereTheTableSaysSo(Row row) {
    for (Oracle oracle : Oracle.values()) {
      Optional<List<Instant>> theirs = row.asked(oracle);
      if (row.differs(oracle)) {
        assertThat(theirs).as(oracle.label()).isPresent().get().isNotEqualTo(row.due());
      } else {
        theirs.ifPresent(due -> assertThat(due).as(oracle.label()).isEqualTo(row.due()));
      }
    }
  }

  @Test
  void theTableIsLargeAndMostOfItIsAgreedOnByTwoLibrariesOrMore() {
    List<Row> rows = rows().toList();
    Map<Row, Set<Oracle>> agreeing = new HashMap<>();
    for (Row row : rows) {
      agreeing.put(row, agreeing(row));
    }

    assertThat(rows).hasSizeGreaterThanOrEqualTo(200).doesNotHaveDuplicates();
    assertThat(rows)
        .filteredOn(row -> agreeing.get(row).size() >= 2)
        .hasSizeGreaterThanOrEqualTo(175);
    for (Oracle oracle : Oracle.values()) {
      assertThat(rows)
          .as(oracle.label())
          .filteredOn(row -> agreeing.get(row).contains(oracle))
          .hasSizeGreaterThanOrEqualTo(165);
    }
  }

  private static Set<Oracle> agreeing(Row row) {
    Set<Oracle> agreeing = EnumSet.noneOf(Oracle.class);
    for (Oracle oracle : Oracle.values()) {
      row.asked(oracle).filter(row.due()::equals).ifPresent(due -> agreeing.add(oracle));
    }
    return agreeing;
  }
}
