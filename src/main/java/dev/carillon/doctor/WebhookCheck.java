package dev.carillon.doctor;

import dev.carillon.running.DeliveryLog;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.signature.Cause;
import dev.carillon.signing.CauseWords;
import dev.carillon.signing.KeptRefusal;
import dev.carillon.signing.RefusalStore;
import dev.carillon.text.Bilingual;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether what QStash should have delivered came: the newest due time of what it rings is compared
 * with what came in since, and with what was refused.
 */
final class WebhookCheck implements Check {
  /** QStash may need a minute to load a schedule, and a delivery its time. */
  private static final Duration LATE = Duration.ofMinutes(3);

  /** So long the local engine rings what QStash has just been given. */
  private static final Duration LOADING = Duration.ofSeconds(90);

  private final Setup setup;
  private final Supplier<List<Schedule>> rungByQStash;
  private final Expectations expectations;
  private final LastDelivery deliveries;
  private final RefusalStore refusals;
  private final Clock clock;

  WebhookCheck(
      Setup setup,
      Supplier<List<Schedule>> rungByQStash,
      Expectations expectations,
      DeliveryLog deliveries,
      RefusalStore refusals,
      Clock clock) {
    this.setup = setup;
    this.rungByQStash = rungByQStash;
    this.expectations = expectations;
    this.deliveries = new LastDelivery(deliveries);
    this.refusals = refusals;
    this.clock = clock;
  }

  @Override
  public Topic topic() {
    return Topic.WEBHOOK;
  }

  @Override
  public Finding examine() {
    Optional<Instant> came = deliveries.at();
    Optional<KeptRefusal> refused =
        refusals.list(Optional.empty(), Optional.empty(), 1).stream().findFirst();
    Finding finding = setup.qstashRings()
        ? expected().map(due -> judged(due, came, refused)).orElseGet(() -> nothingDue(came))
        : Finding.ok(
            "The local engine rings: nothing needs to arrive.",
            "Звонит встроенный движок: приходить ничего не должно.");
    return finding
        .fact("lastReceivedAt", came)
        .fact("lastRefusedAt", refused.map(it -> it.last().at()))
        .fact("lastRefusedCause", refused.map(it -> word(it.last().cause())))
        .fact("expectedAt", expected());
  }

  private static String word(Cause cause) {
    return cause.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private record Due(ScheduleId schedule, Instant time) {}

  /**
   * The newest due time that QStash has had time for, under the wording that held then: neither before
   * it was given the schedule and had loaded it, nor what was not to run.
   */
  private Optional<Instant> expected() {
    Instant until = clock.instant().minus(LATE);
    Map<ScheduleId, Instant> given = expectations.given();
    return rungByQStash.get().stream()
        .filter(Schedule::rings)
        .flatMap(it -> it.wording().timetable().asNamed().latest(until).stream()
            .filter(due -> due.isAfter(it.updatedAt()))
            .map(due -> new Due(it.id(), due)))
        .sorted(Comparator.comparing(Due::time).reversed())
        .filter(it -> given.containsKey(it.schedule())
            && it.time().isAfter(given.get(it.schedule()).plus(LOADING)))
        .filter(it -> !expectations.wasSkipped(it.schedule(), it.time()))
        .map(Due::time)
        .findFirst();
  }

  private static Finding nothingDue(Optional<Instant> came) {
    return came.isPresent()
        ? Finding.ok(
            "Nothing was due since the schedules were changed; the last delivery came at %s.",
            "С последней правки расписаний ничего не должно было прийти; последняя доставка — %s.",
            came.get())
        : Finding.unknown(
                "Nothing was due yet, and nothing came.",
                "Ещё ничего не должно было прийти и не пришло.")
            .remedy("Send a test message.", "Отправьте пробное сообщение.");
  }

  private static Finding judged(
      Instant due, Optional<Instant> came, Optional<KeptRefusal> refused) {
    if (came.filter(it -> !it.isBefore(due.minusSeconds(5))).isPresent()) {
      return Finding.ok(
          "The last delivery came at %s.", "Последняя доставка пришла в %s.", came.get());
    }
    String last = came.map(Instant::toString).orElse("never");
    String lastRu = came.map(Instant::toString).orElse("никогда");
    Optional<KeptRefusal> since = refused.filter(it -> !it.last().at().isBefore(due));
    if (since.isPresent()) {
      Bilingual cause = CauseWords.what(since.get().last().cause());
      Bilingual answer = new Bilingual(
          "What was due at " + due + " came and was refused: " + cause.en() + ".",
          "То, что было назначено на " + due + ", пришло и отклонено: " + cause.ru() + ".");
      return Finding.of(Status.FAILING, answer)
          .remedy(CauseWords.remedy(since.get().last().cause()))
          .guide(CauseWords.guide(since.get().last().cause()));
    }
    return Finding.of(
            Status.FAILING,
            new Bilingual(
                "Nothing arrived for what was due at " + due + " (the last delivery: " + last
                    + ").",
                "На назначенное " + due + " ничего не пришло (последняя доставка: " + lastRu
                    + ")."))
        .remedy(
            "Send a test message; look whether APP_URL leads here through firewall and proxy, and what"
                + " QStash's logs in the Upstash console say of the schedule.",
            "Отправьте пробное сообщение; проверьте, ведёт ли APP_URL сюда через межсетевой экран и"
                + " прокси и что говорят о расписании журналы QStash в консоли Upstash.");
  }
}
