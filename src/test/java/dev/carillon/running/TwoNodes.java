package dev.carillon.running;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.run.Redrive;
import dev.carillon.testing.MovingClock;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * Two nodes over one database, anew for each test; one where no second process may have it open. Their
 * functions are one that fails until it is mended, one that does not, and one at which runs stop.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TwoNodes {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  final MovingClock clock = new MovingClock(NOON);
  Fragile fragile;
  Fragile before;
  Turnstile turnstile;
  House house;
  House other;

  /** How many tests have begun: it keeps the names of their workflows apart. */
  int tests;

  private DatabaseAddress address;

  /** Returns where an empty database is; asked once. */
  abstract DatabaseAddress address();

  /** Tells whether a second process may have it open. */
  abstract boolean isShared();

  @BeforeAll
  void make() {
    address = address();
  }

  @BeforeEach
  void open() {
    tests++;
    clock.moveTo(NOON.plusSeconds(1));
    fragile = new Fragile();
    before = new Fragile() {
      @Override
      public String name() {
        return "before";
      }
    };
    before.mend();
    turnstile = new Turnstile();
    house = new House(address, clock, "one", fragile, before, turnstile);
    other = isShared() ? new House(address, clock, "two", fragile, before, turnstile) : house;
  }

  @AfterEach
  void close() {
    turnstile.open();
    fragile.letGo();
    if (other != house) {
      other.close();
    }
    house.close();
  }

  Redrive.Wish wish(String reason) {
    return new Redrive.Wish("Zoë", reason, clock.instant());
  }

  static NotRedrivableException refusal(ThrowingCallable wish) {
    return catchThrowableOfType(NotRedrivableException.class, wish);
  }
}
