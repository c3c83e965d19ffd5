package dev.carillon.signing;

import dev.carillon.scheduling.EngineUnavailableException;
import dev.carillon.signature.KeyFingerprint;
import dev.carillon.signature.KnownKeys;
import dev.carillon.signature.RetiredKey;
import dev.carillon.signature.SigningKeys;
import dev.carillon.signature.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signing keys as QStash has them. Begins with those of the settings, and reads them again from
 * QStash when a signature fits none, or fits the next one, which tells of a rotation. May be shared
 * by threads; nobody waits in it but who rolls.
 *
 * <p>Strangers can make signatures that fit no key, so for them QStash is asked once a minute at
 * most, unless the last time brought other keys: those can only come from a rotation. All who want to
 * know at once share one question.
 */
public final class KeyRing implements KnownKeys {
  private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Duration FRESH = Duration.ofSeconds(10);

  private final Optional<SigningKeys> settings;
  private final Optional<KeySource> source;
  private final Predicate<SigningKeys> acceptable;
  private final KeySightings sightings;
  private final Clock clock;
  private final Hands hands = new Hands("carillon-keys", 2);
  private final Limiter strangers = new Limiter(PAUSE);
  private final Limiter rotations = new Limiter(PAUSE);
  private volatile KeyState state;
  private CompletableFuture<Reading> reading;
  private Optional<Reading> last = Optional.empty();
  private int rolls;

  /** Where keys come from. */
  public enum Origin {
    /** There are none. */
    NONE,
    /** From the settings. */
    SETTINGS,
    /** Read from QStash, and not those of the settings. */
    REREAD,
    /** QStash gave them when they were rolled here. */
    ROLLED
  }

  /**
   * What QStash said about its keys.
   *
   * @param at when
   * @param keys those that it told; empty if it did not
   * @param changed whether they replaced ours
   * @param trouble what went wrong, in words without a secret
   */
  public record Reading(
      Instant at,
      Optional<SigningKeys> keys,
      boolean changed,
      Optional<RuntimeException> trouble) {}

  /**
   * Takes what it begins with.
   *
   * @param settings the keys that are set; without any it knows none, whatever QStash has
   * @param source where to read them again; empty if there is no token to ask with
   * @param acceptable refuses keys that nobody may sign with, such as the published ones
   */
  public KeyRing(
      Optional<SigningKeys> settings,
      Optional<KeySource> source,
      Predicate<SigningKeys> acceptable,
      KeyUses uses,
      Clock clock) {
    this.settings = settings;
    this.source = source;
    this.acceptable = acceptable;
    this.clock = clock;
    this.sightings = new KeySightings(uses, hands);
    this.state = KeyState.ofSettings(settings);
  }

  @Override
  public Optional<SigningKeys> now() {
    return state.keys();
  }

  @Override
  public List<RetiredKey> retired() {
    return state.retired();
  }

  /** Returns the keys of the settings. */
  public Optional<SigningKeys> settings() {
    return settings;
  }

  /** Returns when which key was seen to have signed. */
  public KeySightings sightings() {
    return sightings;
  }

  KeyState state() {
    return state;
  }

  /** Tells whether there is somebody to ask. */
  public boolean canAsk() {
    return source.isPresent() && settings.isPresent();
  }

  /** Notes which key a delivery was signed with; the next one tells of a rotation. Never blocks. */
  public void accepted(Verdict.Accepted delivery) {
    Instant now = clock.instant();
    sightings.saw(delivery.fingerprint(), now);
    if (delivery.key() == Verdict.Key.NEXT && canAsk()) {
      synchronized (this) {
        if (isNextNow(delivery.fingerprint()) && rotations.pass(now)) {
          read();
        }
      }
    }
  }

  /** The keys may have been read since the delivery was judged. */
  private boolean isNextNow(KeyFingerprint key) {
    return state.keys().filter(it -> KeyFingerprint.of(it.next()).equals(key)).isPresent();
  }

  /**
   * Reads the keys again because a signature that looks right fits none; at once over if others have
   * been read since it was judged.
   *
   * @param tried the keys that it was judged by
   * @return ends when they were read, well or not; empty if it is not time to ask again
   */
  public synchronized Optional<CompletionStage<Reading>> reread(List<KeyFingerprint> tried) {
    if (!canAsk()) {
      return Optional.empty();
    }
    if (!state.keys().map(SigningKeys::fingerprints).equals(Optional.of(tried))) {
      Reading before = new Reading(clock.instant(), state.keys(), true, Optional.empty());
      return Optional.of(CompletableFuture.completedFuture(before));
    }
    boolean asking = reading != null || strangers.pass(clock.instant());
    return asking ? Optional.of(read()) : Optional.empty();
  }

