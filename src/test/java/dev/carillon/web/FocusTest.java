package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where the focus is while something is done, and when it is done. */
class FocusTest {
  private static final String HELLO = "#/workflows/hello-carillon";

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;
  private Page page;

  /** Presses a button and says yes, and looks where the focus is until the answer comes. */
  private void doing(String request, Locator button) {
    carillon.holds(request);
    button.focus();
    page.keyboard().press("Enter");
    yes();
    page.waitForCondition(() -> carillon.requests().contains(request));
    assertThat(button).isFocused();
    carillon.releases(request);
  }

  private void yes() {
    page.locator("dialog button[value=yes]").click();
    assertThat(page.locator("dialog")).hasCount(0);
  }

  private Locator head(String button) {
    return page.locator(".page-head .button")
        .filter(new Locator.FilterOptions().setHasText(button));
  }

  @Test
  void aSwitchKeepsItWhileItsAnswerIsAwaited() {
    page = dashboard.open(HELLO);
    Locator toggle = page.getByRole(AriaRole.SWITCH);
    carillon.holds("POST /api/cron/deactivate/hello-carillon");
    toggle.focus();
    page.keyboard().press("Space");

    assertThat(toggle).hasAttribute("aria-busy", "true");
    assertThat(toggle).isFocused();
    carillon.releases("POST /api/cron/deactivate/hello-carillon");
    assertThat(toggle).hasAttribute("aria-checked", "false");
    assertThat(toggle).isFocused();
  }

  @Test
  void pausingAndResumingAreOneButton() {
    page = dashboard.open(HELLO);

    doing("PUT /api/schedules/hello-carillon/pause", page.locator("[aria-keyshortcuts=p]"));
    assertThat(head("Resume")).isFocused();

    page.keyboard().press("p");
    assertThat(page.locator("dialog"))
        .containsText("No due time passed while it was paused. From now on it rings again, first");
    yes();
    assertThat(page.locator(".notice.is-waiting")).hasCount(0);
    assertThat(head("Pause")).isFocused();
  }

  @Test
  void aRunLeavesItWhereItWasAskedFor() {
    page = dashboard.open(HELLO);

    doing("POST /api/workflows/hello-carillon/runs", head("Run now"));

    assertThat(page.locator(".toast")).isVisible();
    assertThat(head("Run now")).isFocused();
  }

  @Test
  void aDueTimeThatRunsLeavesItInItsRow() {
    page = dashboard.open(HELLO);
    Locator missed = page.locator("[data-verdict=missed] button");
    assertThat(missed).isVisible();
    page.route("**/occurrences?*", it -> it.fulfill(json("""
        {"items": [{"dueTime": "2026-11-22T11:59:00Z", "verdict": "ran", "runId": "run_1"},
          {"dueTime": "2026-11-22T11:58:00Z", "verdict": "ran", "runId": "run_2"}]}""")));

    doing("POST /api/schedules/hello-carillon/occurrences/2026-11-22T11:58:00Z/run", missed);

    assertThat(page.locator("[data-verdict=ran] [href='#/runs/run_2']")).isFocused();
  }

  @Test
  void aBackfillLeavesItAtItsButtonAndItsEndAtTheHeading() {
    page = dashboard.open(HELLO + "?tab=gaps");
    page.locator(".gaps-actions [name=all]").check();
    Locator begin = page.locator(".gaps-actions .is-primary");

    doing("POST /api/schedules/hello-carillon/backfills", begin);
    assertThat(begin).containsText("(0)");
    assertThat(begin).isFocused();

    doing(
        "POST /api/schedules/hello-carillon/backfills/1/cancellation",
        page.locator(".backfills button"));
    assertThat(page.locator(".backfills [data-state=canceled]")).isVisible();
    assertThat(page.locator("h1")).isFocused();
  }

  @Test
  void aDecisionKeepsItAndAPlanThatIsCarriedOutLeavesItBeside() {
    page = dashboard.open("#/plan");
    Locator decide = page.locator("[data-action=edited-there] button").last();
    assertThat(decide).hasText("Put it back");

    doing("POST /api/plan/decisions", decide);
    assertThat(page.locator(".toast")).isVisible();
    assertThat(decide).isFocused();

    doing("POST /api/plan", head("Carry it out"));
    assertThat(page.locator("[data-state=in-sync]")).isVisible();
    assertThat(head("Look again")).isFocused();
  }

  @Test
  void aDeadLetterThatIsSentAgainKeepsItAndOneThatIsDeletedLeavesItToTheHeading() {
    page = dashboard.open("#/dead-letters");
    Locator again = page.getByText("Send again").first();
    carillon.holds("POST /api/dead-letters/1795348800123-0/retry");
    again.focus();
    page.keyboard().press("Enter");
    assertThat(again).hasAttribute("aria-disabled", "true");
    assertThat(again).isFocused();
    carillon.releases("POST /api/dead-letters/1795348800123-0/retry");
    assertThat(page.locator(".toast")).isVisible();
    assertThat(again).isFocused();

    page.route(
        "**/dead-letters?*", it -> it.fulfill(json("{\"items\": [], \"qstash\": \"asked\"}")));
    page.getByText("Delete").first().focus();
    page.keyboard().press("Enter");
    yes();
    assertThat(page.getByText("Nothing was given up.")).isVisible();
    assertThat(page.locator("h1")).isFocused();
  }

  @Test
  void aButtonThatIsGoneOncePressedLeavesTheFocusBesideIt() {
    carillon.town.multiply("hello-carillon", 60);
    Page page = dashboard.open();
    page.locator("input[name=all]").check();

    page.getByText("Select all 65").press("Enter");

    assertThat(page.locator(".bulk [role=status]")).hasText("65 selected");
    assertThat(page.locator(".bulk :focus")).hasCount(1);
  }

  @Test
  void aRowThatNewsMoveTakesItAlong() {
    page = dashboard.open("#/workflows?sort=name");
    page.locator(".row-name").getByText("Weekly digest").focus();

    carillon.town.rename("weekly-digest", "Aardvark");
    carillon.announces("{\"workflow\":\"weekly-digest\"}");

    assertThat(page.locator(".row-name").first()).hasText("Aardvark");
    assertThat(page.locator(".row-name").first()).isFocused();
  }

  private static Route.FulfillOptions json(String body) {
    return new Route.FulfillOptions().setContentType("application/json").setBody(body);
  }
}
