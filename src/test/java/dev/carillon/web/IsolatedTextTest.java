package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A name that runs from right to left, or pretends to, turns nothing but itself. */
class IsolatedTextTest {
  private static final String OVERRIDE = "\u202E";
  private static final String PLACES_OF_THE_LAST_LETTERS = """
      (toast) => {
        const walk = document.createTreeWalker(toast, NodeFilter.SHOW_TEXT);
        let text;
        while (walk.nextNode()) if (walk.currentNode.data.includes("cleanup")) text = walk.currentNode;
        const place = (at) => {
          const range = document.createRange();
          range.setStart(text, at);
          range.setEnd(text, at + 1);
          return range.getBoundingClientRect().left;
        };
        const end = text.data.trimEnd().length;
        return place(end - 2) < place(end - 1);
      }""";

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  @Test
  void ordinaryTextStaysAsItIs() {
    List<String> texts =
        List.of("", "cleanup", "Уборка — ночью", "naïve café\n1 < 2", "\uD83D\uDD14 7\uFE0F 鐘");

    assertThat(isolated(texts)).isEqualTo(texts);
  }

  @Test
  void whatCouldTurnATextIsFencedIn() {
    Map<String, String> fences = new LinkedHashMap<>();
    fences.put("\u05E0\u05D9\u05E7", "<\u05E0\u05D9\u05E7>");
    fences.put("\u062A\u0646 7", "<\u062A\u0646 7>");
    fences.put("a\u202Eb", "<a\u202Eb>");
    fences.put("a\u200Fb", "<a\u200Fb>");
    fences.put("a\u2069\u202Eb", "<<a\u2069\u202Eb>");
    fences.put("a\u2067b", "<a\u2067b\u2069>");
    fences.put("a\u2066b\u2068c\u2069\u2069\u2069d", "<<a\u2066b\u2068c\u2069\u2069\u2069d>");
    fences.put("a\u2029\u202Eb\nc", "<a>\u2029<\u202Eb>\n<c>");
    List<String> fenced = fences.values().stream()
        .map(it -> it.replace('<', '\u2068').replace('>', '\u2069'))
        .toList();

    assertThat(isolated(List.copyOf(fences.keySet()))).isEqualTo(fenced);
  }

  @Test
  void ourOwnWordsAroundANameThatTurnsThemStayInTheirOrder() {
    dashboard.carillon.town.rename("hello-carillon", OVERRIDE + "cleanup");
    Page page = dashboard.open("#/workflows/hello-carillon");
    page.locator(".page-head").getByRole(AriaRole.SWITCH).click();

    assertThat(page.locator(".toast")).containsText("cleanup");

    assertThat(page.locator(".toast").evaluate(PLACES_OF_THE_LAST_LETTERS)).isEqualTo(true);
  }

  @Test
  void theTitleOfTheWindowIsNotTurnedRound() {
    dashboard.carillon.town.rename("cleanup", OVERRIDE + "cleanup");
    Page page = dashboard.open("#/workflows/cleanup");

    assertThat(page).hasTitle("cleanup · Carillon");
  }

  private Object isolated(List<String> texts) {
    return dashboard
        .open()
        .evaluate(
            "async (texts) => texts.map((await import("
                + "new URL('js/lib/isolated.js', document.baseURI))).isolated)",
            texts);
  }
}
