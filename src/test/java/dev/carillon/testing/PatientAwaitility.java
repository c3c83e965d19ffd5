package dev.carillon.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets every test wait for what is to come for half a minute, and look often: found by JUnit itself.
 * Awaitility's own ten seconds are not enough for a machine that does something else as well.
 */
public final class PatientAwaitility implements BeforeAllCallback {
  /** For the service loader. */
  public PatientAwaitility() {}

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
  }
}
