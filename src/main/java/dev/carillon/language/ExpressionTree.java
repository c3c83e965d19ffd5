package dev.carillon.language;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks into the syntax trees of jackson-jq, which keep their parts to themselves: by reflection,
 * over the fields of its own classes. Tests hold it against each kind of node, so that another
 * version of the library cannot slip through unguarded.
 */
final class ExpressionTree {
  private static final String LIBRARY = "net.thisptr.jackson.jq.internal.";
  private static final Map<Class<?>, List<Field>> FIELDS = new ConcurrentHashMap<>();

  private ExpressionTree() {}

  /** Tells whether something is a part of a tree. */
  static boolean isNode(Object part) {
    return part != null && part.getClass().getName().startsWith(LIBRARY);
  }

  /** Returns the fields that may hold parts, those of the superclasses too. */
  static List<Field> fields(Object node) {
    return FIELDS.computeIfAbsent(node.getClass(), ExpressionTree::fieldsOf);
  }

  /** Returns a field's value. */
  static Object get(Object node, Field field) {
    try {
      return field.get(node);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Returns the value of the field of that name. */
  static Object get(Object node, String name) {
    return fields(node).stream()
        .filter(it -> it.getName().equals(name))
        .map(it -> get(node, it))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(node.getClass() + " has no " + name));
  }

  /** Sets a field, final or not. */
  static void set(Object node, Field field, Object value) {
    try {
      field.set(node, value);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static List<Field> fieldsOf(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> at = type; at != Object.class; at = at.getSuperclass()) {
      for (Field field : at.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          fields.add(field);
        }
      }
    }
    return List.copyOf(fields);
  }
}
