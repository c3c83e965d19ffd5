package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Titles that nobody would give: they are told shortly, and one that says nothing is none. */
class TitlesTest {
  private static final String LONG = "Reconcile ".repeat(1000).strip();

  private static final String LINES =
      "it => it.getBoundingClientRect().height / parseFloat(getComputedStyle(it).lineHeight)";

  /** The words of a page's tiles that stand on more than one line. */
  private static final String BROKEN = """
      () => [...document.querySelectorAll(".tile-word")].flatMap((tile) => {
        const texts = document.createTreeWalker(tile, NodeFilter.SHOW_TEXT);
        const broken = [];
        for (let node = texts.nextNode(); node; node = texts.nextNode()) {
          for (const { 0: word, index } of node.data.matchAll(/[^\\s-]+/g)) {
            const range = document.createRange();
            range.setStart(node, index);
            range.setEnd(node, index + word.length);
            if (new Set([...range.getClientRects()].map((it) => it.top)).size > 1) broken.push(word);
          }
        }
        return broken;
      })""";

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @ParameterizedTest
  @ValueSource(ints = {1280, 320})
  void aLongTitleTakesThreeLinesAndIsToldInFullOnceItIsPointedAt(int width) {
    carillon.town.rename("hello-carillon", LONG);
    dashboard.visitor().narrow(width);
    Page page = dashboard.open();
    isShort(page.locator(".row-name").first());
    page.locator(".bulk [name=all]").check();
    page.locator(".bulk .actions button").first().click();
    isShort(page.locator(".question-list li").first());
    page.keyboard().press("Escape");

    dashboard.lead("#/workflows/hello-carillon");
    isShort(page.locator("h1"));
    page.keyboard().press("r");
    isShort(page.locator("dialog h2"));
    page.locator("dialog [value=yes]").click();
    isShort(page.locator(".toast-text"));
  }

  /** What begins with the title is at most three lines high. */
  private static void isShort(Locator place) {
    assertThat(place).containsText("Reconcile Reconcile");
    assertThat(((Number) place.evaluate(LINES)).doubleValue()).isBetween(0.9, 3.9);
    assertThat(place.locator("[title*='Reconcile Reconcile']")).hasCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"   ", "\u00a0\u200b\u2028"})
  void aTitleThatSaysNothingIsNone(String title) {
    carillon.town.rename("hello-carillon", title);
    Page page = dashboard.open();
    assertThat(page.locator(".row-name").first()).hasText("hello-carillon");
    assertThat(page.locator(".menu-button").first()).hasAccessibleName("More about hello-carillon");

    dashboard.lead("#/workflows/hello-carillon");
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("hello-carillon");
    assertThat(page).hasTitle("hello-carillon · Carillon");
    assertThat(page.locator(".page-head .button.is-primary")).isVisible();
    page.keyboard().press("r");
    assertThat(page.locator("dialog h2")).containsText("hello-carillon");
  }

  @Test
  void aTitleOfOneSignIsATitle() {
    carillon.town.rename("hello-carillon", "🔔");
    assertThat(dashboard.open().locator(".row-name").first()).hasText("🔔");
  }

  @Test
  void inANarrowWindowNoWordOfATileIsBroken() {
    dashboard.visitor().narrow(320).speaking("ru-RU");
    JsonNode many = ((ObjectNode) carillon.town.overview()).put("dueInAnHour", 123_456);
    carillon.answers("GET /api/overview", many.toString());
    Page page = dashboard.open();
    assertThat(page.locator(".tile-word")).hasCount(5);

    assertThat((List<?>) page.evaluate(BROKEN)).isEmpty();
  }
}
