package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The ten ways through the dashboard that matter most, each in both languages and from its beginning:
 * signed in by a link, on the home page. What is pressed is found by what it says in the language.
 */
@ParameterizedClass
@ValueSource(strings = {"en-GB", "ru-RU"})
class JourneysTest {
  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  @Parameter
  String language;

  private final FakeCarillon carillon = dashboard.carillon;
  private Page page;

  @BeforeEach
  void comeIn() {
    dashboard.visitor().speaking(language);
    page = dashboard.open();
    assertThat(page.locator("html")).hasAttribute("lang", language.substring(0, 2));
    assertThat(page.locator(".strip .tile-number")).hasCount(5);
  }

  @AfterEach
  void theBrowserHadNothingToComplainOf() {
    assertThat(dashboard.visitor().complaints()).isEmpty();
  }

  /** Returns a text of the dashboard in the language that it is in. */
  private String say(String key, Map<String, Object> values) {
    return (String) page.evaluate(
        "async ([key, values]) => (await import(new URL('js/lib/texts.js', document.baseURI)))"
            + ".t(key, values)",
        List.of(key, values));
  }

  private String say(String key) {
    return say(key, Map.of());
  }

  private Locator exactly(String where, String key) {
    return page.locator(where).getByText(say(key), new Locator.GetByTextOptions().setExact(true));
  }

  private void confirm() {
    page.locator("dialog .is-primary, dialog .is-danger").first().click();
    assertThat(page.locator("dialog")).hasCount(0);
  }

  @Test
  void somebodyWokenAtNightSeesWhatIsWrongAndWhy() {
    assertThat(page.locator(".tile").first()).containsText(say("overview.attention"));
    page.locator(".tile").first().click();
    assertThat(page.locator(".row-name")).hasText("Invoice sync");
    assertThat(page.locator("[data-health]")).hasText(say("health.failing"));

    page.locator("tbody .badge-link").click();

    assertThat(page.locator(".main > .run-error")).containsText("The ledger does not answer");
    assertThat(page.locator(".step").last()).isVisible();
  }

  @Test
  void aFailedRunIsLetGoOnAtItsFailedStep() {
    page.locator("tbody tr").nth(1).locator(".badge-link").click();
    exactly(".page-head", "redrive.action").click();
    page.locator("dialog [name=reason]").fill("the ledger is back");
    confirm();

    assertThat(page.locator(".page-head .badge")).hasText(say("state.running"));
    assertThat(page.locator(".attempt").last()).containsText("the ledger is back");
  }

  @Test
  void aNewWorkflowIsWrittenMendedSavedAndSwitchedOn() {
    exactly(".page-head", "workflows.new").click();
    Locator field = page.locator("#definition");
    field.fill("document:\n\tname: my-own\n");
    assertThat(page.locator(".mistakes")).isVisible();
    assertThat(exactly(".main", "editor.save")).isDisabled();

    field.fill("document:\n  name: my-own\n  version: '0.1.0'\n");
    exactly(".main", "editor.save-on").click();

    assertThat(page).hasURL(carillon.page("#/workflows/my-own"));
    assertThat(page.getByRole(AriaRole.SWITCH)).hasAttribute("aria-checked", "true");
  }

  @Test
  void aScheduleIsPausedWithAReasonAndResumedWithWhatPassed() {
    carillon.town.letPass(3);
    page.locator(".row-name").first().click();
    exactly(".page-head", "pause.action").click();
    page.locator("dialog [name=reason]").fill("the ledger moves house");
    confirm();
    assertThat(page.locator(".notice.is-waiting")).containsText("the ledger moves house");

    exactly(".page-head", "pause.resume").click();
    exactly("dialog", "resume.all").click();
    confirm();

    assertThat(page.locator(".notice.is-waiting")).hasCount(0);
    assertThat(carillon.requests()).contains("POST /api/schedules/hello-carillon/resumption");
  }

  @Test
  void severalArePausedAtOnceAndWhatBecameOfEachIsTold() {
    page.locator(".bulk [name=all]").check();
    exactly(".bulk", "bulk.pause").click();
    assertThat(page.locator(".question-list li")).hasCount(3);
    confirm();

    assertThat(page.locator(".bulk-outcome li")).hasCount(3);
    assertThat(page.locator(".bulk-outcome li").first()).containsText(say("bulk.paused"));
  }

  @Test
  void oneIsRunByHandWithAnInputAndItsRunIsLookedAt() {
    page.getByLabel(say("run.now.of", Map.of("name", "cleanup"))).click();
    page.locator("dialog textarea").fill("{\"keep\": 3}");
    confirm();
    page.getByText(say("told.run.look")).click();

    assertThat(page).hasTitle(say("run.title", Map.of("workflow", "cleanup")) + " · Carillon");
  }

  @Test
  void whatDidNotRunIsFoundAndRunAfterAll() {
    page.locator(".row-name").first().click();
    exactly(".tabs", "gaps.title").click();
    page.locator("[data-due='2026-11-22T11:58:00Z'] input").check();
    page.locator(".gaps-actions .is-primary").click();
    confirm();

    assertThat(page.locator(".backfills [data-state=running]")).isVisible();
    assertThat(carillon.requests()).contains("POST /api/schedules/hello-carillon/backfills");
  }

  @Test
  void anOldVersionIsComparedAndRestored() {
    page.locator(".row-name").first().click();
    exactly(".tabs", "definition.title").click();
    assertThat(page.locator(".diff-line.is-added")).hasCount(2);
    page.getByLabel(say("versions.restore.of", Map.of("version", "0.9.0"))).click();
    exactly(".main", "editor.save").click();

    assertThat(page).hasURL(carillon.page("#/workflows/hello-carillon"));
    assertThat(carillon.requests()).contains("PUT /api/workflows/hello-carillon");
  }

  @Test
  void whatWaitsForAWordIsReadAndCarriedOut() {
    exactly(".notice", "plan.banner.look").click();
    assertThat(page.locator("[data-action=update] ins")).isVisible();
    exactly(".main", "plan.apply").click();
    confirm();

    assertThat(page.locator("[data-state=in-sync]")).isVisible();
  }

  @Test
  void aRunIsSoughtAndCanceled() {
    page.locator("nav").getByText(say("runs.title")).first().click();
    page.locator("[data-search]").fill("run_03");
    assertThat(page.locator(".runs .row-name")).hasCount(1);
    page.locator(".runs .row-name").click();
    exactly(".page-head", "cancel.action").click();
    page.locator("dialog [name=reason]").fill("the disk is full");
    confirm();

    assertThat(page.locator(".page-head .badge")).hasText(say("state.canceled"));
    assertThat(page.getByText("the disk is full")).isVisible();
  }
}
