package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who changed a workflow and its schedule, and what that changed. */
class ChangesTest {
  private static final String CHANGES = "#/workflows/hello-carillon?tab=audit";

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @Test
  void eachChangeOfBothIsToldInWordsWithWhatItWasAndWhatItIs() {
    Page page = dashboard.open(CHANGES);

    assertThat(page.locator(".audit tbody td[data-label=What]")).hasText(new String[] {
      "Began a backfill",
      "Saved the definition",
      "Ran the workflow",
      "Switched the schedule on",
      "workflow.ponder"
    });
    Locator on = page.locator("[data-action='schedule.activate']");
    assertThat(on.locator("dt")).hasText(new String[] {"Switched on", "Cron", "Revision"});
    assertThat(on.locator("del")).hasText(new String[] {"no", "*/5 * * * *", "1"});
    assertThat(on.locator("ins")).hasText(new String[] {"yes", "* * * * *", "2"});
    assertThat(page.locator("[data-action='workflow.save'] ins")).hasText("1.0.0");
    assertThat(page.locator("[data-action='workflow.run'] td").last()).hasText("–");
    assertThat(page.locator("[data-action='schedule.backfill'] dt")).hasText("Due times");
  }

  @Test
  void whatDoesNotFitOnAPageIsReachedAndNothingIsLeftOut() {
    carillon.cutsListsAt(1);
    Page page = dashboard.open(CHANGES);
    Locator rows = page.locator(".audit tbody tr");
    assertThat(rows).hasCount(1);

    page.getByText("Show more").click();
    assertThat(rows).hasCount(3);
    page.getByText("Show more").click();

    assertThat(rows).hasCount(5);
    assertThat(page.getByText("Show more")).hasCount(0);
  }

  @Test
  void aPageWithCapitalsInItsAddressFindsItsChangesAndHearsOfThem() {
    Page page = dashboard.open("#/workflows/Hello-Carillon?tab=audit");
    assertThat(page.locator(".audit tbody tr")).hasCount(5);

    carillon.town.rename("hello-carillon", "The bell");
    carillon.announces("{\"workflow\":\"hello-carillon\"}");

    assertThat(page.locator("h1")).hasText("The bell");
  }

  @Test
  void theSameIsSaidInRussian() {
    dashboard.visitor().speaking("ru-RU");
    Page page = dashboard.open(CHANGES);

    assertThat(page.locator("[data-action='schedule.activate'] td").nth(1))
        .hasText("Включение расписания");
    assertThat(page.locator("[data-action='schedule.activate'] ins").first()).hasText("да");
  }
}
