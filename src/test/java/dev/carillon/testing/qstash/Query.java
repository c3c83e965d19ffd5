package dev.carillon.testing.qstash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parameters of a call. Several values are repeated, or stand between commas. */
final class Query {
  private static final Set<String> OF_TOKEN = Set.of("qstash_token");

  private final Map<String, List<String>> values = new LinkedHashMap<>();

  private Query() {}

  static Query of(Request request) {
    Query query = new Query();
    for (String pair : request.query().split("&")) {
      String[] parts = pair.split("=", 2);
      if (!pair.isEmpty() && !OF_TOKEN.contains(parts[0])) {
        String value = parts.length == 2 ? URLDecoder.decode(parts[1], UTF_8) : "";
        query.values.computeIfAbsent(parts[0], none -> new ArrayList<>()).add(value);
      }
    }
    return query;
  }

  /** Refuses a parameter with any other name, so that a misspelled filter cannot mean "all". */
  Query only(Set<String> names) {
    values.keySet().stream().filter(it -> !names.contains(it)).findFirst().ifPresent(name -> {
      throw RefusedCallException.badRequest("unknown query parameter: " + name);
    });
    return this;
  }

  /** Returns all values; none if the parameter is not there. */
  List<String> all(String name) {
    return values.getOrDefault(name, List.of()).stream()
        .flatMap(it -> name.equals("url") ? List.of(it).stream() : Arrays.stream(it.split(",")))
        .filter(it -> !it.isEmpty())
        .toList();
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name)).map(it -> it.get(0)).filter(it -> !it.isEmpty());
  }

  Optional<Long> number(String name) {
    return find(name).map(it -> {
      if (!it.matches("\\d{1,18}")) {
        throw RefusedCallException.badRequest("invalid " + name + ": " + it);
      }
      return Long.parseLong(it);
    });
  }

  /** Returns how many are wanted, never more than the most that is given in one page. */
  int count(int most) {
    long wanted = number("count").orElse((long) most);
    if (wanted < 1) {
      throw RefusedCallException.badRequest("invalid count: " + wanted);
    }
    return (int) Math.min(most, wanted);
  }
}
