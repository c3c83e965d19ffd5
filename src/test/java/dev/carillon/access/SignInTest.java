package dev.carillon.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SignInTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final String TOKEN = "an admin token of decent length";
  private static final String HOME = "192.0.2.1";

  private final SettableClock clock = new SettableClock();
  private final InMemorySessionStore store = new InMemorySessionStore();
  private final SignIn signIn = new SignIn(store, SecretHash.of(TOKEN), clock);

  /** Stands still until it is set. */
  private static final class SettableClock extends Clock {
    private Instant now = NOON;

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Test
  void aCodeBeginsOneSession() {
    String code = signIn.newCode();

    NewSession begun = signIn.withCode(code, HOME);

    assertThat(signIn.sessionOf(begun.secret()))
        .hasValueSatisfying(
            session -> assertThat(session.caller()).isEqualTo(new Caller("admin", Role.ADMIN)));
    assertRefusedWithCode(code);
  }

  @Test
  void aCodeIsGoodForAQuarterOfAnHour() {
    String late = signIn.newCode();
    String inTime = signIn.newCode();
    clock.pass(Duration.ofMinutes(15).minusSeconds(1));
    signIn.withCode(inTime, HOME);
    clock.pass(Duration.ofSeconds(1));

    assertRefusedWithCode(late);
  }

  @Test
  void theAdminTokenBeginsASessionAndAnotherDoesNot() {
    assertThat(signIn.sessionOf(signIn.withToken(TOKEN, HOME).secret())).isPresent();
    assertThatExceptionOfType(SignInRefusedException.class)
        .isThrownBy(() -> signIn.withToken(TOKEN + " ", HOME));
  }

  @Test
  void secretsAreLongAndNeverTheSame() {
    Set<String> secrets = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      secrets.add(signIn.newCode());
      secrets.add(signIn.withToken(TOKEN, HOME).secret());
    }

    assertThat(secrets).hasSize(200).allMatch(secret -> secret.matches("[A-Za-z0-9_-]{43}"));
  }

  @Test
  void aSessionThatIsNotUsedIsOverAfterTwelveHours() {
    String secret = signIn.withToken(TOKEN, HOME).secret();

    clock.pass(Duration.ofHours(12).minusSeconds(1));
    assertThat(signIn.sessionOf(secret)).isPresent();
    clock.pass(Duration.ofHours(12).minusSeconds(1));
    assertThat(signIn.sessionOf(secret)).isPresent();
    clock.pass(Duration.ofHours(12));
    assertThat(signIn.sessionOf(secret)).isEmpty();
  }

  @Test
  void aSessionIsOverAfterSevenDaysHoweverMuchItIsUsed() {
    String secret = signIn.withToken(TOKEN, HOME).secret();

    for (int hours = 6; hours < 7 * 24; hours += 6) {
      clock.pass(Duration.ofHours(6));
      assertThat(signIn.sessionOf(secret)).as("after " + hours + " hours").isPresent();
    }
    clock.pass(Duration.ofHours(6));

    assertThat(signIn.sessionOf(secret)).isEmpty();
  }

  @Test
  void aSessionIsOverWhenItIsSignedOut() {
    String mine = signIn.withToken(TOKEN, HOME).secret();
    String other = signIn.withToken(TOKEN, HOME).secret();

    signIn.signOut(mine);
    signIn.signOut("nobody's");

    assertThat(signIn.sessionOf(mine)).isEmpty();
    assertThat(signIn.sessionOf(other)).isPresent();
  }

  @Test
  void whatIsKeptLetsNobodyIn() {
    NewSession begun = signIn.withToken(TOKEN, HOME);

    assertThat(signIn.sessionOf(begun.session().key().hex())).isEmpty();
    assertThat(begun.toString()).doesNotContain(begun.secret());
  }

  @Test
  void afterAHandfulOfFailuresTheTokenIsNotEvenLookedAt() {
    fail(5);

    assertThat(waitOf(() -> signIn.withToken(TOKEN, HOME))).isEqualTo(Duration.ofSeconds(1));
    clock.pass(Duration.ofSeconds(1));
    assertThat(signIn.withToken(TOKEN, HOME)).isNotNull();
  }

  @Test
  void theWaitDoublesWithEachFailureUpToAQuarterOfAnHour() {
    fail(5);
    Duration expected = Duration.ofSeconds(1);
    for (int i = 0; i < 12; i++) {
      Duration wait = waitOf(() -> signIn.withToken("wrong", HOME));
      assertThat(wait).isEqualTo(expected);
      clock.pass(wait);
      fail(1);
      expected = shorter(expected.multipliedBy(2), Duration.ofMinutes(15));
    }
  }

  @Test
  void anotherAddressDoesNotWait() {
    fail(5);

    assertThat(signIn.withToken(TOKEN, "192.0.2.2")).isNotNull();
  }

  @Test
  void oneNetworkOfTheNewKindIsOneAddress() {
    for (int i = 0; i < 5; i++) {
      String address = "2001:db8:0:7:0:0:0:" + i;
      assertThatExceptionOfType(SignInRefusedException.class)
          .isThrownBy(() -> signIn.withToken("wrong", address));
    }

    assertThatExceptionOfType(TooManySignInsException.class)
        .isThrownBy(() -> signIn.withToken(TOKEN, "2001:db8:0:7:ffff:0:0:1"));
    assertThat(signIn.withToken(TOKEN, "2001:db8:0:8:0:0:0:1")).isNotNull();
  }

  @Test
  void manyAddressesThatFailTogetherAreSlowedDownTogether() {
    for (int i = 0; i < 50; i++) {
      String address = "198.51.100." + i;
      assertThatExceptionOfType(SignInRefusedException.class)
          .isThrownBy(() -> signIn.withToken("wrong", address));
    }

    assertThat(waitOf(() -> signIn.withToken(TOKEN, HOME))).isEqualTo(Duration.ofSeconds(1));
    assertThat(signIn.bearing(TOKEN, HOME)).isPresent();
  }

  @Test
  void aRightCodeIsTakenHoweverManyFailed() {
    fail(5);

    assertThatExceptionOfType(TooManySignInsException.class)
        .isThrownBy(() -> signIn.withCode("wrong", HOME));
    assertThat(signIn.withCode(signIn.newCode(), HOME)).isNotNull();
  }

  @Test
  void aBearerWhoFailsIsNobodyAndThenHasToWait() {
    for (int i = 0; i < 5; i++) {
      assertThat(signIn.bearing("wrong", HOME)).isEmpty();
    }

    assertThatExceptionOfType(TooManySignInsException.class)
        .isThrownBy(() -> signIn.bearing(TOKEN, HOME));
    clock.pass(Duration.ofSeconds(1));
    assertThat(signIn.bearing(TOKEN, HOME)).contains(new Caller("admin", Role.ADMIN));
  }

  @Test
  void failuresAreForgottenAfterAQuietWhile() {
    fail(4);
    clock.pass(Duration.ofMinutes(16));
    fail(4);

    assertThat(signIn.withToken(TOKEN, HOME)).isNotNull();
  }

  @Test
  void aSessionIsOpenUntilItsTimeIsOverAndToAskIsNotToUseIt() {
    SecretHash key = signIn.withToken(TOKEN, HOME).session().key();
    clock.pass(SignIn.IDLE_LIFE.minusMillis(1));
    assertThat(signIn.isOpen(key)).isTrue();

    clock.pass(Duration.ofMillis(1));

    assertThat(signIn.isOpen(key)).isFalse();
    assertThat(signIn.isOpen(SecretHash.of("another"))).isFalse();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      assertThatExceptionOfType(SignInRefusedException.class)
          .isThrownBy(() -> signIn.withToken("wrong", HOME));
    }
  }

  private void assertRefusedWithCode(String code) {
    assertThatExceptionOfType(SignInRefusedException.class)
        .isThrownBy(() -> signIn.withCode(code, HOME));
  }

  private static Duration waitOf(Runnable attempt) {
    return catchThrowableOfType(TooManySignInsException.class, attempt::run).retryAfter();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
