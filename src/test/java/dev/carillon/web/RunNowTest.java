package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Running a workflow now: as an extra run, or as a due time that did not run. */
class RunNowTest {
  private static final String OCCURRENCES = "GET /api/schedules/hello-carillon/occurrences";

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @Test
  void anExtraRunIsWhatIsMeantUnlessADueTimeIsChosen() {
    Page page = open();

    Locator options = page.locator("dialog input[type=radio]");
    assertThat(options).hasCount(3);
    assertThat(options.first()).isChecked();
    assertThat(page.locator("dialog .options"))
        .containsText("The due time of 22 Nov 2026, 11:58:00 UTC");
    page.locator("dialog textarea").fill("{\"n\": 7}");
    Request asked = page.waitForRequest(
        "**/workflows/hello-carillon/runs",
        () -> page.locator("dialog .is-primary").click());

    assertThat(asked.postData()).isEqualTo("{\"n\": 7}");
  }

  @Test
  void aRunCountsAsTheDueTimeThatIsChosenByKeyboardAndTakesNoInput() {
    Page page = open();
    page.locator("dialog textarea").fill("no JSON");

    page.locator("dialog input[type=radio]").first().focus();
    page.keyboard().press("ArrowDown");
    assertThat(page.locator("dialog input[type=radio]").nth(1)).isChecked();
    assertThat(page.locator("dialog textarea")).isHidden();
    assertThat(page.locator("dialog")).containsText("It takes no input of its own.");
    Request asked = page.waitForRequest(
        it -> it.method().equals("POST"),
        () -> page.locator("dialog .is-primary").press("Enter"));

    assertThat(asked.url()).contains("/occurrences/2026-11-22T11%3A58%3A00Z/run");
    assertThat(asked.postData()).isNull();
    assertThat(page.locator(".toast")).isVisible();
  }

  @Test
  void whatWasSkippedRunsIfItIsChosenAndInRussianItIsSaidSo() {
    dashboard.visitor().speaking("ru-RU");
    Page page = open();

    assertThat(page.locator("dialog .options")).containsText("За срок 22 нояб. 2026");
    page.locator("dialog input[type=radio]").nth(2).check();
    Request asked = page.waitForRequest(
        it -> it.method().equals("POST"),
        () -> page.locator("dialog .is-primary").click());

    assertThat(asked.url()).endsWith("/run?skipped=true");
  }

  @Test
  void whereEachDueTimeRanOrNobodyKnowsTheRunIsAnExtraOne() {
    carillon.refuses(OCCURRENCES, 503, "store-unavailable", "the database does not answer");
    Page page = open();
    assertThat(page.locator("dialog")).containsText("stands for no due time");
    assertThat(page.locator("dialog input[type=radio]")).hasCount(0);
    assertThat(page.locator("dialog textarea")).isVisible();
    page.keyboard().press("Escape");

    carillon.answers(OCCURRENCES, "{\"items\":[]}");
    press(page);
    assertThat(page.locator("dialog")).containsText("stands for no due time");
  }

  private Page open() {
    Page page = dashboard.open("#/workflows/hello-carillon");
    assertThat(page.locator(".page-head [aria-keyshortcuts=r]")).isVisible();
    press(page);
    return page;
  }

  private static void press(Page page) {
    page.keyboard().press("r");
    assertThat(page.locator("dialog")).isVisible();
  }
}
