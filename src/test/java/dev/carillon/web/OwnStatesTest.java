package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.carillon.web.FakeCarillon.Mood;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The states of pages that are no list: what is written, the guide, the gate, what a role leaves out, and parts that
 * fail by themselves. Each gets a picture, as in {@link StatesTest}.
 */
class OwnStatesTest {
  private static final String SILENT_DATABASE = "the database does not answer";

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;
  private Page page;
  private Locator main;
  private Locator problem;
  private Sheet sheet;

  @BeforeEach
  void enter() {
    page = dashboard.open();
    main = page.locator("main");
    problem = page.locator("main .notice.is-bad");
    sheet = new Sheet(page);
  }

  @Test
  void theEditorTellsInWhichStateItIs() {
    carillon.is(Mood.SILENT);
    dashboard.lead("#/workflows/hello-carillon/edit");
    assertThat(page.locator("main .skeleton")).isVisible();
    sheet.shoot("loading");

    carillon.is(Mood.FAILING);
    assertThat(problem).containsText(SILENT_DATABASE);
    sheet.shoot("failed");

    carillon.is(Mood.FORBIDDING);
    problem.getByText("Try again").click();
    assertThat(problem).containsText("Your role does not allow this.");
    sheet.shoot("forbidden");

    carillon.is(Mood.USUAL);
    problem.getByText("Try again").click();
    writes("workflows-edit");
  }

  @Test
  void theEditorOfANewWorkflowTellsInWhichStateItIs() {
    carillon.holds("POST /api/workflows/validate");
    dashboard.lead("#/new");
    assertThat(page.getByLabel("Definition in YAML")).isVisible();
    sheet.shoot("loading");
    carillon.releases("POST /api/workflows/validate");
    writes("new");
  }

  /** What the server judges: that all is well, that something is not, and that it cannot be judged now. */
  private void writes(String picture) {
    Locator findings = page.locator("#definition-findings");
    Locator text = page.getByLabel("Definition in YAML");
    assertThat(findings).containsText("All is well");
    sheet.shoot("ready");

    String written = text.inputValue();
    text.fill(written + "\t\n");
    assertThat(findings).containsText("a tab may not indent");
    sheet.shoot("wrong");

    refuse("POST /api/workflows/validate");
    text.fill(written + "\n");
    assertThat(findings).containsText(SILENT_DATABASE);
    sheet.shoot("not judged");
    sheet.draw(picture);
    text.fill(written);
  }

  @Test
  void theGuideTellsInWhichStateItIs() {
    Deque<Route> asked = new ArrayDeque<>();
    page.route("**/guide/guide.en.md", asked::add);
    dashboard.lead("#/guide");
    assertThat(page.locator("main .skeleton")).isVisible();
    sheet.shoot("loading");

    page.waitForCondition(() -> !asked.isEmpty());
    asked.pop().abort();
    assertThat(problem).containsText("The server does not answer.");
    sheet.shoot("failed");

    problem.getByText("Try again").click();
    page.waitForCondition(() -> !asked.isEmpty());
    asked.pop().resume();
    assertThat(page.locator("main article h2").first()).isVisible();
    assertThat(problem).hasCount(0);
    sheet.shoot("ready");

    carillon.announces("{}");
    page.waitForCondition(() -> !asked.isEmpty());
    asked.pop().abort();
    assertThat(page.locator("main .is-stale")).containsText("The server does not answer.");
    sheet.shoot("stale");
    sheet.draw("guide");
  }

  @Test
  void theGateTellsInWhichStateItIs() {
    page.getByLabel("Sign out").click();
    Locator token = page.getByLabel("With the admin token");
    assertThat(token).isVisible();
    sheet.shoot("ready");

    carillon.holds("POST /api/session");
    refuse("POST /api/session");
    token.fill(FakeCarillon.TOKEN);
    token.press("Enter");
    assertThat(main).containsText("Signing in…");
    sheet.shoot("loading");

    carillon.releases("POST /api/session");
    assertThat(problem).containsText(SILENT_DATABASE);
    sheet.shoot("failed");

    carillon.refuses("POST /api/session", 429, "too-many-attempts", "wait a minute");
    token.press("Enter");
    assertThat(problem).containsText("Too many attempts");
    sheet.shoot("slowed down");

    carillon.answersAgain("POST /api/session");
    token.fill("a guess");
    token.press("Enter");
    assertThat(problem).containsText("That did not let you in");
    sheet.shoot("forbidden");
    sheet.draw("sign-in");
  }

  @Test
  void whatARoleLeavesOutIsTold() {
    carillon.letsIn("viewer");
    page.reload();
    assertThat(page.locator(".live.is-live")).isVisible();
    leaves("secrets", "#/secrets", "Only administrators may see which secrets there are.");
    leaves("new", "#/new", "Only administrators may save a definition.");
    leaves("edit", "#/workflows/hello-carillon/edit", "Only administrators may save a definition.");
    leaves(
        "changes",
        "#/workflows/hello-carillon?tab=audit",
        "Only administrators may see who changed what.");
    sheet.draw("for-viewers");
  }

  private void leaves(String name, String fragment, String words) {
    dashboard.lead(fragment);
    assertThat(main).containsText(words);
    assertThat(page.locator("main .skeleton")).hasCount(0);
    assertThat(problem).hasCount(0);
    sheet.shoot(name);
  }

  @Test
  void aPartThatFailsTakesNothingElseWithIt() {
    refuse("GET /api/overview");
    fails("home without its figures", "#/workflows");
    assertThat(page.getByRole(AriaRole.ROW)
            .filter(new Locator.FilterOptions().setHasText("Invoice sync")))
        .containsText("Unknown");
    mends("GET /api/overview");
    assertThat(page.locator(".tile").first()).containsText("need");

    refuse("GET /api/runs/run_01hello/steps");
    fails("a run without its steps", "#/runs/run_01hello");
    assertThat(page.getByLabel("About this run")).isVisible();
    mends("GET /api/runs/run_01hello/steps");
    assertThat(page.locator(".step").first()).isVisible();
    sheet.draw("parts-that-fail");
  }

  private void fails(String name, String fragment) {
    dashboard.lead("#/guide");
    dashboard.lead(fragment);
    assertThat(problem).hasCount(1);
    assertThat(problem).containsText(SILENT_DATABASE);
    assertThat(page.locator("main .skeleton")).hasCount(0);
    sheet.shoot(name);
  }

  private void mends(String request) {
    carillon.answersAgain(request);
    problem.getByText("Try again").click();
    assertThat(problem).hasCount(0);
  }

  private void refuse(String request) {
    carillon.refuses(request, 503, "store-unavailable", SILENT_DATABASE);
  }
}
