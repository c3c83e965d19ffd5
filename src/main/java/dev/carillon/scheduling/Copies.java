package dev.carillon.scheduling;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carillon.scheduling.Neighbour.Sign;
import dev.carillon.scheduling.Whereabouts.Copied;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether this database is a copy. When the public URL has changed, the former one is
 * asked who is there: somebody of our installation who does not work on this database is the
 * original, and then nothing is sent from here until a person says that this is the original now.
 *
 * <p>Where nobody answers, or somebody who does not tell who it is, it is asked for two minutes: the
 * original may be starting, and a proxy or a page of maintenance may speak in its stead.
 *
 * <p>Who works on this database is told by a count that each process writes into its own, each
 * minute, and tells everybody: it grows here too, or it does not. May be shared by threads.
 */
public final class Copies {
  private static final Logger LOG = LoggerFactory.getLogger(Copies.class);

  /** So long nobody may answer who is restarted, or whose proxy has nobody to ask. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Whereabouts whereabouts;
  private final NodeStore nodes;
  private final Neighbour neighbour;
  private final Supplier<String> installation;
  private final List<String> urls;
  private final String instance;
  private final Clock clock;
  private final Map<String, Instant> silentSince = new HashMap<>();
  private final Map<String, Long> firstSeen = new HashMap<>();
  private final List<String> open = new ArrayList<>();
  private volatile boolean undecided = true;
  private volatile String fingerprint = "";

  /**
   * Puts it together.
   *
   * @param installation gives ours
   * @param urls where this process is published; may be empty
   * @param instance a random id of this process
   */
  public Copies(
      Whereabouts whereabouts,
      NodeStore nodes,
      Neighbour neighbour,
      Supplier<String> installation,
      List<String> urls,
      String instance,
      Clock clock) {
    this.whereabouts = whereabouts;
    this.nodes = nodes;
    this.neighbour = neighbour;
    this.installation = installation;
    this.urls = List.copyOf(urls);
    this.instance = instance;
    this.clock = clock;
  }

  /** Returns what may be told to everybody of an installation: it cannot be turned back into its id. */
  public static String fingerprint(String installation) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256")
          .digest(("carillon installation " + installation).getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /** Returns the fingerprint of this installation; empty before the start. Asks no database. */
  public String fingerprint() {
    return fingerprint;
  }

  /** Begins: notes where it is, unless it was somewhere else before and has to ask there first. */
  public synchronized void start() {
    fingerprint = fingerprint(installation.get());
    open.clear();
    if (whereabouts.copied().isEmpty()) {
      open.addAll(whereabouts.present());
      open.removeAll(urls);
    }
    undecided = !open.isEmpty();
    if (!undecided && whereabouts.copied().isEmpty()) {
      settle();
    }
  }

  /**
   * Asks at the former URLs as long as it is not known who is there; to be called again and again,
   * some seconds apart, until it returns true. That takes two minutes at most.
   */
  public synchronized boolean decide() {
    if (!undecided) {
      return true;
    }
    open.removeIf(this::isNobody);
    if (open.isEmpty()) {
      if (whereabouts.copied().isEmpty()) {
        settle();
      }
      undecided = false;
    }
    return !undecided;
  }

  private void settle() {
    if (!whereabouts.present().equals(urls)) {
      whereabouts.at(urls, clock.instant());
    }
  }

  /** Tells whether that URL need not be asked any more; a copy is noted. */
  private boolean isNobody(String url) {
    Optional<Sign> there = neighbour.at(url);
    if (there.isEmpty()) {
      Instant since = silentSince.computeIfAbsent(url, it -> clock.instant());
      return !clock.instant().isBefore(since.plus(PATIENCE));
    }
    silentSince.remove(url);
    Sign sign = there.get();
    if (!sign.installation().equals(fingerprint) || sign.instance().equals(instance)) {
      return true;
    }
    OptionalLong here = nodes.beats(sign.instance());
    if (here.isEmpty() || here.getAsLong() < sign.beats()) {
      whereabouts.copied(new Copied(url, clock.instant()));
      LOG.error(
          "this database is a copy: its original answers at {}; nothing is rung or sent from here"
              + " until somebody says in the plan that this is the original now",
          url);
      return true;
    }
    // As many here as there: a copy that is younger than a minute, or one of our nodes.
    long first = firstSeen.computeIfAbsent(sign.instance(), it -> sign.beats());
    return sign.beats() > first;
  }

  /** Returns who tells what is ours. */
  public Owner owner() {
    Set<String> all = new LinkedHashSet<>(urls);
    all.addAll(whereabouts.all());
    return new Owner(installation.get(), all);
  }

  /** Returns the original, if this database is a copy. */
  public Optional<Copied> copied() {
    return whereabouts.copied();
  }

  /** Tells whether something may be rung and sent from here. */
  public boolean isClear() {
    return !undecided && copied().isEmpty();
  }

  /**
   * Makes sure that something may be rung and sent from here.
   *
   * @throws HeldBackException if this database is a copy
   * @throws EngineUnavailableException if that is still being found out
   */
  public void requireClear() {
    Optional<Copied> original = copied();
    if (original.isPresent()) {
      throw new HeldBackException(original.get().of());
    }
    if (undecided) {
      throw new EngineUnavailableException(
          "APP_URL has changed, and it is being found out whether this database is a copy; that"
              + " takes two minutes at most",
          null);
    }
  }

  /** Notes that this is the original now; what answers at the former URLs is not asked again. */
  public synchronized void original() {
    whereabouts.original(urls, clock.instant());
    open.clear();
    undecided = false;
    LOG.warn("somebody said that this database is the original now");
  }
}
