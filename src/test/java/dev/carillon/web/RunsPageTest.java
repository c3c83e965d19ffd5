package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RunsPageTest {
  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @Test
  void whatIsTypedAfterASlashIsSoughtAndIsThereAgainAfterARunWasLookedAt() {
    Page page = runs("");
    page.keyboard().press("/");
    page.keyboard().type("run_02");

    assertThat(search(page)).isFocused();
    assertThat(page.locator(".runs .row-name")).hasCount(1);
    assertThat(page).hasURL(carillon.page("#/runs?text=run_02"));

    page.locator(".runs .row-name").click();
    assertThat(page).hasTitle("Run of invoice-sync · Carillon");
    page.goBack();
    assertThat(search(page)).hasValue("run_02");
    assertThat(page.locator(".runs .row-name")).hasCount(1);
  }

  @Test
  void theListIsScrolledAsItWasWhenOneComesBackToIt() {
    for (int more = 0; more < 60; more++) {
      carillon.town.run("hello-carillon");
    }
    Page page = runs("");
    assertThat(page.locator(".runs .row-name").nth(59)).isVisible();
    page.evaluate("scrollTo(0, 1500)");
    dashboard.lead("#/workflows/cleanup");
    assertThat(page).hasTitle("cleanup · Carillon");
    page.waitForFunction("() => scrollY === 0");

    carillon.holds("GET /api/runs");
    page.evaluate("history.back()");
    assertThat(page).hasTitle("Runs · Carillon");
    page.waitForFunction("() => scrollY === 0");
    carillon.releases("GET /api/runs");

    page.waitForFunction("() => scrollY === 1500");
  }

  /** Only what is typed waits for the next letter: here such a wait would never end. */
  @Test
  void aChoiceIsAskedForAtOnce() {
    Page page = runs("");
    page.evaluate("() => { window.setTimeout = () => 0; }");

    page.getByLabel("State").selectOption("failed");

    assertThat(page.locator(".runs .badge")).hasText(new String[] {"Failed"});
  }

  /** The server knows no state without a name. */
  @Test
  void whatIsNotNarrowedAnyMoreIsNotAskedFor() {
    Page page = runs("?state=failed&workflow=invoice-sync");
    assertThat(page.locator(".runs .badge")).hasText(new String[] {"Failed"});

    Request choice =
        page.waitForRequest("**/api/runs?**", () -> page.getByLabel("State").selectOption(""));
    Request typed = page.waitForRequest(
        "**/api/runs?**", () -> page.locator(".filter input").nth(1).fill(""));

    Assertions.assertThat(choice.url()).doesNotContain("state=");
    Assertions.assertThat(typed.url()).doesNotContain("workflow=");
  }

  @Test
  void aTriggerAndTimesNarrowTheListAndAreInTheAddress() {
    Page page = runs("");
    assertThat(page.locator(".runs .badge")).hasCount(3);

    page.getByLabel("Trigger").selectOption("cron");
    assertThat(page.locator(".runs .badge")).hasText(new String[] {"Failed", "Succeeded"});
    assertThat(page).hasURL(carillon.page("#/runs?trigger=cron"));

    page.getByLabel("Made from").fill("2026-11-21T00:00");
    assertThat(page.locator(".runs .badge")).hasText(new String[] {"Succeeded"});
    page.getByLabel("Made from").fill("");
    page.getByLabel("Made before").fill("2026-11-21T00:00");
    assertThat(page.locator(".runs .badge")).hasText(new String[] {"Failed"});
    page.reload();

    assertThat(page.getByLabel("Trigger")).hasValue("cron");
    assertThat(page.getByLabel("Made before")).hasValue("2026-11-21T00:00");
    assertThat(page.locator(".runs .badge")).hasText(new String[] {"Failed"});
  }

  @Test
  void wordsOfTheAddressThatNobodyKnowsAreToldAndNarrowNothing() {
    Page page = runs("?from=never&state=bogus");

    assertThat(page.locator(".runs .badge")).hasCount(3);
    assertThat(page.locator(".is-warning"))
        .hasText(
            "The address asks for “never, bogus”, which are not known here: they narrow nothing.");
    page.getByLabel("Trigger").selectOption("cron");
    assertThat(page.locator(".runs .badge")).hasCount(2);
    assertThat(page.locator(".is-warning")).hasCount(0);
    assertThat(page).hasURL(carillon.page("#/runs?trigger=cron"));
  }

  @Test
  void anEndBeforeItsBeginningIsToldAndNotAskedFor() {
    Page page = runs("?from=2026-11-21T00:00Z&until=2026-11-20T00:00Z");

    assertThat(page.getByText("The first of the two times lies behind the second"))
        .isVisible();
    assertThat(page.locator(".runs")).hasCount(0);
    page.getByLabel("Made before").fill("");

    assertThat(page.locator(".runs .badge")).hasCount(2);
  }

  @Test
  void aSearchThatDidNotGoThroughAllSaysHowFarItWent() {
    Page page = runs("?text=everywhere");

    assertThat(page.locator(".searched")).containsText("Searched back to 1 Oct 2026");
    assertThat(page.getByText("Search older runs")).isVisible();
  }

  /** A run that walks tells of each step, and each search reads many runs. */
  @Test
  void aSearchIsMadeAgainWhenSomebodyWishes() {
    Page page = runs("?text=everywhere");
    assertThat(page.getByText("Search again")).isVisible();
    String concerns = "text => import(new URL('js/pages/runs.js', document.baseURI))"
        + ".then(it => it.runsPage({}, {search: {text}}).concerns({run: 'run_02invoice'}))";

    Assertions.assertThat(page.evaluate(concerns, "everywhere")).isEqualTo(false);
    Assertions.assertThat(page.evaluate(concerns, "")).isEqualTo(true);
  }

  @Test
  void aListThatKeepsItsPagesGoesOnWhereItStoppedAndIsReadAgainAsAWhole() {
    Page page = runs("");
    Object asked = page.evaluate("""
        async () => {
          const { Paged } = await import(new URL('js/lib/paged.js', document.baseURI));
          const asked = [];
          const ask = async (after) => ({ items: [], next: `${asked.push(after ?? 'first')}` });
          const list = new Paged(ask, { keeps: true });
          await list.read();
          list.more();
          await list.read();
          await list.read();
          return asked;
        }""");

    Assertions.assertThat(asked).isEqualTo(List.of("first", "1", "first", "3"));
  }

  private Page runs(String search) {
    Page page = dashboard.visitor().open(carillon.page("#sign-in=" + FakeCarillon.CODE));
    assertThat(page.locator(".workflows")).isVisible();
    dashboard.lead("#/runs" + search);
    assertThat(search(page)).isVisible();
    return page;
  }

  private static Locator search(Page page) {
    return page.getByLabel("Id, workflow, error or step");
  }
}
