package dev.carillon.tomcat;

import java.util.List;
import org.junit.jupiter.api.extension.Extension;

/**
 * Gives each JVM of the tests on the built WAR ports of its own, since each has a Tomcat of its own.
 *
 * <p>The build reserves them with a dot and the number of the JVM at the end of their names; Arquillian reads
 * the names without it. Elsewhere this does nothing.
 */
public final class PortsOfThisFork implements Extension {
  private static final List<String> NAMES = List.of("tests.http.port", "tests.jmx.port");

  public PortsOfThisFork() {
    String fork = System.getProperty("tests.fork");
    if (fork != null) {
      NAMES.forEach(name -> System.setProperty(name, System.getProperty(name + fork)));
    }
  }
}
