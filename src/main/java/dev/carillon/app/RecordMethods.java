package dev.carillon.app;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;
import org.slf4j.LoggerFactory;

/**
 * The JDK's part in the methods that records have by themselves. Up to JDK 18 its method handles
 * remember the last type they were asked for (JDK-8155991): a record of ours, compared once, holds
 * the class loader of an application that was stopped.
 */
final class RecordMethods {
  private RecordMethods() {}

  /** Lets the JDK remember a class of its own instead. Harmless where it remembers none. */
  static void forgetOurs() {
    try {
      MethodHandles.Lookup here = MethodHandles.lookup();
      MethodHandle part = here.findVirtual(String.class, "intern", methodType(String.class));
      link(here, "equals", methodType(boolean.class, String.class, Object.class), part);
      link(here, "hashCode", methodType(int.class, String.class), part);
      link(here, "toString", methodType(String.class, String.class), part);
    } catch (Throwable otherwise) {
      LoggerFactory.getLogger(RecordMethods.class)
          .warn("the JDK may keep classes of this application", otherwise);
    }
  }

  private static void link(
      MethodHandles.Lookup here, String method, MethodType type, MethodHandle part)
      throws Throwable {
    ObjectMethods.bootstrap(here, method, type, String.class, "part", part);
  }
}
