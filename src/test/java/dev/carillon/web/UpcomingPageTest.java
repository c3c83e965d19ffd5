package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What lies ahead, one after the other and as a week. */
class UpcomingPageTest {
  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @Test
  void aWorkflowHasAViewOfItsOwnDueTimesWithAWeekAtAGlance() {
    Page page = dashboard.open("#/workflows/invoice-sync");
    page.waitForRequest(
        it -> it.url().contains("/api/upcoming/hours?schedule=invoice-sync&"),
        () -> page.locator(".tabs").getByText("Upcoming").click());

    assertThat(page.locator(".week td a").first()).isVisible();
    assertThat(page.locator(".agenda li a").first()).hasText("invoice-sync");
    assertThat(page.locator(".agenda")).not().containsText("hello-carillon");
    assertThat(page).hasURL(carillon.page("#/workflows/invoice-sync?tab=upcoming"));
  }

  @Test
  void anHourOfAWorkflowsWeekLeadsToWhatItIsDueThenAndToNoOther() {
    Page page = dashboard.open("#/workflows/invoice-sync?tab=upcoming");

    Request asked = page.waitForRequest(
        it -> it.url().contains("/api/upcoming?") && it.url().contains("from="),
        () -> page.locator(".week td[data-skipped=yes] a:has(sup)").click());

    assertThat(asked.url()).contains("schedule=invoice-sync", "from=2026-11-23T05%3A00%3A00Z");
    assertThat(page)
        .hasURL(
            carillon.page("#/workflows/invoice-sync?tab=upcoming&from=2026-11-23T05%3A00%3A00Z"));
    assertThat(page.locator(".tabs [aria-current=page]")).hasText("Upcoming");
    assertThat(page.getByText("From Monday")).isVisible();
    page.getByText("From now on").click();
    assertThat(page).hasURL(carillon.page("#/workflows/invoice-sync?tab=upcoming"));
  }

  @Test
  void aWeekWithoutDueTimesSaysSoAndIsShown() {
    Page page = dashboard.open();
    page.route(
        "**/api/upcoming/hours?*", it -> it.fulfill(new Route.FulfillOptions().setBody("""
        {"from": "2026-11-22T12:00:00Z", "until": "2026-11-29T12:00:00Z", "hours": [],
          "clockChanges": []}""")));

    for (String place : List.of("#/upcoming?view=week", "#/workflows/invoice-sync?tab=upcoming")) {
      dashboard.lead(place);
      assertThat(page.getByText("Nothing is due in the week to come.")).isVisible();
      assertThat(page.locator(".week tbody tr")).hasCount(24);
    }
  }

  @Test
  void aWorkflowHasAViewOfWhatEnginesHandedInForIt() {
    Page page = dashboard.open("#/workflows/hello-carillon");
    page.waitForRequest(
        it -> it.url().contains("/api/deliveries?workflow=hello-carillon&"),
        () -> page.locator(".tabs").getByText("Deliveries").click());

    assertThat(page.locator("tbody tr").first().getByText("Show the run")).isVisible();
    assertThat(page).hasURL(carillon.page("#/workflows/hello-carillon?tab=deliveries"));
  }

  @Test
  void anAddressNarrowsWhatIsShownToOneAndLeadsBackToAll() {
    Page page = dashboard.open("#/upcoming?schedule=invoice-sync");
    assertThat(page.locator(".agenda li a").first()).hasText("invoice-sync");
    assertThat(page.locator(".agenda").first()).not().containsText("hello-carillon");
    page.waitForRequest(
        it -> it.url().contains("/api/upcoming/hours?schedule=invoice-sync&"),
        () -> page.locator(".tabs").getByText("Week").click());
    assertThat(page.locator(".only-note")).containsText("Only invoice-sync.");
    page.locator(".only-note a").click();
    assertThat(page).hasURL(carillon.page("#/upcoming?view=week"));
    assertThat(page.locator(".only-note")).hasCount(0);

    page.waitForRequest(
        it -> it.url().contains("/api/deliveries?workflow=cleanup&"),
        () -> dashboard.lead("#/deliveries?workflow=cleanup"));
    page.waitForRequest(
        it -> it.url().endsWith("/api/deliveries?limit=50"),
        () -> page.getByText("Show all").click());
    assertThat(page).hasURL(carillon.page("#/deliveries"));

    dashboard.lead("#/upcoming?schedule=nobody");
    assertThat(page.locator(".main")).containsText("There is no such schedule");
  }

  @Test
  void aWeekShowsWhereManyMeetWhatIsSkippedAndWhichClocksChange() {
    Page page = dashboard.open("#/upcoming");
    assertThat(page.locator(".agenda li").nth(1))
        .containsText("instead of 11:30, which the clock skips");
    assertThat(page.getByText("times by your clock, Europe/Berlin")).isVisible();
    page.locator(".tabs").getByText("Week").click();

    assertThat(page).hasURL(carillon.page("#/upcoming?view=week"));
    // The week ends at noon of the day on which it began: its hours lie on eight dates.
    assertThat(page.locator(".week thead th")).hasCount(9);
    assertThat(page.locator(".week tbody tr")).hasCount(24);
    assertThat(page.locator(".week td a")).hasCount(6);
    assertThat(page.locator(".week tbody tr").nth(12).locator("td").last()).hasText("7");
    Locator three = page.locator(".week td[data-skipped=yes] a:has(sup)");
    assertThat(three).hasText("33");
    assertThat(three.locator("sup")).hasText("3");
    assertThat(three.getAttribute("aria-label"))
        .contains("3 are due", "3 of them at", "one is skipped");
    assertThat(page.locator(".week td[data-shade='0'] a")).hasText("–");
    assertThat(page.locator(".is-warning"))
        .containsText("The clocks of Europe/Berlin change on 25 Nov 2026");
  }

  @Test
  void anHourOfTheWeekLeadsToWhatIsDueFromThenOn() {
    Page page = dashboard.open("#/upcoming?view=week");

    page.locator(".week td[data-skipped=yes] a:has(sup)").click();

    assertThat(page).hasURL(carillon.page("#/upcoming?from=2026-11-23T05%3A00%3A00Z"));
    assertThat(page.locator(".agenda").first()).isVisible();
    assertThat(page.getByText("From Monday")).isVisible();
    assertThat(carillon.requests()).contains("GET /api/upcoming");
    page.goBack();
    assertThat(page.locator(".week")).isVisible();
  }
}
