package dev.carillon.rest;

import dev.carillon.schedule.Blackout;
import dev.carillon.schedule.DarkDay;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Looks at a blackout before anything goes by it, and keeps nothing. */
@Path("api/blackouts")
@Produces(MediaType.APPLICATION_JSON)
public final class BlackoutsResource {
  private static final int DAYS = 366;
  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(9990, 1, 1);

  private final Clock clock;

  /** Takes the clock that tells from which day on, where nobody says. */
  public BlackoutsResource(Clock clock) {
    this.clock = clock;
  }

  /** Shows which days it darkens. */
  @GET
  @Path("days")
  public View days(
      @QueryParam("blackout") @DefaultValue("") String blackout,
      @QueryParam("from") String from,
      @QueryParam("count") String count) {
    Blackout wanted = Params.read("blackout", blackout, Blackout::of);
    LocalDate first = Optional.ofNullable(from)
        .map(BlackoutsResource::day)
        .orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    int days = Limits.of("count", count, DAYS, DAYS);
    return View.of()
        .texts("blackout", wanted.texts())
        .text("from", first)
        .all(
            "items",
            wanted.days(first, days).stream().map(BlackoutsResource::dark).toList());
  }

  private static LocalDate day(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (!day.isBefore(EARLIEST) && day.isBefore(LATEST)) {
        return day;
      }
    } catch (DateTimeParseException wrong) {
      // It is told as one that lies too far away.
    }
    throw new InvalidParameterException(
        "from", "from is a day of the years 1900 to 9989, such as 2026-12-25");
  }

  private static View dark(DarkDay dark) {
    return View.of()
        .text("day", dark.day())
        .text("dark", dark.whole() ? "whole" : "part")
        .texts("by", dark.parts());
  }
}
