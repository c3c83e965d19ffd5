package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens elsewhere while somebody writes: others save, the server goes away and comes back. */
class EditorMeanwhileTest {
  private static final String EDIT = "#/workflows/hello-carillon/edit";
  private static final String MINE =
      FakeTown.yaml().replace("1.0.0", "1.2.0").replace("said the bell", "said the gong");

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @Test
  void whatAnotherSavedMeanwhileIsToldAndShownAndSavedOverOnlyOnAWord() {
    Page page = dashboard.open(EDIT);
    field(page).fill(MINE);
    carillon.town.isSavedBy("zoe", "hello-carillon", "1.1.0");

    save(page).click();
    assertThat(page.getByRole(AriaRole.ALERT))
        .containsText("Version 1.1.0 is there now, saved by zoe");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("began with version 1.0.0");
    assertThat(field(page)).hasValue(MINE);
    page.getByText("See what changed from 1.0.0 to 1.1.0").click();
    assertThat(page.getByText("Save over 1.1.0")).isFocused();
    assertThat(page.locator(".diff .is-added")).containsText(new String[] {"1.1.0", "the clock"});
    field(page).fill(MINE + "# merged");
    page.getByText("Save over 1.1.0").click();

    assertThat(page).hasURL(carillon.page("#/workflows/hello-carillon"));
    assertThat(carillon.town.workflow("hello-carillon").get().path("version").asText())
        .isEqualTo("1.2.0");
  }

  @Test
  void whoWroteTheVersionThatAnotherSavedMayTakeTheNextOneThatIsFree() {
    Page page = dashboard.open(EDIT);
    field(page).fill(MINE);
    carillon.town.isSavedBy("zoe", "hello-carillon", "1.2.0");

    save(page).click();
    assertThat(page.getByText("Save over 1.2.0 as 1.2.1")).isVisible();
    carillon.town.isSavedBy("zoe", "hello-carillon", "1.2.0-rc");
    page.getByText("Save over 1.2.0 as 1.2.1").click();
    assertThat(page.getByText("Save over 1.2.0-rc")).isFocused();
    page.getByText("Save over 1.2.0-rc").click();

    assertThat(page).hasURL(carillon.page("#/workflows/hello-carillon"));
    assertThat(carillon.town.workflow("hello-carillon").get().path("version").asText())
        .isEqualTo("1.2.1");
  }

  @Test
  void whatWasRemovedMeanwhileIsMadeAnewOnlyOnAWord() {
    Page page = dashboard.open(EDIT);
    field(page).fill(MINE);
    carillon.town.clear();

    save(page).click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("removed meanwhile");
    assertThat(carillon.town.workflow("hello-carillon")).isEmpty();
    carillon.town.save("hello-carillon", "2.0.0");
    page.getByText("Save it as a new workflow").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("Version 2.0.0 is there now");
    carillon.town.clear();
    page.getByText("Save over 2.0.0").click();
    page.getByText("Save it as a new workflow").click();

    assertThat(page).hasURL(carillon.page("#/workflows/hello-carillon"));
  }

  @Test
  void aVersionThatIsTakenIsToldBeforeTheSave() {
    Page page = dashboard.open(EDIT);
    assertThat(page.locator(".findings .verdict")).hasText("All is well");

    field(page).fill(FakeTown.yaml() + "# more");
    assertThat(page.locator(".findings .verdict"))
        .hasText("Well written, but version 1.0.0 is kept with another text");
    page.getByText("Make it version 1.0.1").click();

    assertThat(page.locator(".findings .verdict")).hasText("All is well");
    assertThat(field(page))
        .hasValue(FakeTown.yaml().replace("version: '1.0.0'", "version: '1.0.1'") + "# more");
    assertThat(page.getByText("Make it version")).hasCount(0);
    assertThat(field(page)).isFocused();
    assertThat(carillon.requests()).doesNotContain("PUT /api/workflows/hello-carillon");
  }

  @Test
  void anotherWorkflowThatIsChangedBeforeItIsReplacedIsNotWhatTheTextBeganWith() {
    Page page = dashboard.open("#/workflows/weekly-digest/edit");
    field(page).fill(MINE);
    save(page).click();
    assertThat(page.locator("dialog")).containsText("Change Hello, Carillon?");
    carillon.town.isSavedBy("zoe", "hello-carillon", "1.1.0");
    page.locator("dialog .is-danger").click();

    assertThat(page.getByRole(AriaRole.ALERT)).containsText("Version 1.1.0 is there now");
    assertThat(page.getByText("Your text began")).hasCount(0);
    assertThat(page.getByText("See what changed")).hasCount(0);
  }

  @Test
  void whatCouldNotBeJudgedIsJudgedOnceTheUpdatesAreLiveAgain() {
    Page page = dashboard.open(EDIT);
    assertThat(page.locator(".findings .verdict")).hasText("All is well");
    carillon.refuses("POST /api/workflows/validate", 503, "store-unavailable", "away");
    field(page).fill(MINE);
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("database");
    carillon.holds("GET /api/events");
    carillon.refusesEvents();
    assertThat(page.locator(".live")).hasText("Reconnecting…");

    carillon.answersAgain("POST /api/workflows/validate");
    carillon.acceptsEvents();
    carillon.releases("GET /api/events");

    assertThat(page.locator(".live")).hasText("Live");
    assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
    assertThat(page.locator(".findings")).containsText("version 1.2.0");
  }

  private static Locator field(Page page) {
    return page.getByLabel("Definition in YAML");
  }

  private static Locator save(Page page) {
    return page.getByText("Save", new Page.GetByTextOptions().setExact(true));
  }
}
