package dev.carillon.watching;

import dev.carillon.running.StoreUnavailableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** A ledger whose database goes away. */
final class Dying {
  private Dying() {}

  /** Judges so many times, and then nothing works any more. */
  static Ledger after(Ledger ledger, int judgements) {
    AtomicInteger left = new AtomicInteger(judgements);
    return (Ledger) Proxy.newProxyInstance(
        Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, given) -> {
          if (left.get() < 0 || method.getName().equals("judge") && left.decrementAndGet() < 0) {
            throw new StoreUnavailableException("gone", new IllegalStateException("gone"));
          }
          try {
            return method.invoke(ledger, given);
          } catch (InvocationTargetException broken) {
            throw broken.getCause();
          }
        });
  }
}
