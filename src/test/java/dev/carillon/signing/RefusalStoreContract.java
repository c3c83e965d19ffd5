package dev.carillon.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.signature.Cause;
import dev.carillon.signature.KeyFingerprint;
import dev.carillon.signature.Mismatch;
import dev.carillon.signature.RefusedDelivery;
import dev.carillon.signature.RefusedDelivery.Sender;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link RefusalStore} promises. */
public interface RefusalStoreContract {
  Instant AT_NOON = Instant.parse("2026-11-22T12:00:00Z");
  String ROUTE = "/api/jobs/nightly";

  /** Returns the store under test, empty, and the same one for the whole of a test. */
  RefusalStore refusals();

  @Test
  default void aRefusalIsFoundAsItWasKept() {
    RefusedDelivery refused = new RefusedDelivery(
        AT_NOON,
        ROUTE,
        new Sender(
            Optional.of("msg_1"), Optional.of("carillon.nightly"), Optional.of("EU-CENTRAL-1")),
        Cause.URL,
        Optional.of(new Mismatch("https://old.example/x", "https://new.example/x")),
        List.of(KeyFingerprint.of("sig_a"), KeyFingerprint.of("sig_b")));

    keep(refused, Optional.of("nightly"));

    assertThat(all()).singleElement().satisfies(kept -> {
      assertThat(kept.last()).isEqualTo(refused);
      assertThat(kept.firstAt()).isEqualTo(AT_NOON);
      assertThat(kept.count()).isEqualTo(1);
      assertThat(kept.workflow()).contains("nightly");
    });
    assertThat(refusals().ofMessage("msg_1", 5)).isEqualTo(all());
    assertThat(refusals().ofMessage("msg_2", 5)).isEmpty();
  }

  @Test
  default void whatSaysTheSameWithinTheHourIsCounted() {
    keep(refusal(Cause.NO_SIGNATURE, "msg_1", AT_NOON));
    keep(refusal(Cause.NO_SIGNATURE, "msg_1", AT_NOON.plusSeconds(12)));
    keep(refusal(Cause.NO_SIGNATURE, "msg_1", AT_NOON.plusSeconds(160)));
    keep(refusal(Cause.NO_SIGNATURE, "msg_1", AT_NOON.plus(Duration.ofHours(1))));

    assertThat(all()).extracting(KeptRefusal::count).containsExactly(1, 3);
    assertThat(all().get(1).firstAt()).isEqualTo(AT_NOON);
    assertThat(all().get(1).last().at()).isEqualTo(AT_NOON.plusSeconds(160));
  }

  @Test
  default void whatSaysSomethingElseIsARowOfItsOwn() {
    keep(refusal(Cause.NO_SIGNATURE, "msg_1", AT_NOON));
    keep(refusal(Cause.NO_SIGNATURE, "msg_2", AT_NOON));
    keep(refusal(Cause.MALFORMED, "msg_1", AT_NOON));
    keep(mismatch(Cause.BODY, "one", AT_NOON));
    keep(mismatch(Cause.BODY, "other", AT_NOON));

    assertThat(all()).hasSize(5);
  }

  @Test
  default void twoInstantsOfOneMessageSayTheSame() {
    keep(mismatch(Cause.EXPIRED, "2026-11-22T11:00:00Z", AT_NOON));
    keep(mismatch(Cause.EXPIRED, "2026-11-22T11:00:12Z", AT_NOON.plusSeconds(12)));

    assertThat(all()).singleElement().satisfies(kept -> {
      assertThat(kept.count()).isEqualTo(2);
      assertThat(kept.last().mismatch().map(Mismatch::signed)).contains("2026-11-22T11:00:12Z");
    });
  }

  @Test
  default void refusalsAreListedInPagesTheNewestFirst() {
    for (int number = 0; number < 5; number++) {
      keep(refusal(number % 2 == 0 ? Cause.SIGNATURE : Cause.CLAIMS, "msg_" + number, AT_NOON));
    }

    List<KeptRefusal> first = refusals().list(Optional.empty(), Optional.empty(), 3);
    List<KeptRefusal> second =
        refusals().list(Optional.empty(), Optional.of(first.get(2).id()), 3);
    List<KeptRefusal> ofCause = refusals().list(Optional.of(Cause.CLAIMS), Optional.empty(), 3);

    assertThat(messages(first)).containsExactly("msg_4", "msg_3", "msg_2");
    assertThat(messages(second)).containsExactly("msg_1", "msg_0");
    assertThat(messages(ofCause)).containsExactly("msg_3", "msg_1");
  }

  @Test
  default void ofEachCauseOnlyTheNewestAreKept() {
    for (int number = 0; number < 6; number++) {
      keep(refusal(Cause.NO_SIGNATURE, "msg_" + number, AT_NOON));
    }
    keep(refusal(Cause.BODY, "msg_precious", AT_NOON.minusSeconds(60)));

    refusals().forget(AT_NOON.minus(Duration.ofDays(30)), 4);

    assertThat(messages(all())).containsExactly("msg_precious", "msg_5", "msg_4", "msg_3", "msg_2");
  }

  @Test
  default void whatIsOldIsForgotten() {
    keep(refusal(Cause.BODY, "msg_old", AT_NOON.minus(Duration.ofDays(31))));
    keep(refusal(Cause.BODY, "msg_new", AT_NOON));

    refusals().forget(AT_NOON.minus(Duration.ofDays(30)), 1000);

    assertThat(messages(all())).containsExactly("msg_new");
  }

  @Test
  default void causesAreCountedWithTheirRepetitions() {
    keep(refusal(Cause.URL, "msg_1", AT_NOON.minus(Duration.ofDays(2))));
    keep(refusal(Cause.URL, "msg_2", AT_NOON));
    keep(refusal(Cause.URL, "msg_2", AT_NOON.plusSeconds(1)));
    keep(refusal(Cause.BODY, "msg_3", AT_NOON));

    assertThat(refusals().countSince(AT_NOON.minus(Duration.ofDays(1))))
        .isEqualTo(Map.of(Cause.URL, 2L, Cause.BODY, 1L));
  }

  private List<KeptRefusal> all() {
    return refusals().list(Optional.empty(), Optional.empty(), 100);
  }

  private void keep(RefusedDelivery refused) {
    keep(refused, Optional.empty());
  }

  private void keep(RefusedDelivery refused, Optional<String> workflow) {
    refusals().keep(refused, workflow, refused.at().minus(Duration.ofHours(1)));
  }

  private static List<String> messages(List<KeptRefusal> kept) {
    return kept.stream().map(it -> it.last().messageId().orElse("")).toList();
  }

  private static RefusedDelivery refusal(Cause cause, String message, Instant at) {
    return new RefusedDelivery(at, ROUTE, Sender.of(message), cause, Optional.empty());
  }

  private static RefusedDelivery mismatch(Cause cause, String signed, Instant at) {
    return new RefusedDelivery(
        at, ROUTE, Sender.of("msg_1"), cause, Optional.of(new Mismatch(signed, "seen")));
  }
}
