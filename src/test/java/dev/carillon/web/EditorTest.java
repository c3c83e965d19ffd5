package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EditorTest {
  private static final String FLAWED = "document:\n  name: my-own\n\tversion: '0.1.0'\n";

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @Test
  void aMistakeStandsAtItsLineAndLeadsThere() {
    Page page = dashboard.open("#/new");
    field(page).fill(FLAWED);

    assertThat(page.locator(".mistakes")).containsText("a tab may not indent");
    assertThat(page.locator(".mistakes code")).hasText("/do");
    assertThat(page.locator(".editor-lines .is-marked")).hasText("3");
    assertThat(save(page)).isDisabled();
    page.getByText("Line 3").click();
    assertThat(field(page)).isFocused();
    assertThat(page.evaluate(
            "getSelection().toString() || (f => f.value.slice(f.selectionStart, f.selectionEnd))"
                + "(document.querySelector('#definition'))"))
        .isEqualTo("\tversion: '0.1.0'");
  }

  @Test
  void aNewWorkflowIsSavedSwitchedOnAndShown() {
    Page page = dashboard.open("#/new");
    assertThat(page.locator(".findings")).containsText("Every 5 minutes");
    field(page).fill("document:\n  name: my-own\n  version: '0.1.0'\n");

    page.getByText("Save and switch on").click();

    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("My workflow");
    assertThat(page.url()).endsWith("#/workflows/my-own");
    assertThat(carillon.requests())
        .containsSubsequence("PUT /api/workflows/my-own", "POST /api/cron/activate/my-own");
  }

  @Test
  void aVersionThatIsTakenIsToldAndNothingIsLost() {
    carillon.refuses(
        "PUT /api/workflows/hello-carillon",
        409,
        "version-taken",
        "1.0.0 is kept with other content");
    Page page = dashboard.open("#/workflows/hello-carillon/edit");
    field(page).press("Control+End");
    field(page).pressSequentially("# more");

    save(page).click();

    assertThat(page.getByRole(AriaRole.ALERT)).containsText("1.0.0 is kept with other content");
    assertThat(field(page)).hasValue(FakeTown.yaml() + "# more");
  }

  @Test
  void whatIsNotSavedIsNotLostByAClick() {
    Page page = dashboard.open("#/new");
    field(page).fill(FLAWED);

    page.locator(".brand").click();
    page.getByText("Stay", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(field(page)).hasValue(FLAWED);
    assertThat(page.url()).endsWith("#/new");

    page.locator(".brand").click();
    page.getByText("Leave without saving").click();
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Workflows");
  }

  @Test
  void whoStaysWithWhatIsNotSavedFindsThePagesBeforeAndNoOthers() {
    dashboard.open("#/runs");
    Page page = dashboard.lead("#/new");
    field(page).fill(FLAWED);

    page.evaluate("history.back()");
    page.getByText("Stay", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page).hasURL(carillon.page("#/new"));
    assertThat(field(page)).hasValue(FLAWED);
    page.locator(".brand").click();
    page.getByText("Stay", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page).hasURL(carillon.page("#/new"));

    page.evaluate("history.back()");
    page.getByText("Leave without saving").click();
    assertThat(page).hasTitle("Runs · Carillon");
    assertThat(page).hasURL(carillon.page("#/runs"));
    page.evaluate("history.back()");
    assertThat(page).hasTitle("Workflows · Carillon");
  }

  @Test
  void whatIsWrittenWhileItIsSavedIsNotLost() {
    Page page = dashboard.open("#/workflows/hello-carillon/edit");
    field(page).fill(FakeTown.yaml() + "# more");
    carillon.holds("PUT /api/workflows/hello-carillon");
    page.waitForRequest(it -> it.method().equals("PUT"), () -> save(page).click());

    field(page).fill(FakeTown.yaml() + "# more and more");
    carillon.releases("PUT /api/workflows/hello-carillon");

    page.getByText("Stay", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(field(page)).hasValue(FakeTown.yaml() + "# more and more");
  }

  private static Locator field(Page page) {
    return page.getByLabel("Definition in YAML");
  }

  private static Locator save(Page page) {
    return page.getByText("Save", new Page.GetByTextOptions().setExact(true));
  }

  @Test
  void aVersionThatIsTakenIsReplacedByAClick() {
    carillon.refuses(
        "PUT /api/workflows/hello-carillon",
        409,
        "version-taken",
        "1.0.0 is kept\",\"version\":\"1.0.0\",\"suggestion\":\"1.0.1");
    Page page = dashboard.open("#/workflows/hello-carillon/edit");
    field(page).press("Control+End");
    field(page).pressSequentially("# more");
    save(page).click();

    assertThat(page.locator(".findings .verdict")).hasCount(0);
    page.getByText("Make it version 1.0.1").click();

    assertThat(field(page))
        .hasValue(FakeTown.yaml().replace("version: '1.0.0'", "version: '1.0.1'") + "# more");
    carillon.answersAgain("PUT /api/workflows/hello-carillon");
    save(page).click();
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("My workflow");
  }

  @Test
  void aScheduleThatIsOnTellsWhichDueTimesAnEditTakesAway() {
    Page page = dashboard.open("#/workflows/hello-carillon/edit");

    assertThat(page.locator(".effect")).containsText("10080 → 2016");
    assertThat(page.locator(".effect"))
        .containsText("Vanishing: Sun 22 Nov, 12:01, Sun 22 Nov, 12:02");
    assertThat(page.getByText("Save and switch on")).hasCount(0);
  }

  @Test
  void whatIsChosenForClockChangesIsAskedAbout() {
    Page page = dashboard.open("#/workflows/hello-carillon/edit");
    assertThat(page.locator(".effect")).isVisible();

    Request compared = page.waitForRequest(
        "**/comparison?*",
        () -> field(page).fill("document:\n  name: hello-carillon\n  repeatedHour: twice\n"));
    assertThat(compared.url()).contains("repeatedHour=twice").contains("skippedHour=skip");

    dashboard.lead("#/workflows/weekly-digest");
    page.waitForRequest(
        it -> it.url().contains("/preview?") && it.url().contains("skippedHour=run-after"),
        () -> page.getByText("Leave without saving").click());
  }

  @Test
  void aWorkflowThatIsOffIsSavedAndSwitchedOnInOneGo() {
    Page page = dashboard.open("#/workflows/weekly-digest/edit");
    field(page).fill("document:\n  name: weekly-digest\n  version: '0.2.0'\n");

    page.getByText("Save and switch on").click();

    assertThat(page.locator(".page-head").getByRole(AriaRole.SWITCH))
        .hasAttribute("aria-checked", "true");
    assertThat(carillon.requests())
        .containsSubsequence(
            "PUT /api/workflows/weekly-digest", "POST /api/cron/activate/weekly-digest");
  }
}
