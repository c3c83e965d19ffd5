package dev.carillon.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Lets several threads do something at the same moment: a race is made, not hoped for. */
public final class Together {
  private Together() {}

  /**
   * Calls it so many times at once.
   *
   * @return what the calls answered
   * @throws Exception what one of them threw, as the cause of an ExecutionException
   */
  public static <T> List<T> call(int callers, Callable<T> deed) throws Exception {
    return call(callers, number -> deed);
  }

  /** Calls one deed for each number from 0, all at once. */
  public static <T> List<T> call(int callers, IntFunction<Callable<T>> deeds) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(callers);
    try {
      CyclicBarrier gate = new CyclicBarrier(callers);
      List<Future<T>> calls = new ArrayList<>();
      for (int number = 0; number < callers; number++) {
        Callable<T> deed = deeds.apply(number);
        calls.add(pool.submit(() -> {
          gate.await();
          return deed.call();
        }));
      }
      List<T> answers = new ArrayList<>();
      for (Future<T> call : calls) {
        answers.add(call.get());
      }
      return answers;
    } finally {
      pool.shutdownNow();
    }
  }
}
