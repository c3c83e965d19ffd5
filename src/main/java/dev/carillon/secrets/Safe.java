package dev.carillon.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.authoring.SecretsHere;
import dev.carillon.running.Secrets;
import dev.carillon.running.UnreadableSecretException;
import dev.carillon.workflow.SecretName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Keeps secrets encrypted and gives them to calls. What was read is kept in memory for two seconds,
 * so a walk does not wait for the database; a change made here counts at once, one made on another
 * node after these seconds. May be shared by threads.
 */
public final class Safe implements Secrets, SecretsHere {
  static final String OFF =
      "secrets are switched off here, for there is no key to encrypt them with:"
          + " set CARILLON_SECRET_KEY to a random text of 32 characters or more, and restart";

  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SecretStore store;
  private final Optional<Sealing> sealing;
  private final Clock clock;
  private final Map<String, Read> read = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();

  private record Read(JsonNode value, Instant at) {}

  /**
   * Puts it together.
   *
   * @param sealing empty if there is no key: then nothing can be kept or read
   */
  public Safe(SecretStore store, Optional<Sealing> sealing, Clock clock) {
    this.store = store;
    this.sealing = sealing;
    this.clock = clock;
  }

  /** How a secret stands. */
  public enum State {
    /** It can be read, and is sealed with the present key. */
    READABLE,
    /** It can be read, and is sealed with a key that is to go. */
    OLD_KEY,
    /** No key of this node opens it. */
    UNREADABLE
  }

  /**
   * A secret, without its value.
   *
   * @param secret as it is kept
   * @param state how it stands on this node
   */
  public record Entry(KeptSecret secret, State state) {}

  /**
   * What sealing all anew did.
   *
   * @param done how many are sealed with the present key now, and were not before
   * @param unreadable how many no key opened; they are as they were
   */
  public record Resealed(int done, int unreadable) {}

  /** Returns why secrets cannot be kept or read here; empty if they can. */
  public Optional<String> whyOff() {
    return sealing.isPresent() ? Optional.empty() : Optional.of(OFF);
  }

  /**
   * Keeps a value under a name, in place of the one before. Returns whether the name is new.
   *
   * @param by who gives it
   * @throws SecretsOffException if there is no key
   */
  public boolean put(SecretName name, SecretValue value, String by) {
    Sealed sealed =
        sealing.orElseThrow(SecretsOffException::new).seal(name, value.json().toString());
    boolean isNew = store.put(new KeptSecret(name, sealed, clock.instant(), by));
    forget(name);
    return isNew;
  }

  /**
   * Removes a secret, whether it can be read or not.
   *
   * @throws UnknownSecretException if it is not there
   */
  public void remove(SecretName name) {
    boolean removed = store.remove(name);
    forget(name);
    if (!removed) {
      throw new UnknownSecretException(name);
    }
  }

  private void forget(SecretName name) {
    synchronized (read) {
      changes.incrementAndGet();
      read.remove(name.value());
    }
  }

  /** Finds a secret, without its value. */
  public Optional<Entry> entry(SecretName name) {
    return store.find(name).map(this::entry);
  }

  /** Returns all, in the order of their names. */
  public List<Entry> list() {
    return store.list().stream().map(this::entry).toList();
  }

  private Entry entry(KeptSecret secret) {
    if (open(secret).isEmpty()) {
      return new Entry(secret, State.UNREADABLE);
    }
    boolean present = secret.sealed().keyId().equals(sealing.orElseThrow().keyId());
    return new Entry(secret, present ? State.READABLE : State.OLD_KEY);
  }

  private Optional<String> open(KeptSecret secret) {
    return sealing.flatMap(it -> it.open(secret.name(), secret.sealed()));
  }

  /** Names the keys that secrets here are sealed with and that are missing; none if all are off. */
  public Set<String> missingKeys() {
    Set<String> missing = new TreeSet<>();
    sealing.ifPresent(it -> {
      store.list().forEach(secret -> missing.add(secret.sealed().keyId()));
      missing.removeAll(it.keyIds());
    });
    return missing;
  }

  /** Seals with the present key whatever an older one opens. May be called again, and on each node. */
  public Resealed reseal() {
    int done = 0;
    int unreadable = 0;
    for (Entry entry : list()) {
      KeptSecret secret = entry.secret();
      if (entry.state() == State.UNREADABLE) {
        unreadable++;
      } else if (entry.state() == State.OLD_KEY) {
        Sealed anew = sealing.orElseThrow().seal(secret.name(), open(secret).orElseThrow());
        done += store.reseal(secret, anew) ? 1 : 0;
      }
    }
    return new Resealed(done, unreadable);
  }

  @Override
  public Optional<JsonNode> find(String name) {
    Instant now = clock.instant();
    Read known = read.get(name);
    if (known != null && !known.at().isAfter(now) && known.at().plus(FRESH).isAfter(now)) {
      return Optional.of(known.value());
    }
    long before = changes.get();
    Optional<JsonNode> value = look(name);
    value.ifPresent(it -> remember(name, new Read(it, now), before));
    return value;
  }

  /** What was read before a change is not kept after it. */
  private void remember(String name, Read value, long before) {
    synchronized (read) {
      if (changes.get() == before) {
        read.put(name, value);
      }
    }
  }

  private Optional<JsonNode> look(String name) {
    if (sealing.isEmpty()) {
      throw new UnreadableSecretException("the secret \"" + name + "\" cannot be read: " + OFF);
    }
    return Optional.of(name)
        .filter(SecretName::isName)
        .flatMap(it -> store.find(new SecretName(it)))
        .map(it ->
            json(open(it).orElseThrow(() -> new UnreadableSecretException(unreadable(name)))));
  }

  private static String unreadable(String name) {
    return "the secret \"" + name + "\" cannot be read: no key in CARILLON_SECRET_KEY opens it; set"
        + " the key that it was kept with behind the present one, or give the secret its value again";
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException impossible) {
      // Its message could repeat the text.
      throw new IllegalStateException("what was sealed was no JSON");
    }
  }

  @Override
  public Map<String, String> obstacles(Set<String> names) {
    if (names.isEmpty()) {
      return Map.of();
    }
    Map<String, Entry> kept = list().stream()
        .collect(Collectors.toMap(it -> it.secret().name().value(), Function.identity()));
    Map<String, String> obstacles = new HashMap<>();
    for (String name : names) {
      Entry entry = kept.get(name);
      if (sealing.isEmpty()) {
        obstacles.put(name, "the secret \"" + name + "\" cannot be read: " + OFF);
      } else if (entry == null) {
        obstacles.put(name, Secrets.missing(name));
      } else if (entry.state() == State.UNREADABLE) {
        obstacles.put(name, unreadable(name));
      }
    }
    return obstacles;
  }
}
