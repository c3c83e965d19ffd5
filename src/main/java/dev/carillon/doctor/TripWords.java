package dev.carillon.doctor;

import dev.carillon.doctor.RoundTrips.Standing;
import dev.carillon.scheduling.EngineTrouble;
import dev.carillon.signing.CauseWords;
import dev.carillon.text.Bilingual;
import java.time.Duration;
import java.util.Arrays;

/** Tells to people how a test message fares. */
public final class TripWords {
  private TripWords() {}

  /** Returns a trip as a finding. */
  public static Finding of(Standing standing) {
    Trip trip = standing.trip();
    return switch (standing.state()) {
      case SENDING ->
        Finding.unknown("QStash is being asked to take it.", "Просим QStash принять его.");
      case TRAVELLING ->
        Finding.unknown(
            "QStash took it; it is not back yet.", "QStash принял его; назад ещё не пришло.");
      case ARRIVED -> {
        long millis = trip.took().map(Duration::toMillis).orElse(0L);
        yield Finding.ok(
            "A test message travelled to QStash and back in %d ms, at %s.",
            "Пробное сообщение прошло до QStash и обратно за %d мс, в %s.",
            millis,
            trip.startedAt());
      }
      case REFUSED -> refused(standing);
      case NOT_SENT -> notSent(trip);
      case LOST ->
        Finding.failing(
                "The test message of %s did not come back.",
                "Пробное сообщение от %s не вернулось.", trip.startedAt())
            .remedy(
                "Look at the message in the Upstash console's logs: what answered at APP_URL? A"
                    + " firewall, a proxy, another machine?",
                "Посмотрите это сообщение в журналах консоли Upstash: кто ответил по APP_URL?"
                    + " Межсетевой экран, прокси, другая машина?")
            .guide(Topic.WEBHOOK.guide());
    };
  }

  private static Finding refused(Standing standing) {
    Bilingual cause = CauseWords.what(standing.cause().orElseThrow());
    Bilingual answer = new Bilingual(
        "The test message came back and was not let in: " + cause.en() + ".",
        "Пробное сообщение вернулось, но не было впущено: " + cause.ru() + ".");
    return Finding.of(Status.FAILING, answer)
        .remedy(CauseWords.remedy(standing.cause().orElseThrow()))
        .guide(CauseWords.guide(standing.cause().orElseThrow()));
  }

  private static Finding notSent(Trip trip) {
    String detail = trip.detail().orElse("QStash did not take it");
    EngineTrouble trouble = Arrays.stream(EngineTrouble.Kind.values())
        .filter(kind -> trip.trouble().filter(kind.word()::equals).isPresent())
        .findFirst()
        .map(kind -> EngineTrouble.of(kind, detail))
        .orElseGet(() -> EngineTrouble.of(EngineTrouble.Kind.ENGINE_REFUSED, detail));
    Bilingual answer = Bilingual.of(
            "QStash did not take the test message.", "QStash не принял пробное сообщение.")
        .then(TroubleWords.what(trouble));
    return Finding.of(Status.FAILING, answer)
        .remedy(TroubleWords.remedy(trouble))
        .guide(trouble.kind().guide());
  }
}
