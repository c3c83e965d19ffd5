package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The dashboard by its keys alone. */
class KeyboardTest {
  private static final String RUN = "POST /api/workflows/hello-carillon/runs";

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @Test
  void aLetterAfterGLeadsToAPartOfTheDashboard() {
    Page page = home();

    afterG(page, "r");
    assertThat(page).hasTitle("Runs · Carillon");
    afterG(page, "c");
    assertThat(page).hasTitle("Doctor · Carillon");
    afterG(page, "a");
    assertThat(page).hasTitle("Calendars · Carillon");
    afterG(page, "s");
    assertThat(page).hasTitle("Workflows · Carillon");
  }

  @Test
  void everyPartThatShowsALetterIsReachedByIt() {
    Page page = home();
    for (Locator part : page.locator(".nav a[aria-keyshortcuts]").all()) {
      String[] keys = part.getAttribute("aria-keyshortcuts").split(" ");
      assertThat(part.locator("kbd")).hasText(String.join(" ", keys));

      afterG(page, keys[1]);

      assertThat(page).hasURL(carillon.page(part.getAttribute("href")));
    }
    assertThat(page.locator(".nav a[aria-keyshortcuts]")).hasCount(7);
  }

  @Test
  void everyKeyStandsAlsoOutsideOfTheirList() {
    Page page = home();
    var shown = new TreeSet<String>(shownKeys(page));
    page.locator(".menu-button").first().click();
    shown.addAll(shownKeys(page));
    page.keyboard().press("Escape");
    carillon.town.run("hello-carillon");
    dashboard.lead("#/runs/run_01hello");
    assertThat(page.locator(".beside kbd").first()).isVisible();
    shown.addAll(shownKeys(page));
    String later = page.getByText("Next run →").getAttribute("href");
    dashboard.lead(later);
    assertThat(page.locator(".beside kbd")).hasText("[");
    shown.addAll(shownKeys(page));

    page.keyboard().press("?");
    var listed = new TreeSet<String>();
    for (String row : page.locator("dialog dt").allInnerTexts()) {
      String keys = row.strip();
      listed.addAll(keys.startsWith("g ") ? List.of(keys) : List.of(keys.split(" ")));
    }

    assertThat(listed).hasSizeGreaterThan(15);
    assertThat(shown).containsAll(listed);
  }

  private static List<String> shownKeys(Page page) {
    return page.locator("kbd").all().stream()
        .filter(Locator::isVisible)
        .map(Locator::innerText)
        .toList();
  }

  @Test
  void rowsOfEveryListAreWalked() {
    Page page = home();
    for (String list : List.of(
        "#/deliveries",
        "#/deliveries/refused",
        "#/dead-letters",
        "#/upcoming",
        "#/plan",
        "#/keys",
        "#/secrets",
        "#/calendars",
        "#/workflows/hello-carillon",
        "#/workflows/hello-carillon?tab=audit",
        "#/workflows/hello-carillon?tab=gaps",
        "#/workflows/hello-carillon?tab=versions")) {
      dashboard.lead(list);
      Locator rows =
          page.locator(".main .table tbody > tr, .main .agenda > li, .main .plan-items > li");
      assertThat(rows.nth(0)).isVisible();
      // A part that is still awaited may stand before.
      assertThat(page.locator(".skeleton")).hasCount(0);

      page.keyboard().press("j");
      assertThat(withFocus(rows.nth(0))).hasCount(1);
      page.keyboard().press("j");
      Locator second = rows.count() > 1 ? rows.nth(1) : rows.nth(0);
      assertThat(withFocus(second)).hasCount(1);
      page.keyboard().press("k");
      assertThat(withFocus(rows.nth(0))).hasCount(1);
    }
  }

  private static Locator withFocus(Locator row) {
    return row.locator("xpath=descendant-or-self::*").and(row.page().locator(":focus"));
  }

  @Test
  void aKeyThatMeansNothingInARowActsOnThePage() {
    Page page = home();
    dashboard.lead("#/workflows/hello-carillon");
    Locator row = page.locator(".table tbody > tr").first();
    assertThat(row).isVisible();
    assertThat(page.locator(".skeleton")).hasCount(0);
    page.keyboard().press("j");
    assertThat(withFocus(row)).hasCount(1);

    page.keyboard().press("r");

    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Run");
  }

  @Test
  void rowsAreWalkedAndOpened() {
    Page page = home();
    Locator names = page.locator(".row-name");

    page.keyboard().press("j");
    assertThat(names.nth(0)).isFocused();
    page.keyboard().press("j");
    page.keyboard().press("j");
    page.keyboard().press("k");
    assertThat(names.nth(1)).isFocused();
    String second = names.nth(1).innerText();
    page.keyboard().press("Enter");

    assertThat(page).hasTitle(second + " · Carillon");
  }

