package dev.carillon.secrets;

import dev.carillon.workflow.SecretName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps secrets in memory, and counts how often it was asked for one. */
public final class InMemorySecretStore implements SecretStore {
  private final Map<SecretName, KeptSecret> kept = new ConcurrentSkipListMap<>();

  /** How often {@link #find} was called. */
  public final AtomicInteger finds = new AtomicInteger();

  @Override
  public boolean put(KeptSecret secret) {
    return kept.put(secret.name(), secret) == null;
  }

  @Override
  public Optional<KeptSecret> find(SecretName name) {
    finds.incrementAndGet();
    return Optional.ofNullable(kept.get(name));
  }

  @Override
  public List<KeptSecret> list() {
    return List.copyOf(kept.values());
  }

  @Override
  public boolean reseal(KeptSecret read, Sealed anew) {
    return kept.replace(
        read.name(), read, new KeptSecret(read.name(), anew, read.updatedAt(), read.updatedBy()));
  }

  @Override
  public boolean remove(SecretName name) {
    return kept.remove(name) != null;
  }
}
