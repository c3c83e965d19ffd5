package dev.carillon.running;

import java.util.List;
import java.util.Locale;

/** Which methods a task may use, when its definition is saved and when it is called. */
public final class MethodRule {
  /** In the order in which they are told. */
  public static final List<String> ALLOWED =
      List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

  private MethodRule() {}

  /** Tells whether it is one of them, in whatever case. */
  public static boolean allows(String method) {
    return ALLOWED.contains(method.toUpperCase(Locale.ROOT));
  }
}
