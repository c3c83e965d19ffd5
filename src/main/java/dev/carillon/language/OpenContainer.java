package dev.carillon.language;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An object or a list of which not all was read yet. */
final class OpenContainer {
  private final boolean object;
  private final Place place;
  private final Pointer pointer;
  private final Map<String, Value.Member> members = new LinkedHashMap<>();
  private final List<Value> items = new ArrayList<>();
  private String key;
  private Place keyPlace;

  OpenContainer(boolean object, Place place, Pointer pointer) {
    this.object = object;
    this.place = place;
    this.pointer = pointer;
  }

  Pointer pointer() {
    return pointer;
  }

  /** Tells whether what comes next is a key. */
  boolean awaitsKey() {
    return object && key == null;
  }

  /** Returns where a key stands that was read before. */
  Optional<Place> placeOf(String name) {
    return Optional.ofNullable(members.get(name)).map(Value.Member::key);
  }

  /** Takes a key; the next value is its own. */
  void expect(String name, Place at) {
    key = name;
    keyPlace = at;
  }

  /** Returns the pointer of what comes next. */
  Pointer next() {
    if (!object) {
      return pointer.child(items.size());
    }
    return key == null ? pointer : pointer.child(key);
  }

  /** Takes a value; of several with one key the first is kept. */
  void add(Value value) {
    if (object) {
      members.putIfAbsent(key, new Value.Member(keyPlace, value));
      key = null;
    } else {
      items.add(value);
    }
  }

  Value close() {
    if (object) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      members.forEach((name, member) -> json.set(name, member.value().json()));
      return new Value(
          json,
          place,
          pointer,
          "",
          Value.Style.CONTAINER,
          Collections.unmodifiableMap(members),
          List.of());
    }
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    items.forEach(item -> json.add(item.json()));
    return new Value(json, place, pointer, "", Value.Style.CONTAINER, Map.of(), List.copyOf(items));
  }
}