  @Test
  void keysActAlsoWhereABoxHasTheFocus() {
    Page page = home();
    page.locator(".row-pick").first().check();

    page.keyboard().press("x");
    assertThat(page.locator(".row-pick").first()).not().isChecked();
    page.keyboard().press("j");

    assertThat(page.locator(".row-name").nth(1)).isFocused();
  }

  @Test
  void aSearchIsEnteredAndLeftAndTakesTheLettersItself() {
    Page page = home();
    Locator search = page.locator("[data-search]");

    page.keyboard().press("/");
    assertThat(search).isFocused();
    page.keyboard().type("gr?j");
    assertThat(search).hasValue("gr?j");
    assertThat(page).hasTitle("Workflows · Carillon");
    page.keyboard().press("Escape");
    assertThat(search).not().isFocused();
  }

  @Test
  void aKeyRunsNothingBeforeSomebodySaidYes() {
    Page page = home();
    Locator hello =
        page.locator(".row-name", new Page.LocatorOptions().setHasText("Hello, Carillon"));

    hello.focus();
    page.keyboard().press("r");
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Run");
    page.keyboard().press("Escape");
    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    assertThat(carillon.requests()).doesNotContain(RUN);

    hello.focus();
    page.keyboard().press("r");
    page.getByLabel("Input, as JSON (may be empty)").fill("{\"n\": }");
    page.locator("dialog .is-primary").click();
    assertThat(page.getByRole(AriaRole.ALERT)).hasText("This input is no JSON.");
    page.getByLabel("Input, as JSON (may be empty)").fill("{\"n\": 7}");
    page.locator("dialog .is-primary").click();
    assertThat(page.locator(".toast")).hasCount(1);
    assertThat(carillon.requests()).contains(RUN);
  }

  @Test
  void noKeyActsBehindAnOpenDialog() {
    Page page = home();
    page.locator(".row-name").first().focus();
    page.keyboard().press("r");
    assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();

    afterG(page, "r");
    page.keyboard().press("?");

    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(1);
    assertThat(page).hasTitle("Workflows · Carillon");
    page.keyboard().press("Escape");
    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    afterG(page, "r");
    assertThat(page).hasTitle("Runs · Carillon");
  }

  @Test
  void aPauseIsAskedForByItsKeyAndGivenByEnter() {
    Page page = home();
    dashboard.lead("#/workflows/hello-carillon");
    assertThat(page.locator("[aria-keyshortcuts=p]")).isVisible();

    page.keyboard().press("p");
    page.getByLabel("Reason (others will read it)").fill("the bell is cast anew");
    page.keyboard().press("Enter");

    assertThat(page.locator(".toast")).hasCount(1);
    assertThat(carillon.requests()).contains("PUT /api/schedules/hello-carillon/pause");
  }

  @Test
  void allKeysAreShownByAKeyAndByAButton() {
    Page page = home();

    page.keyboard().press("?");
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Next row");
    page.keyboard().press("Escape");
    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    page.locator(".tool[aria-keyshortcuts]").click();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Next row");
    page.locator("dialog").getByRole(AriaRole.BUTTON).click();

    assertThat(page.locator(".tool[aria-keyshortcuts]")).isFocused();
  }

  @Test
  void theSameKeysDoWhereTheyBearCyrillicLetters() {
    Page page = home();

    cyrillic(page, "о KeyJ");
    assertThat(page.locator(".row-name").first()).isFocused();
    cyrillic(page, ", Slash shift");
    assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    cyrillic(page, "п KeyG", "к KeyR");

    assertThat(page).hasTitle("Runs · Carillon");
  }

  @Test
  void fromARunItsWorkflowsRunsBeforeAndAfterItAreReached() {
    String later = carillon.town.run("hello-carillon").path("id").asText();
    Page page = home();
    dashboard.lead("#/runs/run_01hello");
    assertThat(page.getByText("Next run →")).hasAttribute("href", "#/runs/" + later);

    page.keyboard().press("]");
    assertThat(page).hasURL(carillon.page("#/runs/" + later));
    assertThat(page.getByText("← Previous run")).isVisible();
    assertThat(page.getByText("Next run →")).hasCount(0);
    cyrillic(page, "х BracketLeft");

    assertThat(page).hasURL(carillon.page("#/runs/run_01hello"));
  }

  // The letter has to follow soon: both are pressed at once, however busy the machine is.
  private static void afterG(Page page, String letter) {
    page.evaluate(
        "letter => ['g', letter].forEach(key => document.body.dispatchEvent("
            + "new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true})))",
        letter);
  }

  private static void cyrillic(Page page, String... keys) {
    page.evaluate(
        "keys => keys.map(it => it.split(' ')).forEach(([key, code, shift]) => "
            + "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', "
            + "{key, code, shiftKey: shift === 'shift', bubbles: true, cancelable: true})))",
        keys);
  }

  private Page home() {
    Page page = dashboard.open();
    assertThat(page.locator(".row-name").first()).isVisible();
    return page;
  }
}
