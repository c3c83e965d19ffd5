package dev.carillon.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.doctor.TripStore.Homecoming;
import dev.carillon.testing.Together;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link TripStore} promises. */
public interface TripStoreContract {
  Instant STARTED = Instant.parse("2026-11-22T12:00:00Z");
  TripId ID = new TripId("0123456789abcdef0123456789abcdef");
  TripId OTHER = new TripId("f".repeat(32));

  /** Returns the store under test, empty, and the same one for the whole of a test. */
  TripStore trips();

  @Test
  default void aTripIsFoundAsItFares() {
    trips().add(Trip.begun(ID, STARTED));
    assertThat(trips().find(ID)).contains(Trip.begun(ID, STARTED));

    trips().sent(ID, STARTED.plusSeconds(1), "msg_1");
    assertThat(trips().arrived(ID, STARTED.plusSeconds(2))).isEqualTo(Homecoming.FIRST);

    assertThat(trips().find(ID))
        .contains(new Trip(
            ID,
            STARTED,
            Optional.of(STARTED.plusSeconds(1)),
            Optional.of("msg_1"),
            Optional.of(STARTED.plusSeconds(2)),
            Optional.empty(),
            Optional.empty()));
  }

  @Test
  default void itMayBeBackBeforeItIsKnownToBeSent() {
    trips().add(Trip.begun(ID, STARTED));

    trips().arrived(ID, STARTED.plusSeconds(1));
    trips().sent(ID, STARTED.plusSeconds(2), "msg_1");

    assertThat(trips().find(ID).orElseThrow().took()).contains(Duration.ofSeconds(1));
  }

  @Test
  default void ofManyWhoBringItHomeOneIsTheFirst() throws Exception {
    trips().add(Trip.begun(ID, STARTED));

    var homecomings = Together.call(6, () -> trips().arrived(ID, STARTED.plusSeconds(3)));

    assertThat(homecomings).containsOnlyOnce(Homecoming.FIRST).contains(Homecoming.AGAIN);
    assertThat(trips().arrived(OTHER, STARTED)).isEqualTo(Homecoming.UNKNOWN);
  }

  @Test
  default void whyItWasNotSentIsKept() {
    trips().add(Trip.begun(ID, STARTED));

    trips().notSent(ID, "bad-token", "QStash does not know the token");

    assertThat(trips().find(ID).orElseThrow().trouble()).contains("bad-token");
    assertThat(trips().find(ID).orElseThrow().detail()).contains("QStash does not know the token");
  }

  @Test
  default void theNewestComeFirstAndOldOnesAreForgotten() {
    trips().add(Trip.begun(ID, STARTED));
    trips().add(Trip.begun(OTHER, STARTED.plusSeconds(1)));

    assertThat(trips().newest(5)).extracting(Trip::id).containsExactly(OTHER, ID);
    assertThat(trips().newest(1)).extracting(Trip::id).containsExactly(OTHER);
    trips().forget(STARTED.plusSeconds(1));
    assertThat(trips().newest(5)).extracting(Trip::id).containsExactly(OTHER);
  }
}
