package dev.carillon.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Gives each test a fresh {@link Visitor}, all of them in one browser, and fails a test in which that
 * browser complained.
 */
public final class Browsing implements BeforeEachCallback, AfterEachCallback {
  private Visitor visitor;

  /** Returns the visitor of this test. */
  public Visitor visitor() {
    return visitor;
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    visitor = test.getRoot()
        .getStore(Namespace.GLOBAL)
        .computeIfAbsent(Chromium.class, key -> new Chromium(), Chromium.class)
        .visitor();
  }

  @Override
  public void afterEach(ExtensionContext test) {
    visitor.close();
    if (test.getExecutionException().isEmpty()) {
      assertThat(visitor.complaints()).as("what the browser complained of").isEmpty();
    }
  }
}
