package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the views of a workflow's page tell: how its schedule does, what it says, and its figures. */
class WorkflowViewsTest {
  private static final String HELLO = "#/workflows/hello-carillon";
  private static final String HEALTH = "GET /api/schedules/hello-carillon/health";

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @Test
  void thePageTellsHowTheScheduleDoesAndEachViewHasItsAddress() {
    Page page = dashboard.open(HELLO);

    assertThat(page.locator(".health-note")).containsText("On time: 28 of 28 runs succeeded");
    assertThat(page.locator(".health-note")).containsText("12 other schedules are due");
    assertThat(page.locator(".upcoming li")).hasCount(5);
    page.locator(".tabs").getByText("Definition").click();
    assertThat(page.locator("tbody tr").first()).containsText("the present one");
    page.locator(".tabs").getByText("Changes").click();
    assertThat(page).hasURL(carillon.page(HELLO + "?tab=audit"));
    assertThat(page.locator("tbody tr").first()).containsText("Began a backfill");
    page.goBack();
    assertThat(page.locator("tbody tr").first()).containsText("the present one");
  }

  @Test
  void aHealthThatCannotBeReadSaysSoInItsPlaceAndIsReadAgain() {
    carillon.refuses(HEALTH, 503, "store-unavailable", "the database does not answer");
    Page page = dashboard.open(HELLO);

    assertThat(page.getByRole(AriaRole.ALERT)).containsText("The database does not answer");
    assertThat(page.locator(".occurrences")).isVisible();
    carillon.answersAgain(HEALTH);
    page.getByText("Try again").click();

    assertThat(page.locator(".health-note")).containsText("On time: 28 of 28 runs succeeded");
    assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
  }

  @Test
  void aDefinitionIsToldInWordsWithAllThatBoundsTheSchedule() {
    Page page = dashboard.open(HELLO);
    assertThat(page.locator(".upcoming li").first()).containsText("begins at 12:01:24");
    assertThat(page.locator(".upcoming li").nth(1))
        .containsText("instead of 11:30, which the clock skips");
    page.getByText("All that bounds it").click();

    assertThat(page.locator(".cron-words")).hasText("Every minute");
    Locator facts = page.locator(".facts").first();
    for (String fact : List.of(
        "If still running",
        "A run may take at most45m",
        "Counts as missed after2m",
        "Not after2026-12-31",
        "2026-12-24/2026-12-26",
        "Calendarsholidays",
        "In an hour that comes twiceRuns both times",
        "Begins24s after each due time (spread over 1m)",
        "In an hour that is skippedRuns right after")) {
      assertThat(facts).containsText(fact);
    }
  }

  @Test
  void aDefinitionIsShownAsItWasWrittenAndCopied() {
    Page page = dashboard.open(HELLO + "?tab=definition");
    page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    assertThat(page.locator("pre.code")).containsText("said the bell");

    page.getByText("Copy", new Page.GetByTextOptions().setExact(true)).click();

    assertThat(page.getByText("The definition is in the clipboard.")).isVisible();
    assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(FakeTown.yaml());
  }

  @Test
  void aBrowserThatKeepsItsClipboardIsToldOf() {
    Page page = dashboard.open(HELLO + "?tab=definition");
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error('no')))");

    page.getByText("Copy", new Page.GetByTextOptions().setExact(true)).click();

    assertThat(page.getByText("select the text and copy it")).isVisible();
  }

  @Test
  void figuresAreToldWithABarForEachDueTimeThatWasMeasured() {
    Page page = dashboard.open(HELLO + "?tab=figures");

    assertThat(page.locator(".facts")).containsText("Success rate100% (28 of 28)");
    assertThat(page.locator(".facts")).containsText("Run time80ms (p95 200ms)");
    assertThat(page.locator(".facts")).containsText("Late by60ms (p95 100ms)");
    assertThat(page.locator(".chart")).hasCount(2);
    for (Locator chart : page.locator(".chart").all()) {
      assertThat(chart.locator("rect")).hasCount(28);
      double whole = chart.boundingBox().height;
      List<Double> heights = chart.locator("rect").all().stream()
          .map(bar -> bar.boundingBox().height)
          .toList();
      // The longest takes the whole height, and no bar is invisible.
      assertThat(heights).allMatch(height -> height > 0).anyMatch(it -> it > 0.95 * whole);
    }
  }
}
