package dev.carillon.watching;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A ledger at which something happens before it is asked. */
final class Overseen {
  private Overseen() {}

  /** Does something before each call of that method. */
  static Ledger before(Ledger ledger, String name, Runnable what) {
    return (Ledger) Proxy.newProxyInstance(
        Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, given) -> {
          if (method.getName().equals(name)) {
            what.run();
          }
          try {
            return method.invoke(ledger, given);
          } catch (InvocationTargetException broken) {
            throw broken.getCause();
          }
        });
  }
}
