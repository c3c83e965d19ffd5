package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {
  private static final String LET_IN = """
      (token) => fetch("api/session", {
        method: "POST",
        headers: { "X-Carillon": "1", "Content-Type": "application/json" },
        body: JSON.stringify({ token }),
      }).then((it) => it.status)""";

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @ParameterizedTest
  @ValueSource(strings = {"#sign-in=", "#/sign-in?code="})
  void aLinkLetsInAndItsCodeLeavesTheAddress(String link) {
    Page page = dashboard.visitor().open(carillon.page(link + FakeCarillon.CODE));

    assertThat(heading(page, "Workflows")).isVisible();
    assertThat(page.url()).doesNotContain(FakeCarillon.CODE);
    page.goBack();
    assertThat(page.url()).doesNotContain(FakeCarillon.CODE);
  }

  @Test
  void aUsedLinkSaysSoAndHowToGetAnother() {
    dashboard.visitor().open(carillon.page("#sign-in=" + FakeCarillon.CODE));
    assertThat(heading(page(), "Workflows")).isVisible();
    carillon.endsSessions();

    page().navigate(carillon.page("?again#sign-in=" + FakeCarillon.CODE));

    assertThat(page().getByRole(AriaRole.ALERT)).containsText("That did not let you in");
    assertThat(page().getByText("java -jar carillon.war sign-in")).isVisible();
    assertThat(page()).hasTitle("Sign in to Carillon · Carillon");
  }

  @Test
  void aUsedLinkIsNoObstacleToWhoIsSignedIn() {
    dashboard.visitor().open(carillon.page("#sign-in=" + FakeCarillon.CODE));
    assertThat(heading(page(), "Workflows")).isVisible();

    page().navigate(carillon.page("?again#sign-in=" + FakeCarillon.CODE));

    assertThat(heading(page(), "Workflows")).isVisible();
  }

  @Test
  void theTokenLetsInAndAWrongOneDoesNot() {
    Page page = dashboard.visitor().open(carillon.page(""));
    var token = page.getByLabel("With the admin token");

    token.fill("tin");
    token.press("Enter");
    assertThat(page.getByRole(AriaRole.ALERT))
        .containsText("a token has to be the one that is set");

    token.fill(FakeCarillon.TOKEN);
    token.press("Enter");
    assertThat(heading(page, "Workflows")).isVisible();
  }

  /** In a Tomcat of one's own the command has to be told where it is; the page knows. */
  @Test
  void theGateSaysWhereTheTokenIsAndHowALinkIsMadeForThisVeryAddress() {
    Page page = dashboard.visitor().open(carillon.page(""));

    assertThat(page.getByText("java -jar carillon.war sign-in " + carillon.page("")))
        .isVisible();
    assertThat(page.getByText("in the file admin-token of CARILLON_HOME")).isVisible();
  }

  @Test
  void whoWasSignedOutComesBackToTheirPage() {
    Page page = dashboard.visitor().open(carillon.page("#sign-in=" + FakeCarillon.CODE));
    assertThat(heading(page, "Workflows")).isVisible();
    carillon.endsSessions();

    dashboard.lead("#/runs/run_01hello");
    page.getByLabel("With the admin token").fill(FakeCarillon.TOKEN);
    page.getByLabel("With the admin token").press("Enter");

    assertThat(heading(page, "Run of hello-carillon")).isVisible();
    assertThat(page.url()).endsWith("#/runs/run_01hello");
  }

  @Test
  void whoIsLetInByAnotherTabIsKnownHereToo() {
    Page page = dashboard.open();
    carillon.endsSessions();
    dashboard.lead("#/runs");
    assertThat(page.getByLabel("With the admin token")).isVisible();
    dashboard.lead("#/deliveries");
    assertThat(page).hasURL(carillon.page("#/sign-in"));
    page.evaluate(LET_IN, FakeCarillon.TOKEN);

    dashboard.lead("#/runs");

    assertThat(heading(page, "Runs")).isVisible();
    assertThat(page.locator(".live.is-live")).isVisible();
    assertThat(page.getByLabel("Sign out")).isVisible();
  }

  @Test
  void whoIsSignedOutElsewhereIsToldWithoutAnyPollAndComesBack() {
    Page page = dashboard.open("#/runs/run_01hello");
    assertThat(heading(page, "Run of hello-carillon")).isVisible();
    dashboard.visitor().clock().pauseAt(FakeTown.NOON.replace(":00Z", ":01Z"));

    carillon.signsOutElsewhere();

    assertThat(page.getByLabel("With the admin token")).isVisible();
    assertThat(carillon.requests()).contains("GET /api/session");
    page.getByLabel("With the admin token").fill(FakeCarillon.TOKEN);
    page.getByLabel("With the admin token").press("Enter");
    assertThat(heading(page, "Run of hello-carillon")).isVisible();
  }

  @Test
  void whoIsBackIsNotTurnedAwayByTheAnswerToAnEarlierRequest() {
    carillon.holds("GET /api/overview");
    Page page = dashboard.open();
    page.waitForCondition(() -> carillon.requests().contains("GET /api/overview"));
    carillon.endsSessions();
    dashboard.lead("#/runs/run_01hello");
    page.getByLabel("With the admin token").fill(FakeCarillon.TOKEN);
    page.getByLabel("With the admin token").press("Enter");
    assertThat(heading(page, "Run of hello-carillon")).isVisible();

    Response late =
        page.waitForResponse("**/api/overview", () -> carillon.releases("GET /api/overview"));
    late.finished();
    page.evaluate("fetch('api/cron')");

    assertThat(late.status()).isEqualTo(401);
    assertThat(heading(page, "Run of hello-carillon")).isVisible();
  }

  @Test
  void signingOutLeadsToTheGateAndStopsListening() {
    Page page = dashboard.visitor().open(carillon.page("#sign-in=" + FakeCarillon.CODE));
    assertThat(page.locator(".live.is-live")).isVisible();

    page.getByLabel("Sign out admin").click();

    assertThat(heading(page, "Sign in to Carillon")).isVisible();
    assertThat(page.locator(".live")).hasCount(0);
    assertThat(carillon.requests()).contains("DELETE /api/session");
  }

  @Test
  void everyChangeCarriesOurHeader() {
    Page page = dashboard.visitor().open(carillon.page("#sign-in=" + FakeCarillon.CODE));
    page.getByRole(AriaRole.SWITCH).first().click();
    assertThat(page.getByText("is switched off.")).isVisible();

    assertThat(carillon.requests()).contains("POST /api/cron/deactivate/hello-carillon");
    assertThat(carillon.requests()).noneMatch(it -> it.endsWith("!"));
  }

  private Page page() {
    return dashboard.visitor().page();
  }

  private static Locator heading(Page page, String text) {
    return page.getByRole(
        AriaRole.HEADING, new Page.GetByRoleOptions().setName(text).setExact(true));
  }
}
