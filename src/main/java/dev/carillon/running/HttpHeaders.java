package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.ErrorType;
import dev.carillon.run.RunError;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The headers of one request while it is made; a name counts in whatever case. */
final class HttpHeaders {
  private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /**
   * Takes what the author says; a member that is null is left out.
   *
   * @throws TaskFailedException if a name comes twice
   */
  HttpHeaders(Optional<JsonNode> authors) {
    authors.ifPresent(object -> object.properties().stream()
        .filter(each -> !each.getValue().isNull())
        .forEach(each -> add(each.getKey(), text(each.getValue()))));
  }

  private void add(String name, String value) {
    spelled(name).ifPresent(other -> {
      throw failed("the headers " + other + " and " + name
          + " are one, as case is ignored in their names; leave one of them out");
    });
    values.put(name, value);
  }

  /** Returns the name as it is written, if there is one. */
  private Optional<String> spelled(String name) {
    return values.keySet().stream().filter(name::equalsIgnoreCase).findFirst();
  }

  /** Adds what counts where the author says nothing. */
  void addMissing(String name, String value) {
    values.putIfAbsent(name, value);
  }

  /**
   * Adds what the task's {@code authentication} makes.
   *
   * @throws TaskFailedException if the author says another
   */
  void authorize(String value) {
    spelled("Authorization").ifPresent(other -> {
      throw failed("the header " + other + " would be lost, as \"authentication\" sets it; leave"
          + " one of the two out");
    });
    values.put("Authorization", value);
  }

  Optional<String> contentType() {
    return Optional.ofNullable(values.get("Content-Type"));
  }

  Map<String, String> all() {
    return values;
  }

  static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }

  private static TaskFailedException failed(String what) {
    return new TaskFailedException(RunError.of(ErrorType.CONFIGURATION, what));
  }
}
