package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Language, theme and zone: by the browser's wish, by a switch, and remembered. */
class ChoicesTest {
  /** The classes of all that is animated, or would pass slowly from one look to another. */
  private static final String MOVING = """
      () => [...document.querySelectorAll("*")]
        .filter((it) => ["", "::before", "::after"].some((part) => {
          const look = getComputedStyle(it, part);
          return look.animationName !== "none" || /[1-9]/.test(look.transitionDuration);
        }))
        .map((it) => String(it.className))""";

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  @Test
  void whoWishesForRussianGetsItWithItsPlurals() {
    dashboard.visitor().speaking("ru-RU");
    Page page = dashboard.open();

    assertThat(page).hasTitle("Процессы · Carillon");
    assertThat(page.locator(".summary")).containsText("5 процессов · 3 включено");
    assertThat(page.locator("html")).hasAttribute("lang", "ru");
  }

  @Test
  void theLanguageIsSwitchedAtOnceAndRemembered() {
    Page page = dashboard.open();

    page.getByLabel("Переключить на русский").click();
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Процессы");

    page.reload();
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Процессы");
    page.getByLabel("Switch to English").click();
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Workflows");
  }

  @Test
  void theThemeIsSwitchedAndRemembered() {
    dashboard.visitor().inTheDark();
    Page page = dashboard.open();
    Object dark = paper(page);

    page.getByLabel("Theme: as the system").click();
    assertThat(page.getByLabel("Theme: light")).isVisible();
    assertThat(paper(page)).isNotEqualTo(dark);

    page.reload();
    assertThat(page.getByLabel("Theme: light")).isVisible();
    page.getByLabel("Theme: light").click();
    assertThat(page.getByLabel("Theme: dark")).isVisible();
    assertThat(paper(page)).isEqualTo(dark);
  }

  @Test
  void timesAreToldInUtcOnceThatIsChosenAndItIsRemembered() {
    Page page = dashboard.open("#/upcoming?view=week");
    Locator busiest = page.locator(".week td[data-skipped=yes] a:has(sup)");
    assertThat(busiest).hasAttribute("title", Pattern.compile("^Monday.* 06:00: 3 are due"));

    page.getByLabel("Times: local, Europe/Berlin").click();

    assertThat(page.getByText("times in UTC")).isVisible();
    assertThat(busiest).hasAttribute("title", Pattern.compile("^Monday.* 05:00: 3 are due"));
    assertThat(page.locator(".week tbody tr").nth(5).locator("sup")).hasText("3");
    page.reload();
    assertThat(page.getByText("times in UTC")).isVisible();
    page.getByLabel("Times: UTC").click();
    assertThat(page.getByText("times by your clock, Europe/Berlin")).isVisible();
    assertThat(busiest).hasAttribute("title", Pattern.compile("^Monday.* 06:00: 3 are due"));
  }

  @Test
  void aRowThatIsDrawnTellsItsTimesInTheZoneThatIsChosen() {
    Page page = dashboard.open();
    Locator next = page.locator(".workflows tbody time").first();
    String local = next.getAttribute("title");

    page.getByLabel("Times: local, Europe/Berlin").click();

    assertThat(next).not().hasAttribute("title", local);
    assertThat(next).hasAttribute("title", Pattern.compile("UTC$"));
  }

  @Test
  void timesThatAreTypedAreOfTheZoneThatIsChosen() {
    Page page = dashboard.open("#/runs");
    page.getByLabel("Made from, Europe/Berlin").fill("2026-11-21T00:00");
    String instant = "from=2026-11-20T23%3A00%3A00.000Z";
    assertThat(page).hasURL(dashboard.carillon.page("#/runs?" + instant));

    page.getByLabel("Times: local, Europe/Berlin").click();

    assertThat(page.getByLabel("Made from, UTC")).hasValue("2026-11-20T23:00");
    assertThat(page).hasURL(dashboard.carillon.page("#/runs?" + instant));
    page.waitForRequest(
        it -> it.url().contains("/api/runs?")
            && it.url().contains("from=2026-11-21T00%3A00%3A00.000Z"),
        () -> page.getByLabel("Made from, UTC").fill("2026-11-21T00:00"));
  }

  @Test
  void whoWishesForLessMotionSeesNone() {
    dashboard.carillon.holds("GET /api/workflows");
    Page page = dashboard.open();
    page.waitForCondition(() -> dashboard.carillon.requests().contains("GET /api/workflows"));
    assertThat(page.locator(".skeleton-line").first()).isVisible();
    assertThat(page.locator(".button").first()).isVisible();

    page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
    assertThat((List<?>) page.evaluate(MOVING)).asString().contains("skeleton-line", "button");
    page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
    assertThat((List<?>) page.evaluate(MOVING)).isEmpty();
  }

  @Test
  void theFocusAndTheTitleFollowThePage() {
    Page page = dashboard.open();

    page.getByText("Invoice sync").click();

    assertThat(page).hasTitle("Invoice sync · Carillon");
    assertThat(page.getByRole(AriaRole.HEADING).first()).isFocused();
    page.goBack();
    assertThat(page).hasTitle("Workflows · Carillon");
  }

  private static Object paper(Page page) {
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
  }
}
