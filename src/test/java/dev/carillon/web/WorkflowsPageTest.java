package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WorkflowsPageTest {
  private static final String ACTIVATE = "POST /api/cron/activate/weekly-digest";

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @Test
  void aWorkflowTellsItsScheduleItsNextRunAndItsLast() {
    Page page = dashboard.enter();

    assertThat(row(page, "Hello, Carillon")).containsText("Every minute");
    assertThat(row(page, "Hello, Carillon")).containsText("* * * * *");
    assertThat(row(page, "Hello, Carillon")).containsText("in 1 minute");
    assertThat(row(page, "Invoice sync")).containsText("Failed");
    assertThat(row(page, "Invoice sync").locator("time").first())
        .hasAttribute("title", "23 Nov 2026, 06:00:00 CET");
    assertThat(page.locator(".header")).containsText("Local engine · development");
  }

  /** The newest stands at the right; what has not been yet keeps its place. */
  @Test
  void ofAScheduleWithFewRunsTheEmptyPlacesAreShown() {
    Locator spark = row(dashboard.enter(), "Nightly backup").locator(".spark");

    assertThat(spark).isVisible();
    assertThat(bars(spark)).isEqualTo(30);
    assertThat(bars(spark.locator(".is-none"))).isEqualTo(10);
  }

  @Test
  void timesNameTheirZone() {
    assertThat(dashboard.enter().locator(".summary"))
        .containsText("times by your clock, Europe/Berlin");
  }

  @Test
  void aScheduleThatDoesNotFollowItsDefinitionSaysSoInTheListAndOnItsPage() {
    Page page = dashboard.enter();
    assertThat(row(page, "Invoice sync")).containsText("not as defined");
    assertThat(row(page, "Hello, Carillon")).not().containsText("not as defined");

    page.getByText("Invoice sync").click();

    assertThat(page.locator(".notice.is-warning").first())
        .containsText("The schedule does not follow its definition");
    assertThat(page.getByText("Switch it off and on again")).isVisible();
  }

  @Test
  void aScheduleThatWasNeverOnIsPutIntoWordsToo() {
    assertThat(row(dashboard.enter(), "Weekly digest")).containsText("At 09:00 on Mondays");
  }

  @Test
  void aSwitchMovesOnlyWhenTheServerHasAnswered() {
    Page page = dashboard.enter();
    Locator toggle = row(page, "Weekly digest").getByRole(AriaRole.SWITCH);
    carillon.holds(ACTIVATE);

    toggle.click();

    assertThat(toggle).hasAttribute("aria-busy", "true");
    assertThat(toggle).hasAttribute("aria-checked", "false");
    carillon.releases(ACTIVATE);
    assertThat(toggle).hasAttribute("aria-checked", "true");
    assertThat(toggle).hasAttribute("aria-busy", "false");
    assertThat(page.getByText("Weekly digest is switched on. It runs in 20 hours."))
        .isVisible();
  }

  @Test
  void aRefusedSwitchStaysWhereItWasAndTellsWhy() {
    Page page = dashboard.enter();
    Locator toggle = row(page, "Weekly digest").getByRole(AriaRole.SWITCH);
    carillon.refuses(ACTIVATE, 502, "engine-refused", "endpoint resolves to a loopback address");

    toggle.click();

    assertThat(page.getByRole(AriaRole.ALERT))
        .containsText("endpoint resolves to a loopback address");
    assertThat(toggle).hasAttribute("aria-checked", "false");
    assertThat(toggle).hasAttribute("aria-busy", "false");
  }

  @Test
  void whatComesWhileThePointerIsPressedMovesNothingFromUnderIt() {
    carillon.holds("GET /api/plan");
    Page page = dashboard.open();
    // All else that comes by itself is there.
    assertThat(page.locator(".header")).containsText("Local engine · development");
    assertThat(row(page, "Hello, Carillon").locator(".spark")).isVisible();
    page.waitForCondition(() -> carillon.requests().contains("GET /api/plan"));
    Locator toggle = row(page, "Weekly digest").getByRole(AriaRole.SWITCH);
    toggle.hover();
    page.mouse().down();

    page.waitForResponse("**/api/plan", () -> carillon.releases("GET /api/plan"))
        .finished();
    // What is asked for later is answered later: by then the plan would be drawn.
    page.evaluate("async () => { for (let i = 0; i < 9; i++) await fetch('api/plan'); }");
    assertThat(page.getByText("The plan has 4 differences.")).hasCount(0);
    page.mouse().up();

    assertThat(page.getByText("Weekly digest is switched on. It runs in 20 hours."))
        .isVisible();
    assertThat(page.getByText("The plan has 4 differences.")).isVisible();
  }

  @Test
  void whatComesLateMovesNothingUnderThePointer() {
    List<String> late = List.of("GET /api/plan", "GET /api/overview", "GET /api/upcoming");
    late.forEach(carillon::holds);
    Page page = dashboard.open();
    assertThat(page.locator(".header")).containsText("Local engine · development");
    assertThat(row(page, "Hello, Carillon")).isVisible();
    double before = page.locator(".workflows").boundingBox().y;

    late.forEach(carillon::releases);

    assertThat(page.locator(".strip .tile-number").first()).hasText("1");
    assertThat(page.locator(".next-up li")).hasCount(5);
    assertThat(page.getByText("The plan has 4 differences.")).isVisible();
    assertThat(page.locator(".workflows").boundingBox().y).isEqualTo(before);
  }

  @Test
  void aListThatIsOutOfDateForAWhileStaysWhatItIsWithItsFocus() {
    Page page = dashboard.open();
    Locator name = page.locator(".row-name").nth(2);
    assertThat(name).isVisible();
    name.focus();
    carillon.refuses("GET /api/workflows", 503, "store-unavailable", "the database is away");
    carillon.announces("{}");
    assertThat(page.locator(".is-stale")).isVisible();
    assertThat(name).isFocused();

    carillon.answersAgain("GET /api/workflows");
    carillon.announces("{}");

    assertThat(page.locator(".is-stale")).hasCount(0);
    assertThat(name).isFocused();
  }

  @Test
  void whatQStashRefusesIsToldWithWhatToSet() {
    Page page = dashboard.enter();
    carillon.refuses(ACTIVATE, 502, "loopback-address", "QStash will not call APP_URL");

    row(page, "Weekly digest").getByRole(AriaRole.SWITCH).click();

    assertThat(page.getByRole(AriaRole.ALERT))
        .containsText("Set APP_URL to an address that the internet reaches");
  }

  @Test
  void whatHasNoCronCannotBeSwitchedOnButRuns() {
    Page page = dashboard.enter();

    assertThat(row(page, "cleanup").getByRole(AriaRole.SWITCH)).isDisabled();
    page.getByLabel("Run cleanup now").click();
    page.locator("dialog .is-primary").click();
    page.getByText("See the run").click();

    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Run of cleanup");
  }

  @Test
  void aListThatFailsOffersToTryAgain() {
    carillon.refuses(
        "GET /api/workflows", 503, "store-unavailable", "the database does not answer");
    Page page = dashboard.enter();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("the database does not answer");

    carillon.answersAgain("GET /api/workflows");
    page.getByText("Try again").click();

    assertThat(row(page, "Hello, Carillon")).isVisible();
  }

  @Test
  void aListThatCannotBeRefreshedStaysAndTellsItsAge() {
    Page page = dashboard.enter();
    assertThat(row(page, "Hello, Carillon")).isVisible();
    assertThat(page.locator(".live.is-live")).isVisible();
    carillon.refuses(
        "GET /api/workflows", 503, "store-unavailable", "the database does not answer");

    carillon.announces("{\"workflow\":\"cleanup\"}");

    assertThat(page.getByText("Shown as of 13:00:00. The database does not answer"))
        .isVisible();
    assertThat(row(page, "Hello, Carillon")).isVisible();
  }

  @Test
  void textFromOutsideIsOnlyText() {
    String markup = "<img src=x onerror=alert(1)>${1}{{2}}\u202Eend";
    carillon.town.rename("cleanup", markup);
    Page page = dashboard.enter();

    assertThat(page.getByText(markup)).isVisible();
    assertThat(page.locator("main img")).hasCount(0);
  }

  @Test
  void anEmptyListSaysHowToBegin() {
    carillon.town.clear();
    Page page = dashboard.enter();

    assertThat(page.getByText("No workflows yet")).isVisible();
    assertThat(page.getByText("curl -X PUT " + carillon.page("api/workflows/hello")))
        .isVisible();
  }

  @Test
  void aWorkflowOutOfJavaCodeSaysSoAndIsNotEditedHere() {
    carillon.town.comesFrom("nightly-backup", "code");
    Page page = dashboard.enter();
    assertThat(row(page, "Nightly backup")).containsText("from Java code");

    row(page, "Nightly backup").getByRole(AriaRole.LINK).first().click();

    assertThat(page.getByText("Java code makes this workflow at each start")).isVisible();
    assertThat(page.getByRole(AriaRole.SWITCH)).isEnabled();
    assertThat(page.getByText("Edit", new Page.GetByTextOptions().setExact(true)))
        .hasCount(0);
  }

  @Test
  void aWorkflowWhoseCodeIsGoneSaysWhatToDoAndCannotBeSwitchedOn() {
    carillon.town.comesFrom("weekly-digest", "lost-code");
    Page page = dashboard.enter();
    assertThat(row(page, "Weekly digest")).containsText("its Java code is gone");
    assertThat(row(page, "Weekly digest").getByRole(AriaRole.SWITCH)).isDisabled();

    row(page, "Weekly digest").getByRole(AriaRole.LINK).first().click();

    assertThat(page.getByText("Put the jar back and start again")).isVisible();
    assertThat(page.getByRole(AriaRole.SWITCH)).isDisabled();
  }

  private static Locator row(Page page, String name) {
    return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(name));
  }

  @Test
  void theFirstLookTellsWhatNeedsSomebodyAndLeadsThere() {
    Page page = dashboard.enter();

    assertThat(page.locator(".tile").first()).containsText("1 need attention");
    assertThat(page.locator(".tile").first()).containsText("Failing: 1");
    assertThat(page.locator(".strip")).containsText("24 h: 1438 ran, 3 skipped, 1 missed");
    assertThat(page.locator(".next-up li").first()).containsText("hello-carillon in 1 minute");
    page.locator(".tile").first().click();

    assertThat(page).hasURL(carillon.page("#/workflows?health=attention"));
    assertThat(page.locator("tbody tr")).hasCount(1);
    assertThat(row(page, "Invoice sync").locator("[data-health]")).hasText("Failing");
  }

  @Test
  void theSparkLineShowsWhatDidNotRunAsHollowBars() {
    Locator hello = row(dashboard.enter(), "Hello, Carillon");

    assertThat(hello.locator(".spark .is-skipped")).hasCSS("fill", "none");
    assertThat(hello.locator(".spark .is-missed")).hasCSS("fill", "none");
    assertThat(bars(hello.locator(".spark"))).isEqualTo(30);
    assertThat(bars(hello.locator(".spark .is-missed"))).isEqualTo(1);
    assertThat(hello.locator(".spark"))
        .hasAttribute("aria-label", "The newest 30: 28 succeeded, 0 failed, 1 skipped, 1 missed");
  }

  @Test
  void whileTheHealthIsAwaitedNoneIsClaimed() {
    carillon.holds("GET /api/overview");
    Page page = dashboard.open("#/workflows?health=attention");
    assertThat(page.locator(".summary")).isVisible();

    assertThat(page.locator("main")).not().containsText("Nothing matches");
    assertThat(page.locator(".skeleton")).isVisible();
    page.locator(".filter select").first().selectOption("");
    assertThat(row(page, "Hello, Carillon").locator(".health")).hasText("…");
    assertThat(row(page, "cleanup").locator(".health")).hasText("Off");

    carillon.releases("GET /api/overview");
    assertThat(row(page, "Hello, Carillon").locator("[data-health]")).hasText("Fine");
  }

  @Test
  void thatTheHealthCannotBeReadIsSaidAndNoneIsClaimed() {
    carillon.refuses("GET /api/overview", 503, "unavailable", "the database does not answer");
    Page page = dashboard.open();

    assertThat(page.locator(".notice.is-bad")).containsText("the database does not answer");
    assertThat(row(page, "Hello, Carillon").locator("[data-health]")).hasText("Unknown");
    assertThat(row(page, "cleanup").locator("[data-health]")).hasText("Off");

    carillon.answersAgain("GET /api/overview");
    page.getByText("Try again").click();
    assertThat(row(page, "Hello, Carillon").locator("[data-health]")).hasText("Fine");
    assertThat(page.locator(".notice.is-bad")).hasCount(0);
  }

  @Test
  void whereThereIsNoneTheSampleIsTaken() {
    carillon.town.clear();
    Page page = dashboard.open();
    assertThat(page.getByText("No workflows yet")).isVisible();

    page.getByText("Take the sample").click();

    assertThat(page.getByText("The sample is here: hello-carillon.")).isVisible();
    assertThat(page.locator(".row-name")).hasText("My workflow");
  }

  @Test
  void theTilesLeadToWhatTheyCount() {
    Page page = dashboard.enter();

    page.locator("a.tile").nth(2).click();

    assertThat(page).hasURL(carillon.page("#/runs?state=failed&from=2026-11-21T12%3A00%3A00.000Z"));
    page.goBack();
    page.locator("a.tile").nth(1).click();
    assertThat(page).hasURL(carillon.page("#/runs?state=running"));
    page.goBack();
    page.locator("a.tile").nth(4).click();
    assertThat(page).hasURL(carillon.page("#/workflows?health=paused"));
  }

  @Test
  void whatTheListIsNarrowedToStandsInTheAddress() {
    Page page = dashboard.enter();
    assertThat(row(page, "Hello, Carillon")).isVisible();

    page.getByLabel("Search").fill("back");

    assertThat(page.locator("tbody tr")).hasCount(1);
    assertThat(page).hasURL(carillon.page("#/workflows?q=back"));
    page.reload();
    assertThat(page.getByLabel("Search")).hasValue("back");
    assertThat(page.locator("tbody tr")).hasCount(1);
    page.locator(".filter select").first().selectOption("failing");
    assertThat(page.getByText("Nothing matches.")).isVisible();
  }

  @Test
  void aPlanThatIsNotEmptyIsToldUntilItIs() {
    Page page = dashboard.enter();

    assertThat(page.locator(".notice.is-warning")).containsText("The plan has 4 differences.");
    page.getByText("See the plan").click();
    page.getByText("Carry it out").click();
    page.locator("dialog .is-danger").click();
    assertThat(page.locator("[data-state=in-sync]")).isVisible();
    page.waitForResponse("**/api/plan", () -> page.locator(".brand").click()).finished();

    assertThat(row(page, "Hello, Carillon")).isVisible();
    assertThat(page.locator(".notice.is-warning")).hasCount(0);
  }

  /** Counts the bars of a line, of which those that look the same are one shape. */
  private static int bars(Locator where) {
    return ((Number)
            where.evaluate(
                "(it) => [it, ...it.querySelectorAll('path')].flatMap((one) => [...(one.getAttribute('d') ?? '').matchAll('M')]).length"))
        .intValue();
  }
}
