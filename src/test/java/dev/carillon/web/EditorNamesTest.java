package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A definition is saved under the name that stands in it, and whoever saves it is told what that does. */
class EditorNamesTest {
  private static final String SAVE_HELLO = "PUT /api/workflows/hello-carillon";
  private static final String ANOTHER = "document:\n  name: hello-carillon\n  version: '9.0.0'\n";

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @Test
  void aNewOneReplacesNoOtherWithoutAQuestion() {
    Page page = dashboard.open("#/new");
    field(page).fill(ANOTHER);
    assertThat(page.getByText("There is a workflow hello-carillon already.")).isVisible();

    save(page).click();
    assertThat(page.locator("dialog")).containsText("Change Hello, Carillon?");
    assertThat(page.locator("dialog")).containsText("switched on");
    page.keyboard().press("Escape");
    assertThat(save(page)).isFocused();
    assertThat(field(page)).hasValue(ANOTHER);
    assertThat(carillon.requests()).doesNotContain(SAVE_HELLO);

    save(page).click();
    page.locator("dialog .is-danger").click();
    assertThat(page).hasURL(carillon.page("#/workflows/hello-carillon"));
    assertThat(carillon.requests()).contains(SAVE_HELLO);
  }

  @Test
  void anEditUnderTheNameOfAnotherIsComparedWithItsScheduleAndAskedAbout() {
    Page page = dashboard.open("#/workflows/weekly-digest/edit");
    field(page).fill(ANOTHER.replace("hello-carillon", "weekly-digest"));
    assertThat(page.getByText("Save and switch on")).isVisible();

    page.waitForRequest(
        "**/schedules/hello-carillon/comparison?*", () -> field(page).fill(ANOTHER));

    assertThat(page.locator(".effect")).containsText("10080 → 2016");
    assertThat(page.getByText("Save and switch on")).hasCount(0);
    save(page).click();
    assertThat(page.locator("dialog")).containsText("Change Hello, Carillon?");
    assertThat(carillon.requests()).doesNotContain(SAVE_HELLO);
  }

  @Test
  void anEditUnderANameThatNobodyHasMakesAnotherWorkflowAndSaysSo() {
    Page page = dashboard.open("#/workflows/weekly-digest/edit");
    field(page).fill("document:\n  name: monthly-digest\n  version: '1.0.0'\n");
    assertThat(page.getByText(
            "Saving makes a new workflow monthly-digest. weekly-digest stays as it is."))
        .isVisible();

    save(page).click();

    assertThat(page).hasURL(carillon.page("#/workflows/monthly-digest"));
  }

  @Test
  void theScheduleIsToldInWordsWithItsNextFiveTimesWhileItIsWritten() {
    Page page = dashboard.open("#/new");

    assertThat(page.locator(".findings .cron-words")).hasText("Every 5 minutes");
    assertThat(page.locator(".findings .upcoming li")).hasCount(5);
    field(page).fill("document:\n  name: mine\n\tversion: '1'\n");
    assertThat(page.locator(".findings .upcoming li")).hasCount(0);
  }

  @Test
  void whatWasSavedButNotSwitchedOnIsToldWithTheReason() {
    carillon.refuses(
        "POST /api/cron/activate/my-own", 409, "schedule-quota", "no more than 10 schedules");
    Page page = dashboard.open("#/new");
    field(page).fill("document:\n  name: my-own\n  version: '0.1.0'\n");

    page.getByText("Save and switch on").click();

    assertThat(page.getByText("My workflow 0.1.0 is saved, but not switched on."))
        .isVisible();
    assertThat(page.getByRole(AriaRole.ALERT))
        .containsText("The QStash plan allows no more schedules.");
    assertThat(page).hasURL(carillon.page("#/workflows/my-own"));
    assertThat(page.getByRole(AriaRole.SWITCH)).hasAttribute("aria-checked", "false");
  }

  private static Locator field(Page page) {
    return page.getByLabel("Definition in YAML");
  }

  private static Locator save(Page page) {
    return page.getByText("Save", new Page.GetByTextOptions().setExact(true));
  }
}
