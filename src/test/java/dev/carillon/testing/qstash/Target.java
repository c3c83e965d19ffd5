package dev.carillon.testing.qstash;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The destination that a call names: all that follows a prefix, raw, with its query. */
final class Target {
  private Target() {}

  /** Returns it without the parameters that are meant for QStash itself. */
  static String of(Request request, String prefix, Account account) {
    if (account.holds(Doubt.CONTROL_PARAMETERS_ARE_KEPT)) {
      return request.target().substring(prefix.length());
    }
    String path = request.path().substring(prefix.length());
    String query = Arrays.stream(request.query().split("&"))
        .filter(pair -> !pair.isEmpty() && !Config.isControl(pair))
        .collect(Collectors.joining("&"));
    return query.isEmpty() ? path : path + "?" + query;
  }

  /** Tells whether it is a URL; a name without a scheme would be a URL group's. */
  static boolean isUrl(String destination) {
    return destination.startsWith("http://") || destination.startsWith("https://");
  }
}
