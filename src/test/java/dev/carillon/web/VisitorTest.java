package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One visitor after the other comes with the same browser, and finds nothing of the one before. */
class VisitorTest {
  private static final Path TESTS = Path.of("src/test/java/dev/carillon/web");

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  @RepeatedTest(2)
  void nothingOfOneIsLeftForTheNext() {
    dashboard.visitor().at(FakeTown.NOON).open(dashboard.carillon.page("#/runs"));
    Page page = dashboard.visitor().page();
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Sign in to Carillon");
    assertThat(page.evaluate("document.cookie + localStorage.length + sessionStorage.length"))
        .isEqualTo("00");

    dashboard.lead("#sign-in=" + FakeCarillon.CODE);
    assertThat(page.locator(".live.is-live")).isVisible();
    page.getByLabel("Переключить на русский").click();
    assertThat(page.locator("html")).hasAttribute("lang", "ru");
    page.evaluate("sessionStorage.setItem('left', 'behind')");
  }

  /** A clock that was moved stays so for all pages of a browser. */
  @Test
  void whoTouchesTheClockOfABrowserComesAlone() throws IOException {
    try (Stream<Path> files = Files.list(TESTS)) {
      List<Path> touching = files
          .filter(it -> !it.endsWith("Visitor.java") && !it.endsWith("VisitorTest.java"))
          .filter(it -> contains(it, "page.clock()"))
          .toList();
      assertThat(touching).as("use dashboard.visitor().clock()").isEmpty();
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file).contains(text);
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
