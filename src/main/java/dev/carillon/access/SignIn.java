package dev.carillon.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Signs people in and out, and says who sends a request. May be shared by threads.
 *
 * <p>Secrets are 256 random bits, known to us only while they are given out. Failed tries are slowed
 * down, for each remote address and, where the admin token is tried at the sign-in, for all
 * together. A code cannot be guessed, so a right one is taken even then: whoever can print a new
 * link is never locked out.
 */
public final class SignIn {
  /** How long a sign-in code may be used. */
  public static final Duration CODE_LIFE = Duration.ofMinutes(15);

  /** How long a session lasts that is not used. */
  public static final Duration IDLE_LIFE = Duration.ofHours(12);

  /** How long a session lasts at most. */
  public static final Duration WHOLE_LIFE = Duration.ofDays(7);

  /** The request attribute in which the sign-in's door is told where a request comes from. */
  public static final String ADDRESS = "dev.carillon.remote-address";

  private static final Caller ADMIN = new Caller("admin", Role.ADMIN);
  private static final String EVERYBODY = "";

  // Not each of a dashboard's many requests writes: the idle time is good to a minute.
  private static final Duration TOUCH_STEP = Duration.ofMinutes(1);

  private final SessionStore sessions;
  private final SecretHash adminToken;
  private final Clock clock;
  private final FailedSignIns byAddress;
  private final FailedSignIns altogether;
  private final SecureRandom random = new SecureRandom();
  private final List<Consumer<SecretHash>> watchers = new CopyOnWriteArrayList<>();

  /** Takes the hash of the admin token; the token itself is not needed again. */
  public SignIn(SessionStore sessions, SecretHash adminToken, Clock clock) {
    this.sessions = sessions;
    this.adminToken = adminToken;
    this.clock = clock;
    this.byAddress = new FailedSignIns(5, Duration.ofMinutes(15), clock);
    this.altogether = new FailedSignIns(50, Duration.ofSeconds(30), clock);
  }

  /** Makes a code that signs one person in, once, within {@link #CODE_LIFE}. */
  public String newCode() {
    String code = newSecret();
    sessions.addCode(SecretHash.of(code), clock.instant().plus(CODE_LIFE));
    return code;
  }

  /**
   * Uses up a code and begins a session.
   *
   * @param address where the request comes from; only to slow down those who fail
   * @throws SignInRefusedException if the code is not good
   * @throws TooManySignInsException if it is not good and too many were not good before
   */
  public NewSession withCode(String code, String address) {
    if (sessions.useCode(SecretHash.of(code), clock.instant())) {
      return begin(address);
    }
    requireTurn(address);
    throw refused(address);
  }

  /**
   * Begins a session for who knows the admin token.
   *
   * @param address where the request comes from; only to slow down those who fail
   * @throws SignInRefusedException if it is another token
   * @throws TooManySignInsException if too many failed before; the token was not looked at
   */
  public NewSession withToken(String token, String address) {
    requireTurn(address);
    if (adminToken.matches(SecretHash.of(token))) {
      return begin(address);
    }
    throw refused(address);
  }

  /**
   * Finds who shows a bearer token with a request. Failures of one address do not shut out another
   * here, so that nobody can stop the programs of others by failing on purpose.
   *
   * @return nobody if the token is not good
   * @throws TooManySignInsException if too many from this address failed before
   */
  public Optional<Caller> bearing(String token, String address) {
    String from = RemoteAddress.keyOf(address);
    byAddress.waitFor(from).ifPresent(SignIn::refuseFor);
    if (adminToken.matches(SecretHash.of(token))) {
      return Optional.of(ADMIN);
    }
    byAddress.failed(from);
    return Optional.empty();
  }

  /** Finds the open session that a secret belongs to, and keeps it from going idle. */
  public Optional<Session> sessionOf(String secret) {
    Instant now = clock.instant();
    Optional<Session> open =
        sessions.find(SecretHash.of(secret)).filter(session -> session.isOpenAt(now));
    open.filter(session -> isWorthATouch(session, now))
        .ifPresent(session -> sessions.touch(session.key(), idleUntil(session, now)));
    return open;
  }

  /** Ends the session that a secret belongs to; nothing happens if there is none. */
  public void signOut(String secret) {
    SecretHash key = SecretHash.of(secret);
    sessions.remove(key);
    watchers.forEach(watcher -> watcher.accept(key));
  }

  /** Tells whether a session still lets somebody in; to ask is not to use it. */
  public boolean isOpen(SecretHash key) {
    return sessions
        .find(key)
        .filter(session -> session.isOpenAt(clock.instant()))
        .isPresent();
  }

  /**
   * Begins to tell of sessions that are signed out here; of what ends by its time or on another node
   * {@link #isOpen} tells.
   *
   * @param watcher must be quick and must not throw; may hear of a session that never was
   */
  public void watchEnds(Consumer<SecretHash> watcher) {
    watchers.add(watcher);
  }

  private NewSession begin(String address) {
    byAddress.succeeded(RemoteAddress.keyOf(address));
    Instant now = clock.instant();
    sessions.removeExpired(now);
    String secret = newSecret();
    Session session =
        new Session(SecretHash.of(secret), ADMIN, now, now.plus(IDLE_LIFE), now.plus(WHOLE_LIFE));
    sessions.add(session);
    return new NewSession(secret, session);
  }

  private void requireTurn(String address) {
    byAddress
        .waitFor(RemoteAddress.keyOf(address))
        .or(() -> altogether.waitFor(EVERYBODY))
        .ifPresent(SignIn::refuseFor);
  }

  private SignInRefusedException refused(String address) {
    byAddress.failed(RemoteAddress.keyOf(address));
    altogether.failed(EVERYBODY);
    return new SignInRefusedException();
  }

  private static void refuseFor(Duration wait) {
    throw new TooManySignInsException(wait);
  }

  private static Instant idleUntil(Session session, Instant now) {
    return session.usedUntil(now.plus(IDLE_LIFE)).idleUntil();
  }

  private static boolean isWorthATouch(Session session, Instant now) {
    return session.idleUntil().plus(TOUCH_STEP).isBefore(idleUntil(session, now));
  }

  private String newSecret() {
    byte[] bits = new byte[32];
    random.nextBytes(bits);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }
}
