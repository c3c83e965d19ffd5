package dev.carillon.watching;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A ledger that tells when somebody looks what waits of one schedule. */
final class Looking {
  private Looking() {}

  /** Does something in the thread that looks, before it does. */
  static Ledger at(Ledger ledger, Looked before) {
    return (Ledger) Proxy.newProxyInstance(
        Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, given) -> {
          if (method.getName().equals("waiting") && given.length == 1) {
            before.look();
          }
          try {
            return method.invoke(ledger, given);
          } catch (InvocationTargetException broken) {
            throw broken.getCause();
          }
        });
  }

  /** What is done then. */
  interface Looked {
    /** Does it. */
    void look() throws InterruptedException;
  }
}
