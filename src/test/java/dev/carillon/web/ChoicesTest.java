package dev.carillon.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Language and theme: by the browser's wish, by a switch, and remembered. */
class ChoicesTest {
  @RegisterExtension
  final Browsing browsing = new Browsing();

  private FakeCarillon carillon;

  @BeforeEach
  void ring() throws IOException {
    carillon = new FakeCarillon();
  }

  @AfterEach
  void rest() {
    carillon.close();
  }

  @Test
  void whoWishesForRussianGetsItWithItsPlurals() {
    Page page = open(browsing.visitor().speaking("ru-RU"));

    assertThat(page).hasTitle("Процессы · Carillon");
    assertThat(page.locator(".summary")).containsText("5 процессов · 3 включено");
    assertThat(page.locator("html")).hasAttribute("lang", "ru");
  }

  @Test
  void theLanguageIsSwitchedAtOnceAndRemembered() {
    Page page = open(browsing.visitor());

    page.getByLabel("Переключить на русский").click();
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Процессы");

    page.reload();
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Процессы");
    page.getByLabel("Switch to English").click();
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Workflows");
  }

  @Test
  void theThemeIsSwitchedAndRemembered() {
    Page page = open(browsing.visitor().inTheDark());
    Object dark = paper(page);

    page.getByLabel("Theme: as the system").click();
    assertThat(page.getByLabel("Theme: light")).isVisible();
    assertThat(paper(page)).isNotEqualTo(dark);

    page.reload();
    assertThat(page.getByLabel("Theme: light")).isVisible();
    page.getByLabel("Theme: light").click();
    assertThat(paper(page)).isEqualTo(dark);
  }

  @Test
  void theFocusAndTheTitleFollowThePage() {
    Page page = open(browsing.visitor());

    page.getByText("Invoice sync").click();

    assertThat(page).hasTitle("Invoice sync · Carillon");
    assertThat(page.getByRole(AriaRole.HEADING).first()).isFocused();
    page.goBack();
    assertThat(page).hasTitle("Workflows · Carillon");
  }

  private Page open(Visitor visitor) {
    Page page = visitor.at(FakeTown.NOON).open(carillon.page("#sign-in=" + FakeCarillon.CODE));
    assertThat(page.locator(".live.is-live")).isVisible();
    return page;
  }

  private static Object paper(Page page) {
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
  }
}
