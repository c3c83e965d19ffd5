package dev.carillon.running;

import dev.carillon.run.RunId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Journals to which a walk that crashed writes nothing more, whatever it tries. */
final class DyingJournals {
  private final Set<RunId> crashing = ConcurrentHashMap.newKeySet();
  private final Set<Lease> dead = ConcurrentHashMap.newKeySet();

  /** No code of the house takes care of this one. */
  static final class CrashedError extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Ends the walk of a run at its next write, as the end of the process would. */
  void crash(String idempotencyKey) {
    crashing.add(new RunId(idempotencyKey.substring(0, idempotencyKey.indexOf('/'))));
  }

  Journal around(Journal journal) {
    return (Journal) Proxy.newProxyInstance(
        Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, given) -> {
          if (given.length > 0 && given[0] instanceof Lease lease && isDead(lease)) {
            throw new CrashedError();
          }
          try {
            return method.invoke(journal, given);
          } catch (InvocationTargetException broken) {
            throw broken.getCause();
          }
        });
  }

  private boolean isDead(Lease lease) {
    if (crashing.remove(lease.run())) {
      dead.add(lease);
    }
    return dead.contains(lease);
  }
}
