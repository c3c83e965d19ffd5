package dev.carillon.rest;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A JSON object that is shown, member by member, in the order of their adding. What has no value is
 * left out. For one thread.
 */
final class View {
  private final ObjectNode json = JsonNodeFactory.instance.objectNode();

  static View of() {
    return new View();
  }

  /** Returns a page: its items, and where the next one begins if there may be one. */
  static <T> View page(
      List<T> items, int limit, Function<T, View> view, Function<T, String> place) {
    List<T> shown = items.subList(0, Math.min(limit, items.size()));
    View page = of().all("items", shown.stream().map(view).toList());
    return items.size() > limit ? page.text("next", place.apply(shown.get(limit - 1))) : page;
  }

  View text(String name, Object value) {
    json.put(name, value.toString());
    return this;
  }

  View text(String name, Optional<?> value) {
    value.ifPresent(it -> json.put(name, it.toString()));
    return this;
  }

  /** Adds a word of an enum as JSON has it: lower case, with hyphens. */
  View word(String name, Enum<?> value) {
    json.put(name, word(value));
    return this;
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  View number(String name, long value) {
    json.put(name, value);
    return this;
  }

  View number(String name, Optional<Long> value) {
    value.ifPresent(it -> json.put(name, it));
    return this;
  }

  View flag(String name, boolean value) {
    json.put(name, value);
    return this;
  }

  /** Adds a text, a number or a truth value, as it is. */
  View plain(String name, Object value) {
    if (value instanceof Boolean flag) {
      return flag(name, flag);
    }
    if (value instanceof Double || value instanceof Float) {
      json.put(name, ((Number) value).doubleValue());
      return this;
    }
    return value instanceof Number number ? number(name, number.longValue()) : text(name, value);
  }

  View value(String name, JsonNode value) {
    json.set(name, value);
    return this;
  }

  View value(String name, Optional<JsonNode> value) {
    value.ifPresent(it -> json.set(name, it));
    return this;
  }

  View part(String name, View value) {
    json.set(name, value.json);
    return this;
  }

  View part(String name, Optional<View> value) {
    value.ifPresent(it -> json.set(name, it.json));
    return this;
  }

  View all(String name, Collection<View> values) {
    var list = json.putArray(name);
    values.forEach(it -> list.add(it.json));
    return this;
  }

  View texts(String name, Collection<?> values) {
    var list = json.putArray(name);
    values.forEach(it -> list.add(it.toString()));
    return this;
  }

  /** Adds a list of numbers, with null where there is none. */
  View numbers(String name, Collection<Optional<Long>> values) {
    var list = json.putArray(name);
    values.forEach(it -> list.add(it.orElse(null)));
    return this;
  }

  /** Adds how long it took, in milliseconds. */
  View millis(String name, Optional<Instant> from, Optional<Instant> to) {
    if (from.isPresent() && to.isPresent()) {
      json.put(name, Duration.between(from.get(), to.get()).toMillis());
    }
    return this;
  }

  /** Returns the JSON. */
  @JsonValue
  ObjectNode json() {
    return json;
  }
}
