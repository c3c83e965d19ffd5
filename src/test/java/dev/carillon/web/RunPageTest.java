package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RunPageTest {
  private static final String CANCEL = "POST /api/runs/run_03backup/cancellation";

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @Test
  void aFailedRunSaysWhyBeforeAnythingElse() {
    Page page = open("run_02invoice");

    Locator error = page.locator(".main > .run-error");
    assertThat(error).containsText("The ledger does not answer");
    assertThat(error).containsText("answered 503 three times");
    assertThat(page.locator(".attempt"))
        .containsText(new String[] {"the first one", "tried again by itself"});
  }

  /** An author's own titles stay as they are. */
  @Test
  void aStandardErrorIsTitledInTheReadersLanguageBesideItsOwnTitle() {
    dashboard.visitor().speaking("ru-RU");

    Page page = open("run_02invoice");

    assertThat(page.locator(".attempt .notice-title")).hasText(new String[] {
      "The ledger does not answer",
      "Время истекло (Timeout error)",
      "The ledger does not answer",
      "The ledger does not answer"
    });
  }

  @Test
  void aRunIsCopiedAsACommandForAShell() {
    Page page = open("run_02invoice");
    page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));

    page.getByText("Copy as curl").click();

    assertThat(page.locator(".toast")).containsText("CARILLON_TOKEN");
    assertThat((String) page.evaluate("navigator.clipboard.readText()"))
        .startsWith("curl -X POST 'http://127.0.0.1:")
        .contains(
            "/bells/api/workflows/invoice-sync/runs' \\\n",
            "-H \"Authorization: Bearer $CARILLON_TOKEN\"",
            "-d '{");
  }

  @Test
  void whereNothingMayBeCopiedTheCommandIsShownWithItsQuotesKept() {
    Page page = open("run_02invoice");

    assertThat((String) page.evaluate("""
            import(new URL("js/lib/curl.js", document.baseURI)).then((it) =>
              it.curlOf({workflowId: "a", input: {said: "it's $HOME"}}))""")).endsWith("-d '{\"said\":\"it'\\''s $HOME\"}'");
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error('no')))");
    page.getByText("Copy as curl").click();

    assertThat(page.locator("dialog textarea")).hasValue(Pattern.compile("^curl -X POST (.|\\s)*"));
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog")).hasCount(0);
  }

  @Test
  void aStepOpensByKeyboardAndShowsWhatItWorkedOn() {
    Page page = open("run_01hello");
    assertThat(page.locator(".step-details")).hasCount(0);

    page.locator(".step > summary").last().focus();
    page.keyboard().press("Enter");

    assertThat(page.locator(".step-details")).containsText("Hello, said the bell");
    assertThat(page.locator(".step-details .in-and-out")).containsText("\"told\": 3");
  }

  @Test
  void aWaitIsHatchedAndTheRoundsOfALoopAreTold() {
    Page page = open("run_02invoice");

    assertThat(page.locator(".bar.is-wait")).hasCount(1);
    assertThat(page.locator(".step").last()).containsText("round 2");
    assertThat(page.locator(".step-name[data-depth='1']")).hasCount(4);
  }

  @Test
  void theHatchingOfAWaitIsDrawn() {
    Page page = open("run_02invoice");

    String fill = (String)
        page.locator(".bar.is-wait .bar-time").evaluate("bar => getComputedStyle(bar).fill");
    Object lines = page.locator("#hatch .hatch-line")
        .evaluate("line => [getComputedStyle(line).fill, line.getBBox().width]");

    assertThat(fill).contains("#hatch");
    assertThat(lines).asString().startsWith("[rgb(").endsWith(", 3]");
    assertThat(page.locator("#hatch")).hasCount(1);
  }

  /** Those that failed stand paler in the bar of their step, in the order of their beginning. */
  @Test
  void attemptsThatFailedStandBeforeTheLastOne() {
    Page page = open("run_02invoice");
    Locator times = page.locator(".step").last().locator(".bar-time");
    assertThat(times).hasCount(4);

    Object bars = times.evaluateAll("bars => bars.map(bar => [getComputedStyle(bar).opacity,"
        + " Math.round(bar.getBoundingClientRect().left)])"
        + ".every(([opacity, left], at, all) => (opacity === '1') === (at === all.length - 1)"
        + " && (at === 0 || left > all[at - 1][1]))");

    assertThat(bars).isEqualTo(true);
  }

  @Test
  void theDeliveryThatCausedARunIsShown() {
    Page page = open("run_01hello");

    Locator deliveries = page.locator("[aria-labelledby=deliveries]");
    assertThat(deliveries.locator("tbody tr")).hasCount(1);
    assertThat(deliveries).containsText("loc_carillon.hello-carillon_1795348740");
  }

  /** The server masks what is secret; nothing else of a run is in the command. */
  @Test
  void aCommandHoldsNoSecret() {
    String masked = "{\"token\":\"*****\",\"order\":7}";
    carillon.answers("GET /api/runs/run_01hello", """
        {"id":"run_01hello","workflowId":"hello-carillon","version":"1.0.0","trigger":"manual",
         "state":"succeeded","attempts":1,"maxAttempts":4,"createdAt":"2026-11-20T19:45:00Z",
         "messageId":"msg_7","input":%s,"output":{"said":"brass"}}""".formatted(masked));
    Page page = open("run_01hello");
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error('no')))");

    page.getByText("Copy as curl").click();

    assertThat(page.locator("dialog")).containsText("Secrets are masked here");
    assertThat(page.locator("dialog textarea").inputValue())
        .contains("-d '" + masked + "'", "Bearer $CARILLON_TOKEN")
        .doesNotContain("brass", "msg_7", FakeCarillon.TOKEN, FakeCarillon.CODE);
  }

  @Test
  void aStepThatWasCutOffHasStoppedWithItsRun() {
    Locator each = open("run_02invoice").locator(".step").nth(1);

    assertThat(each.locator(".badge")).hasText("Cut off");
    assertThat(each.locator(".step-duration")).hasText("1m 16s");
  }

  @Test
  void aStepThatSeveralAttemptsWorkedOnHasABarOfEachAndNoneOfThePausesBetween() {
    Page page = open("run_02invoice");
    Locator post = page.locator(".step").last();

    assertThat(post.locator(".bar-time")).hasCount(4);
    assertThat(post.locator(".bar-time.is-past")).hasCount(3);
    assertThat(post.locator(".step-duration")).hasText("7.5s");
    assertThat(page.locator(".step").first().locator(".bar-time")).hasCount(1);
  }

  @Test
  void cancelingAsksFirstAndGivesTheFocusBack() {
    Page page = open("run_03backup");
    Locator cancel = page.locator(".page-head").getByText("Cancel run");

    cancel.click();
    assertThat(page.getByRole(AriaRole.DIALOG))
        .containsText("The run of nightly-backup is broken off");
    page.keyboard().press("Escape");
    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    assertThat(cancel).isFocused();
    assertThat(carillon.requests()).doesNotContain(CANCEL);

    cancel.click();
    page.getByLabel("Reason (may be empty)").fill("the disk is full");
    page.locator("dialog .is-danger").click();
    assertThat(page.locator(".page-head .badge")).hasText("Canceled");
    assertThat(page.getByText("Canceled by admin. the disk is full")).isVisible();
    assertThat(carillon.requests()).contains(CANCEL);
  }

  @Test
  void aFailedRunGoesOnAtItsFailedStepIfThatIsChosen() {
    Page page = open("run_02invoice");

    page.getByText("Do it again…").click();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("What is done is not done again");
    assertThat(page.getByLabel("Input of the new run")).isHidden();
    page.getByLabel("Reason (may be empty)").fill("the ledger is back");
    page.locator("dialog .is-primary").click();

    assertThat(page.locator(".page-head .badge")).hasText("Running");
    assertThat(page.locator(".attempt").last())
        .containsText("admin had it go on: the ledger is back");
    assertThat(page.getByText("Do it again…")).hasCount(0);
    assertThat(carillon.requests()).contains("POST /api/runs/run_02invoice/redrive");
  }

  @Test
  void anotherRunIsMadeWithAnotherInputAndBothLeadToEachOther() {
    Page page = open("run_02invoice");

    page.getByText("Do it again…").click();
    page.getByText("Begin anew, as another run").click();
    Locator input = page.getByLabel("Input of the new run");
    assertThat(input).hasValue("{\n  \"since\": \"2026-11-20T19:30:00Z\"\n}");
    input.fill("{\"since\": yesterday}");
    page.locator("dialog .is-primary").click();
    assertThat(page.getByRole(AriaRole.ALERT)).hasText("This input is no JSON.");
    page.getByLabel("Input of the new run").fill("{\"since\": \"yesterday\"}");
    page.locator("dialog .is-primary").click();

    assertThat(page.getByText("Made in place of another run, as admin wanted.")).isVisible();
    assertThat(page.locator(".payload").getByText("yesterday")).isVisible();
    page.locator(".main .notice").getByText("run_02invoice").click();
    assertThat(page.locator(".page-head .under code")).hasText("run_02invoice");
    assertThat(page.getByText("admin had another run made in its place.")).isVisible();
    assertThat(page.getByText("Do it again…")).hasCount(0);
  }

  @Test
  void anotherRunGoesOnAtTheFailedStepAndShowsWhatItTookOver() {
    Page page = open("run_02invoice");

    page.getByText("Do it again…").click();
    assertThat(page.locator("dialog input[type=radio]")).hasCount(3);
    page.getByText("Go on where it stopped, as another run").click();
    assertThat(page.getByRole(AriaRole.DIALOG))
        .containsText(
            "does the rest by version 2.3.1: the steps still to come see the input below");
    page.getByLabel("Input of the new run").fill("{\"since\": \"yesterday\"}");
    page.locator("dialog .is-primary").click();

    assertThat(page.getByText("Made in place of another run, as admin wanted.")).isVisible();
    assertThat(page.locator(".payload").getByText("yesterday")).isVisible();
    Locator fetch = page.locator(".step").first();
    assertThat(fetch.locator(".step-note")).hasText("taken over");
    assertThat(fetch.locator(".step-duration")).hasText("–");
    assertThat(page.locator(".bar-time")).hasCount(0);
    page.locator(".card > .quiet a").click();
    assertThat(page.locator(".page-head .under code")).hasText("run_02invoice");
  }

  private Page open(String run) {
    return dashboard.open("#/runs/" + run);
  }
}
