package dev.carillon.app;

import jakarta.servlet.ServletContext;
import java.util.List;

/** Every setting, read once at start, checked, typed. */
record Settings(int port, String bind) {
  static Settings read(ServletContext context) {
    String port = System.getenv().getOrDefault("PORT", "8080");
    if (!port.matches("[0-9]{1,5}")) {
      throw new RefusedSettingsException(List.of("PORT is not a port: set a number of 0 to 65535"));
    }
    return new Settings(Integer.parseInt(port), "127.0.0.1");
  }
}
