package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What can be done to a run from its page: by whom, and where the focus is afterwards. */
class RunActionsTest {
  private static final String CANCEL = "POST /api/runs/run_03backup/cancellation";

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @Test
  void afterARunWasCanceledTheFocusIsAtTheHeadOfItsPage() {
    Page page = open("run_03backup");

    cancel(page).press("Enter");
    page.locator("dialog .is-danger").press("Enter");

    assertThat(cancel(page)).hasCount(0);
    assertThat(page.locator("h1")).isFocused();
  }

  @Test
  void whileItIsCanceledItIsNotCanceledAgainAndTheFocusStays() {
    carillon.holds(CANCEL);
    Page page = open("run_03backup");

    cancel(page).press("Enter");
    page.locator("dialog .is-danger").press("Enter");
    assertThat(cancel(page)).hasAttribute("aria-busy", "true");
    assertThat(cancel(page)).isFocused();
    page.keyboard().press("Enter");
    carillon.releases(CANCEL);

    assertThat(page.locator(".page-head .badge")).hasText("Canceled");
    assertThat(page.locator("dialog")).hasCount(0);
    assertThat(carillon.requests()).containsOnlyOnce(CANCEL);
  }

  @Test
  void whatIsRefusedGivesTheFocusBackToItsButton() {
    carillon.refuses(CANCEL, 503, "store-unavailable", "the database does not answer");
    Page page = open("run_03backup");

    cancel(page).press("Enter");
    page.locator("dialog .is-danger").press("Enter");

    assertThat(page.locator(".toast")).isVisible();
    assertThat(cancel(page)).hasAttribute("aria-busy", "false");
    assertThat(cancel(page)).isFocused();
  }

  @Test
  void afterARunWasDoneAgainTheFocusIsAtTheHeadOfItsPage() {
    Page page = open("run_02invoice");

    page.getByText("Do it again…").press("Enter");
    page.locator("dialog .is-primary").press("Enter");

    assertThat(page.getByText("Do it again…")).hasCount(0);
    assertThat(page.locator("h1")).isFocused();
  }

  @Test
  void whoMayOnlyLookSeesNothingToDo() {
    carillon.letsIn("viewer");
    Page page = open("run_03backup");
    assertThat(page.locator(".page-head .badge")).isVisible();

    assertThat(page.locator(".page-head button")).hasText(new String[] {"Copy as curl"});
    dashboard.lead("#/runs/run_02invoice");
    assertThat(page.locator(".run-error").first()).isVisible();
    assertThat(page.locator(".page-head button")).hasText(new String[] {"Copy as curl"});
  }

  private static Locator cancel(Page page) {
    return page.locator(".page-head .is-danger-quiet");
  }

  private Page open(String run) {
    return dashboard.open("#/runs/" + run);
  }
}
