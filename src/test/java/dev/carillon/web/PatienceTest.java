package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A page that is between two states is waited for. */
class PatienceTest {
  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  @Test
  void severalElementsAreNoAnswerYet() {
    Page page = dashboard.enter();
    page.evaluate("""
        () => {
          document.body.insertAdjacentHTML("beforeend", "<s>one</s><s>two</s>");
          setTimeout(() => document.querySelector("s:last-child").remove(), 500);
        }""");

    assertThat(page.locator("s")).hasText("one");
    assertThat(page.locator("s")).not().hasText("two");
  }
}
