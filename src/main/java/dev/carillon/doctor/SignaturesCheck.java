package dev.carillon.doctor;

import dev.carillon.running.DeliveryLog;
import dev.carillon.signature.Cause;
import dev.carillon.signature.Mismatch;
import dev.carillon.signature.RefusedDelivery;
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
import java.util.Set;

/** Whether what was refused lately tells of a trouble, and which. */
final class SignaturesCheck implements Check {
  private static final Duration LATELY = Duration.ofDays(1);

  /** What anybody may send to any address in the internet, and what tells of nothing of ours. */
  private static final Set<Cause> OF_STRANGERS =
      Set.of(Cause.NO_SIGNATURE, Cause.MALFORMED, Cause.ALGORITHM);

  private final RefusalStore refusals;
  private final LastDelivery deliveries;
  private final Clock clock;

  SignaturesCheck(RefusalStore refusals, DeliveryLog deliveries, Clock clock) {
    this.refusals = refusals;
    this.deliveries = new LastDelivery(deliveries);
    this.clock = clock;
  }

  @Override
  public Topic topic() {
    return Topic.SIGNATURES;
  }

  @Override
  public Finding examine() {
    Instant since = clock.instant().minus(LATELY);
    Map<Cause, Long> counts = refusals.countSince(since);
    Optional<RefusedDelivery> telling = last(since);
    Optional<Instant> passed = deliveries.at();
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    Finding finding = telling
        .map(it -> refused(it, passed, all))
        .orElseGet(() -> all == 0 ? none(passed) : strangers(all));
    return finding.fact("refusedInADay", all).fact("lastPassedAt", passed);
  }

  /** The newest refusal that tells of more than strangers; the causes are few. */
  private Optional<RefusedDelivery> last(Instant since) {
    return List.of(Cause.values()).stream()
        .filter(cause -> !OF_STRANGERS.contains(cause))
        .flatMap(cause -> refusals.list(Optional.of(cause), Optional.empty(), 1).stream())
        .map(KeptRefusal::last)
        .filter(it -> it.at().isAfter(since))
        .max(Comparator.comparing(RefusedDelivery::at));
  }

  private static Finding none(Optional<Instant> passed) {
    return passed.isPresent()
        ? Finding.ok("Nothing was refused in a day.", "За сутки ничего не отклонено.")
        : Finding.ok(
            "Nothing was refused in a day, and nothing ever came.",
            "За сутки ничего не отклонено, и ничего ещё не приходило.");
  }

  private static Finding strangers(long all) {
    return Finding.ok(
        "%d requests in a day had no signature of QStash's form: strangers, as they come to every"
            + " address.",
        "За сутки %d запросов без подписи вида QStash: посторонние, они приходят на любой адрес.",
        all);
  }

  private static Finding refused(RefusedDelivery last, Optional<Instant> passed, long all) {
    Bilingual cause = CauseWords.what(last.cause());
    boolean over = passed.filter(it -> it.isAfter(last.at())).isPresent();
    Bilingual since = over
        ? Bilingual.of("Later ones passed.", "Более поздние прошли.")
        : Bilingual.of("None passed since.", "После него ни один не прошёл.");
    Bilingual answer = new Bilingual(
        all + " requests were refused in a day, the last at " + last.at() + ": " + cause.en() + ". "
            + since.en(),
        "За сутки отклонено запросов: " + all + ", последний в " + last.at() + ": " + cause.ru()
            + ". " + since.ru());
    return Finding.of(over ? Status.WARNING : Status.FAILING, answer)
        .remedy(CauseWords.remedy(last.cause()))
        .guide(CauseWords.guide(last.cause()))
        .fact("cause", last.cause().name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .fact("lastRefusedAt", last.at())
        .fact("route", last.route())
        .fact("messageId", last.messageId())
        .fact("signed", last.mismatch().map(Mismatch::signed))
        .fact("seen", last.mismatch().map(Mismatch::seen))
        .fact("keysTried", last.tried());
  }
}
