package dev.carillon.app;

import jakarta.servlet.Filter;
import java.util.List;

/**
 * A servlet filter and where it stands.
 *
 * @param name unique in the application
 * @param filter supports asynchronous requests
 * @param patterns URL patterns relative to the context path, at least one
 */
record RoutedFilter(String name, Filter filter, List<String> patterns) {
  RoutedFilter {
    patterns = List.copyOf(patterns);
    if (patterns.isEmpty()) {
      throw new IllegalArgumentException("filter " + name + " is mapped nowhere");
    }
  }

  RoutedFilter(String name, Filter filter, String... patterns) {
    this(name, filter, List.of(patterns));
  }
}
