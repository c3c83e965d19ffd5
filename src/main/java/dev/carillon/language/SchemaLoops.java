package dev.carillon.language;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds references by which a value would be held against the same schema again and again. One that
 * leads to a part of the value, as under {@code properties} or {@code items}, ends with the value.
 */
final class SchemaLoops {
  private final Value root;
  private final List<String> keywords;
  private final Map<String, Value> anchors = new HashMap<>();
  private final Map<Value, List<Value>> targets = new IdentityHashMap<>();
  private final Set<Value> done = Collections.newSetFromMap(new IdentityHashMap<>());

  private SchemaLoops(Value root) {
    this.root = root;
    this.keywords = keywords(root);
    nameAnchors();
  }

  /** In a schema of one resource a dynamic reference leads where a plain one would. */
  private static List<String> keywords(Value root) {
    String draft = root.find("$schema").map(it -> it.json().asText()).orElse("2020-12");
    if (draft.contains("2020-12")) {
      return List.of("$ref", "$dynamicRef");
    }
    return draft.contains("2019-09") ? List.of("$ref", "$recursiveRef") : List.of("$ref");
  }

  private void nameAnchors() {
    Deque<Value> open = new ArrayDeque<>();
    open.add(root);
    while (!open.isEmpty()) {
      Value schema = open.pop();
      Stream.of("$anchor", "$dynamicAnchor")
          .flatMap(it -> schema.find(it).stream())
          .filter(Value::isText)
          .forEach(it -> anchors.putIfAbsent(it.json().textValue(), schema));
      SchemaParts.all(schema).filter(it -> !isResource(it)).forEach(open::push);
    }
  }

  /** An id of its own makes references in it mean something else; the validator finds those. */
  private static boolean isResource(Value schema) {
    return schema.members().containsKey("$id");
  }

  /** A schema on the way, and what is to be looked at from there. */
  private record Step(Value schema, Iterator<Value> next) {}

  /** Returns the reference that closes a loop, if there is one. */
  static Optional<Value> in(Value root) {
    SchemaLoops loops = new SchemaLoops(root);
    Deque<Value> open = new ArrayDeque<>();
    open.add(root);
    while (!open.isEmpty()) {
      Value schema = open.pop();
      if (schema != root && isResource(schema)) {
        return Optional.empty();
      }
      Optional<Value> closing = loops.from(schema);
      if (closing.isPresent()) {
        return closing;
      }
      SchemaParts.all(schema).forEach(open::push);
    }
    return Optional.empty();
  }

  /** Goes without recursion: a chain of references may be long. */
  private Optional<Value> from(Value start) {
    Set<Value> way = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Step> steps = new ArrayDeque<>();
    enter(start, way, steps);
    while (!steps.isEmpty()) {
      Step last = steps.peek();
      if (!last.next().hasNext()) {
        way.remove(last.schema());
        done.add(last.schema());
        steps.pop();
        continue;
      }
      Value next = last.next().next();
      if (way.contains(next)) {
        return Optional.of(closing(last.schema(), next));
      }
      enter(next, way, steps);
    }
    return Optional.empty();
  }

  private void enter(Value schema, Set<Value> way, Deque<Step> steps) {
    if (!done.contains(schema)) {
      way.add(schema);
      Iterator<Value> next =
          Stream.concat(referred(schema).stream(), SchemaParts.same(schema)).iterator();
      steps.push(new Step(schema, next));
    }
  }

  private List<Value> referred(Value schema) {
    return targets.computeIfAbsent(
        schema, it -> references(it).flatMap(each -> target(each).stream()).toList());
  }

  private Stream<Value> references(Value schema) {
    return keywords.stream().flatMap(it -> schema.find(it).stream()).filter(Value::isText);
  }

  /** Returns what in a schema leads to another one. */
  private Value closing(Value schema, Value next) {
    return references(schema)
        .filter(it -> target(it).filter(found -> found == next).isPresent())
        .findFirst()
        .orElse(schema);
  }

  /** Follows an anchor, or a JSON pointer (RFC 6901 section 6). */
  private Optional<Value> target(Value reference) {
    String text = reference.json().textValue();
    if (!text.equals("#") && !text.startsWith("#/")) {
      return text.startsWith("#")
          ? Optional.ofNullable(anchors.get(decoded(text.substring(1))))
          : Optional.empty();
    }
    Optional<Value> at = Optional.of(root);
    for (String part : text.length() < 2 ? new String[0] : text.substring(2).split("/", -1)) {
      at = at.flatMap(it -> child(it, part));
    }
    return at.filter(Value::isObject);
  }

  private static Optional<Value> child(Value parent, String part) {
    String name = decoded(part).replace("~1", "/").replace("~0", "~");
    if (parent.isList()) {
      return name.matches("\\d{1,6}") && Integer.parseInt(name) < parent.items().size()
          ? Optional.of(parent.items().get(Integer.parseInt(name)))
          : Optional.empty();
    }
    return parent.find(name);
  }

  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return part;
    }
  }
}
