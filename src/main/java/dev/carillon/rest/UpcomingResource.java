package dev.carillon.rest;

import dev.carillon.schedule.Bounds;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.Agenda;
import dev.carillon.scheduling.Agenda.ClockChange;
import dev.carillon.scheduling.Agenda.Entry;
import dev.carillon.scheduling.Agenda.Hour;
import dev.carillon.scheduling.Agenda.Place;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** The due times to come of all schedules, or of one. */
@Path("api/upcoming")
@Produces(MediaType.APPLICATION_JSON)
public final class UpcomingResource {
  private static final Duration WEEK = Duration.ofDays(7);

  private final Agenda agenda;
  private final Clock clock;

  /** Takes what it shows. */
  public UpcomingResource(Agenda agenda, Clock clock) {
    this.agenda = agenda;
    this.clock = clock;
  }

  /** Shows a page of them, the next one first; a week if no end is named. */
  @GET
  public View list(
      @QueryParam("schedule") String schedule,
      @QueryParam("from") String from,
      @QueryParam("until") String until,
      @QueryParam("after") String after,
      @QueryParam("limit") String limit) {
    int count = Limits.of(limit);
    Instant start = Params.instant("from", from).orElseGet(clock::instant);
    Instant end = Params.instant("until", until).orElseGet(() -> start.plus(WEEK));
    if (!end.isAfter(start)) {
      throw new InvalidParameterException("until", "until is later than from, which is " + start);
    }
    Optional<Place> place = Optional.ofNullable(after).map(UpcomingResource::place);
    return View.page(
        agenda(schedule).entries(start, end, place, count + 1),
        count,
        UpcomingResource::entry,
        it -> it.dueTime() + "," + it.schedule().id());
  }

  /** Shows how many lie in each hour, and which clocks change; a week if no count is named. */
  @GET
  @Path("hours")
  public View hours(
      @QueryParam("schedule") String schedule,
      @QueryParam("from") String from,
      @QueryParam("count") String count) {
    Agenda ahead = agenda(schedule);
    int hours = Limits.of("count", count, 168);
    Instant start =
        Params.instant("from", from).orElseGet(clock::instant).truncatedTo(ChronoUnit.HOURS);
    Instant end = start.plus(Duration.ofHours(hours));
    return View.of()
        .text("from", start)
        .text("until", end)
        .all(
            "hours",
            ahead.hours(start, hours).stream().map(UpcomingResource::hour).toList())
        .all(
            "clockChanges",
            ahead.clockChanges(start, end).stream()
                .map(UpcomingResource::change)
                .toList());
  }

  private Agenda agenda(String schedule) {
    return schedule == null
        ? agenda
        : agenda.of(Params.read("schedule", schedule.toLowerCase(Locale.ROOT), ScheduleId::new));
  }

  private static Place place(String text) {
    String[] parts = text.split(",", 2);
    if (parts.length < 2) {
      throw new InvalidParameterException("after", "after is what \"next\" of a page said");
    }
    return new Place(
        Params.instant("after", parts[0]).orElseThrow(),
        Params.read("after", parts[1], ScheduleId::new));
  }

  private static View entry(Entry entry) {
    return View.of()
        .text("dueTime", entry.dueTime())
        .text("beginsAt", entry.schedule().offset().map(entry.dueTime()::plus))
        .text("scheduleId", entry.schedule().id())
        .text("workflowId", entry.schedule().workflow())
        .text("timezone", entry.schedule().wording().zone().getId())
        .text("insteadOf", entry.schedule().wording().timetable().insteadOf(entry.dueTime()))
        .text("calendar", calendar(entry))
        .word("fate", entry.fate());
  }

  private static Optional<String> calendar(Entry entry) {
    return Optional.of(entry)
        .filter(it -> it.fate() == Agenda.Fate.BLACKOUT)
        .flatMap(it -> it.schedule().wording().closure(it.dueTime()))
        .flatMap(Bounds.Closure::calendar);
  }

  private static View hour(Hour hour) {
    return View.of()
        .text("from", hour.from())
        .number("count", hour.count())
        .number("peak", hour.peak())
        .text("peakAt", hour.peakAt())
        .number("skipped", hour.skipped());
  }

  private static View change(ClockChange it) {
    return View.of()
        .text("at", it.change().getInstant())
        .text("timezone", it.zone().getId())
        .text("from", it.change().getOffsetBefore())
        .text("to", it.change().getOffsetAfter());
  }
}
