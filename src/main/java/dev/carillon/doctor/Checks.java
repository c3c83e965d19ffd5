package dev.carillon.doctor;

import dev.carillon.running.DeliveryLog;
import dev.carillon.schedule.RungBy;
import dev.carillon.schedule.Schedule;
import dev.carillon.scheduling.Forecast;
import dev.carillon.scheduling.Plan;
import dev.carillon.scheduling.ScheduleEngine;
import dev.carillon.signing.RefusalStore;
import dev.carillon.signing.Rolling;
import java.time.Clock;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Puts together all who look.
 *
 * @param setup what was set
 * @param remote QStash; empty if there is no token to ask with
 * @param local the built-in engine; empty if it is switched off
 * @param schedules all that are wanted
 * @param plan the one that was made last; nobody is asked for a new one
 * @param forecast what QStash's plan will come to; empty where it does not ring
 * @param more checks of what only others can look at
 * @param clock by which everything is reckoned
 * @param machine the clock of this machine, which others are compared with
 */
public record Checks(
    Setup setup,
    Optional<Remote> remote,
    DatabaseProbe database,
    Names names,
    Rolling rolling,
    Optional<ScheduleEngine> local,
    Supplier<List<Schedule>> schedules,
    Expectations expectations,
    Supplier<Optional<Plan>> plan,
    Supplier<Optional<Forecast>> forecast,
    DeliveryLog deliveries,
    RefusalStore refusals,
    RoundTrips trips,
    List<Check> more,
    Clock clock,
    Clock machine) {
  /** Returns the doctor who sends them. */
  public Doctor doctor() {
    return new Doctor(
        all(), List.of(new DevelopmentConclusion(setup), new ProductionConclusion(setup)), clock);
  }

  private List<Check> all() {
    Optional<Line> line = remote.map(it -> new Line(it, machine));
    List<Check> all = new ArrayList<>(List.of(
        new SettingsCheck(setup),
        new EngineCheck(setup),
        new PublicUrlCheck(setup, names),
        new QStashCheck(setup, line),
        new KeysCheck(setup, rolling),
        new ClockCheck(line, database, machine),
        new DatabaseCheck(database),
        new SchedulesCheck(schedules, plan),
        new LimitsCheck(forecast),
        new TimeZonesCheck(
            () -> ZoneRulesProvider.getVersions("UTC").lastEntry().getKey(), clock),
        new WebhookCheck(setup, this::rungByQStash, expectations, deliveries, refusals, clock),
        new SignaturesCheck(refusals, deliveries, clock),
        new LocalEngineCheck(local, clock),
        new RoundTripCheck(trips)));
    all.addAll(more);
    return all;
  }

  private List<Schedule> rungByQStash() {
    Stream<Schedule> all = schedules.get().stream();
    return all.filter(it -> it.wording().rungBy() == RungBy.AUTO).toList();
  }
}
