package dev.carillon.running;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandles;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the threads that walk: virtual ones where they do us good, else daemons. */
final class WalkerThreads {
  /**
   * The first Java whose virtual threads let their carrier go while they wait inside a monitor
   * (JEP 444 against JEP 491). H2 and the journal's pages ask the database inside one: before, as many
   * slow statements as there are processors would hold up all walkers.
   */
  private static final int FIRST = 24;

  private WalkerThreads() {}

  /** Returns what makes the threads of walkers on this JVM. */
  static ThreadFactory walkers(String name) {
    return Runtime.version().feature() < FIRST ? daemons(name) : virtual(name);
  }

  /** Makes threads of the operating system's that do not keep the process alive. */
  static ThreadFactory daemons(String name) {
    AtomicLong number = new AtomicLong();
    return work -> {
      Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** {@code Thread.ofVirtual().name(…, 1).factory()}, which the Java that we compile for has not. */
  private static ThreadFactory virtual(String name) {
    try {
      Class<?> builder = Class.forName("java.lang.Thread$Builder$OfVirtual");
      var lookup = MethodHandles.publicLookup();
      Object plain =
          lookup.findStatic(Thread.class, "ofVirtual", methodType(builder)).invoke();
      Object named = lookup
          .findVirtual(builder, "name", methodType(builder, String.class, long.class))
          .invoke(plain, name + "-", 1L);
      return (ThreadFactory) lookup
          .findVirtual(builder, "factory", methodType(ThreadFactory.class))
          .invoke(named);
    } catch (Throwable absent) {
      throw new LinkageError("a Java that has virtual threads does not make them", absent);
    }
  }
}
