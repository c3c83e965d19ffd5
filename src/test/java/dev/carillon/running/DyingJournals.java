package dev.carillon.running;

import dev.carillon.run.RunId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Journals to which a walk that crashed writes nothing more, whatever it tries. */
final class DyingJournals {
  private final Map<RunId, Supplier<Error>> crashing = new ConcurrentHashMap<>();
  private final Map<Lease, Supplier<Error>> dead = new ConcurrentHashMap<>();

  /** No code of the house takes care of this one. */
  static final class CrashedError extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Ends the walk of a run at its next write, as the end of the process would. */
  void crash(String idempotencyKey) {
    crash(idempotencyKey, CrashedError::new);
  }

  /** Ends the walk of a run at its next write with an error. */
  void crash(String idempotencyKey, Supplier<Error> error) {
    crashing.put(new RunId(idempotencyKey.substring(0, idempotencyKey.indexOf('/'))), error);
  }

  Journal around(Journal journal) {
    return (Journal) Proxy.newProxyInstance(
        Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, given) -> {
          if (given.length > 0 && given[0] instanceof Lease lease) {
            fail(lease);
          }
          try {
            return method.invoke(journal, given);
          } catch (InvocationTargetException broken) {
            throw broken.getCause();
          }
        });
  }

  private void fail(Lease lease) {
    Supplier<Error> now = crashing.remove(lease.run());
    if (now != null) {
      dead.put(lease, now);
    }
    Supplier<Error> error = dead.get(lease);
    if (error != null) {
      throw error.get();
    }
  }
}
