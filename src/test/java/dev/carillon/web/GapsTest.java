package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Due times that did not run, and running many of them after all. */
class GapsTest {
  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  @Test
  void thoseThatArePickedRunAndTheirProgressIsShown() {
    Page page = open();
    assertThat(page.locator(".gaps tbody tr")).hasCount(3);
    assertThat(page.locator(".gaps-actions .is-primary")).isDisabled();

    page.locator("[data-due='2026-11-22T11:58:00Z'] input").check();
    page.locator("[data-due='2026-11-22T11:57:00Z'] input").check();
    assertThat(page.locator(".gaps-actions .is-primary")).containsText("(2)");
    page.locator(".gaps-actions .is-primary").click();
    assertThat(page.locator("dialog")).containsText("2 due times run after all");
    page.locator("dialog input[name=perMinute]").fill("5");
    Request request = posted(page, () -> page.locator("dialog .is-primary").click());

    assertThat(request.postData())
        .isEqualTo(
            "{\"dueTimes\":[\"2026-11-22T11:57:00Z\",\"2026-11-22T11:58:00Z\"],\"skipped\":true,"
                + "\"perMinute\":5}");
    assertThat(page.locator(".toast")).containsText("2 due times will run");
    assertThat(page.locator(".backfills [data-state=running]")).containsText("1 of 2");
    assertThat(page.locator(".backfills progress")).hasAttribute("value", "1");
    assertThat(page.locator(".gaps input:checked, .gaps-actions input:checked")).hasCount(0);
  }

  @Test
  void allOfAPageArePickedAtOnceAndLetGo() {
    Page page = open();

    page.locator(".gaps-actions [name=all]").check();
    assertThat(page.locator(".gaps tbody input:checked")).hasCount(3);
    page.locator(".gaps tbody input").first().uncheck();
    assertThat(page.locator(".gaps-actions [name=all]")).not().isChecked();
    assertThat(page.locator(".gaps-actions .is-primary")).containsText("(2)");
  }

  @Test
  void aStretchOfTimeIsAskedForWithItsBeginning() {
    Page page = open();
    page.locator(".gaps-actions").getByText("Run a stretch of time").click();
    page.locator("dialog .is-primary").click();
    assertThat(page.locator("dialog .question-problem")).hasText("Say from when on.");

    page.locator("dialog input[name=from]").fill("2026-11-22T10:00");
    page.locator("dialog input[name=until]").fill("2026-11-22T09:00");
    page.locator("dialog .is-primary").click();
    assertThat(page.locator("dialog .question-problem")).containsText("before the beginning");
    assertThat(page.locator("dialog input[name=from]")).hasValue("2026-11-22T10:00");

    page.locator("dialog input[name=until]").fill("2026-11-22T11:00");
    page.locator("dialog").getByText("Those that were skipped, too").click();
    page.locator("dialog input[name=reason]").fill("the shop was closed");
    Request request = posted(page, () -> page.locator("dialog .is-primary").click());

    assertThat(request.postData())
        .contains(":00:00.000Z\",\"until\":", "\"skipped\":true,\"perMinute\":60")
        .contains("\"reason\":\"the shop was closed\"");
  }

  @Test
  void oneThatIsUnderWayIsCanceledAfterAQuestion() {
    Page page = open();
    page.locator(".gaps-actions [name=all]").check();
    page.locator(".gaps-actions .is-primary").click();
    page.locator("dialog .is-primary").click();

    page.locator(".backfills").getByText("Cancel the rest").click();
    assertThat(page.locator("dialog")).containsText("2 due times that have not begun stay");
    page.locator("dialog .is-danger").click();

    assertThat(page.locator(".backfills [data-state=canceled]")).containsText("canceled by admin");
    assertThat(page.locator(".backfills button")).hasCount(0);
  }

  @Test
  void thoseThatWereSkippedAreShownIfWanted() {
    Page page = open();

    Request request = page.waitForRequest(
        it -> it.url().contains("/backfills/gaps?") && it.url().contains("skipped"),
        () -> page.locator(".gaps-actions [name=skipped]").check());

    assertThat(request.url()).contains("skipped=true");
    assertThat(page.locator(".gaps-actions [name=skipped]")).isChecked();
  }

  private static Request posted(Page page, Runnable click) {
    return page.waitForRequest(
        it -> it.method().equals("POST") && it.url().endsWith("/backfills"), click);
  }

  private Page open() {
    return dashboard.open("#/workflows/hello-carillon?tab=gaps");
  }
}
