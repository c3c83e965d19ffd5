package dev.carillon.watching;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A ledger at which something happens between a judgement and what is done about it. */
final class Gated {
  private Gated() {}

  /** Lets it happen once, when the first judgement that has something to ring is written. */
  static Ledger afterJudging(Ledger ledger, Runnable happens) {
    AtomicBoolean happened = new AtomicBoolean();
    return (Ledger) Proxy.newProxyInstance(
        Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, given) -> {
          try {
            Object answer = method.invoke(ledger, given);
            if (isToRing(answer) && happened.compareAndSet(false, true)) {
              happens.run();
            }
            return answer;
          } catch (InvocationTargetException broken) {
            throw broken.getCause();
          }
        });
  }

  private static boolean isToRing(Object answer) {
    return answer instanceof Optional<?> some
        && some.orElse(null) instanceof Judgement judgement
        && judgement.toRing().isPresent();
  }
}
