package dev.carillon.app;

import jakarta.servlet.ServletContext;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where a process finds itself: everything that settings are read from.
 *
 * @param environment the process's environment
 * @param properties the JVM's system properties
 * @param parameters the servlet context's parameters
 * @param workingDirectory where a {@code .env} file may lie
 * @param userHome holds {@code .carillon} unless told otherwise
 * @param standalone whether {@code java -jar} runs this, not somebody's Tomcat
 */
record Surroundings(
    Map<String, String> environment,
    Map<String, String> properties,
    Map<String, String> parameters,
    Path workingDirectory,
    Path userHome,
    boolean standalone) {

  /** Returns those of this very process. */
  static Surroundings of(ServletContext context) {
    Map<String, String> parameters = Collections.list(context.getInitParameterNames()).stream()
        .collect(Collectors.toMap(Function.identity(), context::getInitParameter));
    return new Surroundings(
        System.getenv(),
        texts(System.getProperties()),
        parameters,
        Path.of("").toAbsolutePath(),
        Path.of(System.getProperty("user.home")),
        parameters.containsKey("dev.carillon.boot"));
  }

  /** Returns those of a command run by hand beside the server. */
  static Surroundings ofCommand(Map<String, String> environment) {
    return new Surroundings(
        environment,
        texts(System.getProperties()),
        Map.of(),
        Path.of("").toAbsolutePath(),
        Path.of(System.getProperty("user.home")),
        true);
  }

  private static Map<String, String> texts(Properties properties) {
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(Function.identity(), properties::getProperty));
  }
}
