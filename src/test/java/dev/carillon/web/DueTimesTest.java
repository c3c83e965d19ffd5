package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A workflow's due times and pauses. */
class DueTimesTest {
  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @Test
  void eachDueTimeTellsWhatBecameOfIt() {
    Page page = open();

    assertThat(page.locator("[data-verdict=ran]")).containsText("delivered once more");
    assertThat(page.locator("[data-verdict=missed]")).containsText("QStash did not deliver it");
    assertThat(page.locator("[data-verdict=skipped]"))
        .containsText("Another run of the schedule was not done");
    assertThat(page.locator("[data-verdict=ran] button")).hasCount(0);
  }

  @Test
  void oneWhoseRunIsGoneSaysSoInPlaceOfALink() {
    Page page = dashboard.open();
    page.route(
        "**/occurrences?*",
        it -> it.fulfill(
            new Route.FulfillOptions().setContentType("application/json").setBody("""
            {"items": [{
              "scheduleId": "hello-carillon", "dueTime": "2026-08-01T11:59:00Z", "revision": 1,
              "verdict": "ran", "runId": "run_old", "runKept": false, "duplicates": 0}]}""")));
    dashboard.lead("#/workflows/hello-carillon");

    assertThat(page.locator("[data-verdict=ran]")).containsText("Its run is not kept any more");
    assertThat(page.locator("[data-verdict=ran] a")).hasCount(0);
  }

  @Test
  void oneThatWasMissedIsRunAfterAQuestion() {
    Page page = open();

    page.locator("[data-verdict=missed] button").click();
    assertThat(page.locator("dialog")).containsText("can do so only once");
    page.locator("dialog .is-primary").click();

    assertThat(page.locator(".toast")).isVisible();
    assertThat(carillon.requests())
        .contains("POST /api/schedules/hello-carillon/occurrences/2026-11-22T11:58:00Z/run");
  }

  @Test
  void aPauseIsAskedForWithItsReasonAndEndedByAClick() {
    Page page = open();

    page.locator(".page-head").getByText("Pause").click();
    page.locator("dialog input[name=reason]").fill("the ledger moves house");
    page.locator("dialog .is-primary").click();

    assertThat(page.locator(".notice.is-waiting")).containsText("the ledger moves house");
    assertThat(carillon.requests()).contains("PUT /api/schedules/hello-carillon/pause");

    page.locator(".page-head").getByText("Resume").click();
    assertThat(page.locator("dialog")).containsText("No due time passed while it was paused.");
    page.locator("dialog .is-primary").click();
    assertThat(page.locator(".notice.is-waiting")).hasCount(0);
    assertThat(carillon.requests()).contains("DELETE /api/schedules/hello-carillon/pause");
  }

  @Test
  void aPauseAsksWhatBecomesOfTheRunsUnderWay() {
    Page page = open();
    page.locator(".page-head").getByText("Pause").click();
    assertThat(page.locator("dialog input[value=finish]")).isChecked();

    page.locator("dialog").getByText("Cancel them").click();
    Request request = page.waitForRequest(
        it -> it.method().equals("PUT"),
        () -> page.locator("dialog .is-primary").click());

    assertThat(request.postData()).isEqualTo("{\"running\":\"cancel\"}");
    assertThat(page.locator(".toast")).isVisible();
  }

  @Test
  void whatPassedInThePauseIsAskedAboutWithTheKeyboardAlone() {
    carillon.town.pause("hello-carillon", true);
    carillon.town.letPass(3);
    Page page = open();

    page.locator(".page-head").getByText("Resume").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("dialog")).containsText("3 due times passed while it was paused");
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog")).hasCount(0);
    assertThat(page.locator(".page-head").getByText("Resume")).isFocused();

    page.keyboard().press("Enter");
    page.locator("dialog input[value=none]").focus();
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Tab");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(page.locator("dialog")).hasCount(0);
    assertThat(page.locator(".notice.is-waiting")).hasCount(0);
    assertThat(carillon.requests())
        .contains("POST /api/schedules/hello-carillon/resumption")
        .doesNotContain("DELETE /api/schedules/hello-carillon/pause");
  }

  private Page open() {
    return dashboard.open("#/workflows/hello-carillon");
  }
}
