package dev.carillon.calls;

import java.util.Map;
import java.util.Properties;

/** System properties that are set for a while and then as they were. */
final class SystemProperties {
  private SystemProperties() {}

  static void during(Map<String, String> set, Runnable work) {
    var before = new Properties();
    before.putAll(System.getProperties());
    set.forEach(System::setProperty);
    try {
      work.run();
    } finally {
      System.setProperties(before);
    }
  }
}
