package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives each test a {@link FakeCarillon} of its own, and a {@link Visitor} to look at it. */
final class Dashboard implements BeforeEachCallback, AfterEachCallback {
  /** An address has changed before anybody is told; who listens last is told last. */
  private static final String WAY = """
      (fragment) => new Promise((arrived) => {
        if (location.hash === fragment) arrived();
        addEventListener("hashchange", () => arrived(), { once: true });
        location.hash = fragment;
      })""";

  final FakeCarillon carillon = new FakeCarillon();
  private final Browsing browsing = new Browsing();

  /** Returns the visitor of this test, who has not come in yet. */
  Visitor visitor() {
    return browsing.visitor();
  }

  /** Lets the visitor in by a link, at {@link FakeTown#NOON}, and waits for nothing. */
  Page enter() {
    return visitor().at(FakeTown.NOON).open(carillon.page("#sign-in=" + FakeCarillon.CODE));
  }

  /** Lets the visitor in, and waits until he is told of changes. */
  Page open() {
    Page page = enter();
    assertThat(page.locator(".live.is-live")).isVisible();
    return page;
  }

  /** Lets the visitor in, and then leads him to the page of this fragment. */
  Page open(String fragment) {
    open();
    return lead(fragment);
  }

  /** Leads the visitor to the page of this fragment, and waits until the one he was on is gone. */
  Page lead(String fragment) {
    Page page = visitor().page();
    page.evaluate(WAY, fragment);
    return page;
  }

  @Override
  public void beforeEach(ExtensionContext test) throws IOException {
    browsing.beforeEach(test);
    carillon.start();
  }

  @Override
  public void afterEach(ExtensionContext test) {
    carillon.close();
    browsing.afterEach(test);
    if (test.getExecutionException().isEmpty()) {
      Assertions.assertThat(carillon.heldInVain())
          .as("held and never asked for")
          .isEmpty();
    }
  }
}
