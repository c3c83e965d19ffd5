package dev.carillon.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What jars in {@code WEB-INF/lib} offer by lists of {@link java.util.ServiceLoader}. The lists are
 * read here, because that class does not tell which jar is wrong, and stops at some mistakes.
 *
 * @param <T> what is offered
 */
final class Services<T> {
  private final Class<T> type;
  private final ClassLoader loader;
  private final List<String> mistakes = new ArrayList<>();

  Services(Class<T> type, ClassLoader loader) {
    this.type = type;
    this.loader = loader;
  }

  /**
   * One that was made.
   *
   * @param origin the file whose list names it, for people
   */
  record Found<T>(T service, String origin) {}

  /** Makes one of each class that is named, in the order of the lists. */
  List<Found<T>> all() {
    List<Found<T>> found = new ArrayList<>();
    named().forEach((name, origin) -> make(name, origin).ifPresent(found::add));
    return found;
  }

  /** Returns a sentence for each that could not be made. */
  List<String> mistakes() {
    return mistakes;
  }

  /** A class that two lists name is made once. */
  private Map<String, String> named() {
    Map<String, String> origins = new LinkedHashMap<>();
    String list = "META-INF/services/" + type.getName();
    try {
      for (URL place : Collections.list(loader.getResources(list))) {
        names(place).forEach(name -> origins.putIfAbsent(name, fileOf(place, list)));
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("the lists " + list + " cannot be read", broken);
    }
    return origins;
  }

  private static List<String> names(URL list) throws IOException {
    URLConnection connection = list.openConnection();
    // What is kept open outlives the web application.
    connection.setUseCaches(false);
    try (var lines = new BufferedReader(
        new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }

  private static String fileOf(URL place, String list) {
    String holder = place.toString().replace(list, "").replaceFirst("[!*]?/+$", "");
    String file = holder.substring(holder.lastIndexOf('/') + 1);
    return file.equals("classes") ? "WEB-INF/classes" : file;
  }

  private Optional<Found<T>> make(String name, String origin) {
    try {
      Class<?> made = Class.forName(name, true, loader);
      if (!type.isAssignableFrom(made)) {
        return refuse(name, origin, "it is no " + type.getName());
      }
      return Optional.of(new Found<>(type.cast(made.getConstructor().newInstance()), origin));
    } catch (ClassNotFoundException missing) {
      return refuse(name, origin, "there is no such class");
    } catch (NoSuchMethodException | InstantiationException | IllegalAccessException closed) {
      return refuse(name, origin, "it is no public class with a constructor without parameters");
    } catch (InvocationTargetException broken) {
      return refuse(name, origin, "its constructor broke: " + broken.getCause());
    } catch (LinkageError unloadable) {
      return refuse(name, origin, "it cannot be loaded: " + unloadable);
    }
  }

  private Optional<Found<T>> refuse(String name, String origin, String why) {
    mistakes.add("the class " + name + " of " + origin + " cannot be made: " + why
        + ". Mend it, or take it out of WEB-INF/lib");
    return Optional.empty();
  }
}
