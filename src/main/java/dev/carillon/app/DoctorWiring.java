package dev.carillon.app;

import dev.carillon.calls.SystemNames;
import dev.carillon.doctor.Checks;
import dev.carillon.doctor.Doctor;
import dev.carillon.doctor.Expectations;
import dev.carillon.doctor.RoundTrips;
import dev.carillon.doctor.SecretsCheck;
import dev.carillon.doctor.Setup;
import dev.carillon.jdbc.Database;
import dev.carillon.jdbc.JdbcDatabaseProbe;
import dev.carillon.qstash.QStashClient;
import dev.carillon.qstash.QStashRemote;
import dev.carillon.quartz.LocalEngine;
import dev.carillon.running.DeliveryLog;
import dev.carillon.scheduling.Quota;
import dev.carillon.scheduling.Scheduling;
import dev.carillon.scheduling.Sync;
import dev.carillon.signature.PublishedKeys;
import dev.carillon.signing.RefusalStore;
import dev.carillon.signing.Rolling;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the doctor.
 *
 * @param qstash empty if there is no token to ask with
 * @param local the built-in engine
 * @param expectations tells what QStash was to ring
 * @param clock by which everything is reckoned
 * @param machine the clock of this machine
 */
record DoctorWiring(
    Settings settings,
    Database database,
    Optional<QStashClient> qstash,
    LocalEngine local,
    Scheduling scheduling,
    Sync sync,
    Expectations expectations,
    DeliveryLog deliveries,
    RefusalStore refusals,
    Rolling rolling,
    SecretsCheck secrets,
    Clock clock,
    Clock machine) {
  Doctor doctor(RoundTrips trips) {
    return new Checks(
            setup(),
            qstash.map(QStashRemote::new),
            new JdbcDatabaseProbe(database),
            new SystemNames(),
            rolling,
            Optional.of(local),
            scheduling::list,
            expectations,
            sync::latest,
            () -> scheduling.forecast(Quota.of(settings.qstash().plan())),
            deliveries,
            refusals,
            trips,
            List.of(new HomeCheck(settings.home()), secrets),
            clock,
            machine)
        .doctor();
  }

  private Setup setup() {
    QStashSettings set = settings.qstash();
    boolean published = Stream.of(set.currentKey(), set.nextKey())
        .flatMap(Optional::stream)
        .anyMatch(key -> PublishedKeys.isPublished(key.value()));
    return new Setup(
        settings.mode() == Mode.PRODUCTION,
        () -> scheduling.engine().name(),
        settings.engine().why(),
        settings.publicUrls(),
        new Setup.Secrets(
            set.token().isPresent(),
            set.currentKey().isPresent(),
            set.nextKey().isPresent(),
            published),
        set.url(),
        settings.mode() == Mode.DEVELOPMENT && PublicUrl.isPrivate(set.url()),
        settings.warnings());
  }
}
