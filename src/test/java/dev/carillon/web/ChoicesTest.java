package dev.carillon.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Language and theme: by the browser's wish, by a switch, and remembered. */
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
  void whoWishesForLessMotionSeesNone() {
    dashboard.carillon.holds("GET /api/workflows");
    Page page = dashboard.enter();
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
