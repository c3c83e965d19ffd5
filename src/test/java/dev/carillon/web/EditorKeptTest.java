package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What somebody writes outlives a session that ends and a page that is loaded anew. */
class EditorKeptTest {
  private static final String EDIT = "#/workflows/hello-carillon/edit";
  private static final String JUDGE = "POST /api/workflows/validate";
  private static final String MINE =
      FakeTown.yaml().replace("1.0.0", "1.2.0").replace("said the bell", "said the gong");

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @Test
  void whoseSessionEndsWhileHeWritesFindsTheTextWhenHeIsBackAndNobodyElseDoes() {
    Page page = dashboard.open(EDIT);
    assertThat(field(page)).hasValue(FakeTown.yaml());
    // Whatever is judged from now on is judged after the end.
    carillon.holds(JUDGE);
    field(page).fill(MINE);
    carillon.endsSessions();
    carillon.releases(JUDGE);
    assertThat(heading(page)).hasText("Sign in to Carillon");
    assertThat(page.locator("dialog")).hasCount(0);

    carillon.isVisitedBy("zoe");
    signIn(page);
    assertThat(field(page)).hasValue(FakeTown.yaml());
    assertThat(page.getByText("was kept")).hasCount(0);
    carillon.endsSessions();
    dashboard.lead(EDIT + "?again");
    assertThat(heading(page)).hasText("Sign in to Carillon");

    carillon.isVisitedBy("admin");
    carillon.town.isSavedBy("zoe", "hello-carillon", "1.1.0");
    signIn(page);
    assertThat(page.getByText("What you wrote here was kept")).isVisible();
    assertThat(field(page)).hasValue(MINE);
    save(page).click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("began with version 1.0.0");
    page.getByText("Save over 1.1.0").click();
    assertThat(page).hasURL(carillon.page("#/workflows/hello-carillon"));
    dashboard.lead(EDIT);
    assertThat(field(page)).hasValue(FakeTown.yaml());
    assertThat(page.getByText("was kept")).hasCount(0);
  }

  @Test
  void whatWasWrittenIsThereAfterAReloadUntilItIsLetGo() {
    Page page = dashboard.open("#/new");
    field(page).fill("document:\n  name: my-own\n  version: '0.1.0'\n");

    page.reload();
    assertThat(field(page)).hasValue("document:\n  name: my-own\n  version: '0.1.0'\n");
    page.getByText("Let it go").click();
    assertThat(field(page)).hasValue(Pattern.compile("my-workflow"));
    assertThat(page.getByText("was kept")).hasCount(0);
    assertThat(field(page)).isFocused();

    page.reload();
    assertThat(field(page)).hasValue(Pattern.compile("my-workflow"));
    assertThat(page.getByText("was kept")).hasCount(0);
  }

  @Test
  void whatWasWrittenOutlivesTheWorkflowThatItIsAbout() {
    Page page = dashboard.open(EDIT);
    field(page).fill(MINE);
    carillon.town.clear();

    page.reload();
    assertThat(field(page)).hasValue(MINE);
    assertThat(page.getByText("What you wrote here was kept")).isVisible();
    page.getByText("Let it go").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("There is no such workflow");
    assertThat(field(page)).hasCount(0);
    assertThat(heading(page)).isFocused();
  }

  @Test
  void whatWasWrittenOutlivesTheVersionThatItBeganWith() {
    Page page = dashboard.open(EDIT + "?version=0.9.0");
    field(page).fill(MINE);
    String old = "GET /api/workflows/hello-carillon/versions/0.9.0";
    carillon.refuses(old, 404, "unknown-workflow", "no version 0.9.0 is kept");
    page.reload();
    assertThat(field(page)).hasValue(MINE);

    carillon.town.clear();
    page.reload();
    assertThat(field(page)).hasValue(MINE);
    save(page).click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("removed meanwhile");
    page.getByText("Save it as a new workflow").click();
    assertThat(page).hasURL(carillon.page("#/workflows/hello-carillon"));

    dashboard.lead(EDIT + "?version=0.9.0");
    assertThat(page.getByRole(AriaRole.ALERT))
        .hasText(Pattern.compile("Version 0.9.0 of hello-carillon is not kept"));
  }

  @Test
  void whoSignsOutOnPurposeIsAskedAndLeavesNothing() {
    Page page = dashboard.open(EDIT);
    field(page).fill(MINE);

    page.getByLabel("Sign out admin").click();
    page.getByText("Stay", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(field(page)).hasValue(MINE);
    assertThat(carillon.requests()).doesNotContain("DELETE /api/session");

    page.getByLabel("Sign out admin").click();
    page.getByText("Leave without saving").click();
    assertThat(heading(page)).hasText("Sign in to Carillon");
    signIn(page);
    assertThat(heading(page)).hasText("Workflows");
    dashboard.lead(EDIT);
    assertThat(field(page)).hasValue(FakeTown.yaml());
    assertThat(page.getByText("was kept")).hasCount(0);
  }

  private static void signIn(Page page) {
    page.getByLabel("With the admin token").fill(FakeCarillon.TOKEN);
    page.getByLabel("With the admin token").press("Enter");
  }

  private static Locator heading(Page page) {
    return page.getByRole(AriaRole.HEADING).first();
  }

  private static Locator field(Page page) {
    return page.getByLabel("Definition in YAML");
  }

  private static Locator save(Page page) {
    return page.getByText("Save", new Page.GetByTextOptions().setExact(true));
  }
}