  /**
   * Returns what QStash says about its keys now, or said within the last ten seconds. For those who
   * are signed in.
   */
  public synchronized CompletionStage<Reading> check() {
    Instant since = clock.instant().minus(FRESH);
    return last.filter(it -> it.at().isAfter(since))
        .<CompletionStage<Reading>>map(CompletableFuture::completedFuture)
        .orElseGet(this::read);
  }

  /** One question at a time: who comes while one is asked gets its answer. */
  private synchronized CompletableFuture<Reading> read() {
    if (reading != null) {
      return reading;
    }
    CompletableFuture<Reading> begun = new CompletableFuture<>();
    reading = begun;
    int rollsBefore = rolls;
    if (!hands.take(() -> ended(begun, ask(rollsBefore), rollsBefore))) {
      ended(begun, failed(new IllegalStateException("too busy, or stopping")), rollsBefore);
    }
    return begun;
  }

  private void ended(CompletableFuture<Reading> asked, Reading answer, int rollsBefore) {
    synchronized (this) {
      reading = null;
      last = rolls == rollsBefore ? Optional.of(answer) : last;
      if (answer.changed()) {
        strangers.forget();
        rotations.forget();
      }
    }
    asked.complete(answer);
  }

  private Reading ask(int rollsBefore) {
    try {
      SigningKeys read = source
          .orElseThrow(() -> new IllegalStateException("there is no QSTASH_TOKEN to ask with"))
          .read();
      boolean changed = take(read, Origin.REREAD, rollsBefore);
      return new Reading(clock.instant(), Optional.of(read), changed, Optional.empty());
    } catch (RuntimeException broken) {
      LOG.warn("the signing keys could not be read from QStash: {}", broken.getMessage());
      return failed(broken);
    }
  }

  private Reading failed(RuntimeException broken) {
    return new Reading(clock.instant(), Optional.empty(), false, Optional.of(broken));
  }

  private synchronized boolean take(SigningKeys read, Origin origin, int rollsBefore) {
    boolean overtaken = rolls != rollsBefore; // the answer may be older than the roll
    if (overtaken || settings.isEmpty() || state.holds(read)) {
      return false;
    }
    if (!acceptable.test(read)) {
      LOG.warn("QStash has signing keys that anybody knows or could guess; they are not taken");
      return false;
    }
    Origin from = settings.get().equals(read) ? Origin.SETTINGS : origin;
    state = state.replacedBy(read, from, clock.instant());
    LOG.info(
        "🔑 QStash's signing keys are now {} and {}: set QSTASH_CURRENT_SIGNING_KEY and"
            + " QSTASH_NEXT_SIGNING_KEY to them",
        read.fingerprints().get(0),
        read.fingerprints().get(1));
    return true;
  }

  /**
   * Asks QStash for its keys and takes them. Blocks until it has answered.
   *
   * @throws NoQStashException if there is nobody to ask
   * @throws dev.carillon.scheduling.EngineRefusedException if QStash will not tell
   * @throws EngineUnavailableException if QStash cannot be asked
   */
  SigningKeys readNow() {
    if (!canAsk()) {
      throw new NoQStashException();
    }
    SigningKeys read = source.orElseThrow().read();
    synchronized (this) {
      boolean changed = take(read, Origin.REREAD, rolls);
      last =
          Optional.of(new Reading(clock.instant(), Optional.of(read), changed, Optional.empty()));
    }
    return read;
  }

  /**
   * Rolls the keys at QStash, once. Blocks until it has answered.
   *
   * @return the keys after that
   * @throws dev.carillon.scheduling.EngineRefusedException if QStash will not; all is as before
   * @throws EngineUnavailableException if it is not known what QStash did
   */
  SigningKeys roll(SigningKeys before) {
    KeySource asked = source.orElseThrow(NoQStashException::new);
    SigningKeys after;
    try {
      after = asked.roll();
    } catch (EngineUnavailableException unknown) {
      after = readAfter(unknown, asked);
      if (after.equals(before)) {
        throw unknown;
      }
    }
    synchronized (this) {
      take(after, Origin.ROLLED, rolls);
      rolls++;
      last = Optional.of(new Reading(clock.instant(), Optional.of(after), true, Optional.empty()));
    }
    return after;
  }

  private static SigningKeys readAfter(EngineUnavailableException unknown, KeySource asked) {
    try {
      return asked.read();
    } catch (RuntimeException stillUnknown) {
      unknown.addSuppressed(stillUnknown);
      throw unknown;
    }
  }

  /** Reads and saves no more. May come twice, and first. */
  public void stop() {
    hands.stop();
  }
}
