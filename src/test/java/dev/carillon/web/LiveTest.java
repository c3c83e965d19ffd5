package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens elsewhere is shown without reloading, also where streams of events are cut. */
class LiveTest {
  private static final LocatorAssertions.IsVisibleOptions SOME_POLLS =
      new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);

  private static final String COUNT_STREAMS = """
      window.streams = [];
      const Stream = EventSource;
      window.EventSource = class extends Stream {
        constructor(url) {
          super(url);
          streams.push(this);
        }
      };
      0""";

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @Test
  void aRunThatEndsIsSeenToEnd() {
    Page page = dashboard.open("#/runs/run_03backup");
    assertThat(page.locator(".page-head .badge")).hasText("Waiting");

    carillon.town.finish("run_03backup", "succeeded");
    carillon.announces("{\"run\":\"run_03backup\",\"workflow\":\"nightly-backup\"}");

    assertThat(page.locator(".page-head .badge")).hasText("Succeeded");
    assertThat(page.getByText("Cancel run")).hasCount(0);
  }

  @Test
  void aPageThatWasLeftWhileItTookLongKeepsNoNewsFromTheNextOne() {
    carillon.holds("GET /api/overview");
    Page page = dashboard.open();
    page.waitForCondition(() -> carillon.requests().contains("GET /api/overview"));
    dashboard.lead("#/runs/run_03backup");
    assertThat(page.locator(".page-head .badge")).hasText("Waiting");
    assertThat(page.locator(".step").first()).isVisible();
    assertThat(page.locator(".beside")).hasCount(1);
    page.evaluate("const now = performance.now(); performance.now = () => now + 3_600_000; 0");
    page.waitForResponse("**/api/plan", () -> carillon.releases("GET /api/overview"))
        .finished();
    page.evaluate("fetch('api/cron')");

    carillon.town.finish("run_03backup", "succeeded");
    carillon.announces("{\"run\":\"run_03backup\",\"workflow\":\"nightly-backup\"}");

    assertThat(page.locator(".page-head .badge")).hasText("Succeeded");
  }

  @Test
  void newsOfAPageThatWasLeftKeepNoNewsFromTheNextOne() {
    carillon.holds("GET /api/overview");
    Page page = dashboard.open();
    page.waitForCondition(() -> carillon.requests().contains("GET /api/overview"));
    page.evaluate("const now = performance.now(); performance.now = () => now + 3_600_000; 0");
    page.waitForResponse("**/api/plan", () -> carillon.releases("GET /api/overview"))
        .finished();
    carillon.announces("{\"workflow\":\"cleanup\"}");
    page.evaluate("fetch('api/cron')");

    dashboard.lead("#/runs/run_03backup");
    assertThat(page.locator(".page-head .badge")).hasText("Waiting");
    carillon.town.finish("run_03backup", "succeeded");
    carillon.announces("{\"run\":\"run_03backup\",\"workflow\":\"nightly-backup\"}");

    assertThat(page.locator(".page-head .badge")).hasText("Succeeded");
  }

  @Test
  void whereEventsAreRefusedThePageAsksByItselfUntilTheyComeBack() {
    Page page = dashboard.open("#/workflows");
    carillon.refusesEvents();
    assertThat(page.locator(".live.is-polling")).isVisible(SOME_POLLS);

    carillon.town.rename("cleanup", "Spring cleaning");
    assertThat(page.getByText("Spring cleaning")).isVisible(SOME_POLLS);

    carillon.acceptsEvents();
    assertThat(page.locator(".live.is-live")).isVisible(SOME_POLLS);
  }

  @Test
  void whereTheStreamBreaksThePageAsksByItselfUntilItIsTakenUpAgain() {
    Page page = dashboard.open("#/workflows");
    carillon.holds("GET /api/events");
    carillon.refusesEvents();
    assertThat(page.locator(".live")).hasText("Reconnecting…");

    carillon.town.rename("cleanup", "Spring cleaning");
    dashboard.visitor().clock().runFor(5_000);
    assertThat(page.getByText("Spring cleaning")).isVisible();

    carillon.acceptsEvents();
    carillon.town.rename("cleanup", "Autumn cleaning");
    carillon.releases("GET /api/events");
    assertThat(page.locator(".live")).hasText("Live");
    assertThat(page.getByText("Autumn cleaning")).isVisible();
  }

  @Test
  void aReaderWhoPausesTheUpdatesSeesNoneUntilHeGoesOn() {
    Page page = dashboard.open("#/workflows");
    page.getByTitle("Pause the updates").click();
    assertThat(page.locator(".live")).hasText("Paused");
    page.evaluate(COUNT_STREAMS);
    carillon.town.rename("cleanup", "Spring cleaning");

    carillon.announces("{\"workflow\":\"cleanup\"}");
    dashboard.visitor().clock().runFor(60_000);
    hide(page, true);
    hide(page, false);
    page.evaluate("fetch('api/cron')");

    assertThat(page.locator(".live")).hasText("Paused");
    assertThat(page.evaluate("streams.length")).isEqualTo(0);
    assertThat(page.getByText("Spring cleaning")).hasCount(0);
    page.getByTitle("Go on with the updates").click();
    assertThat(page.locator(".live")).hasText("Live");
    assertThat(page.getByText("Spring cleaning")).isVisible();
  }

  @Test
  void whatTheReaderDoesIsSeenAlsoWhileTheUpdatesArePaused() {
    Page page = dashboard.open("#/workflows/hello-carillon");
    page.getByTitle("Pause the updates").click();

    page.locator(".page-head").getByRole(AriaRole.SWITCH).click();

    assertThat(page.locator(".page-head").getByRole(AriaRole.SWITCH))
        .hasAttribute("aria-checked", "false");
    assertThat(page.locator(".live")).hasText("Paused");
  }

  @Test
  void aTabThatNobodySeesGivesItsStreamBack() {
    Page page = dashboard.open("#/workflows");
    page.evaluate(COUNT_STREAMS);
    hide(page, true);
    assertThat(page.locator(".live")).hasCount(0);
    carillon.town.rename("cleanup", "Spring cleaning");

    hide(page, false);
    assertThat(page.locator(".live.is-live")).isVisible();
    assertThat(page.getByText("Spring cleaning")).isVisible();
    hide(page, true);

    assertThat(page.locator(".live")).hasCount(0);
    assertThat(page.evaluate("streams.map(it => it.readyState === EventSource.CLOSED)"))
        .isEqualTo(List.of(true));
  }

  @Test
  void whatNoEventTellsIsSeenSoonAllTheSame() {
    Page page = dashboard.open("#/workflows");
    assertThat(page.getByText("Invoice sync")).isVisible();
    carillon.town.rename("cleanup", "Spring cleaning");

    // What is just being asked for is not old: the plan is what comes last.
    assertThat(page.locator(".notice.is-warning")).isVisible();
    dashboard.visitor().clock().fastForward(30_000);

    assertThat(page.getByText("Spring cleaning")).isVisible();
  }

  @Test
  void whatIsDearToFindIsNotLookedForBecauseOfItsAge() {
    Page page = dashboard.open("#/runs?text=bell");
    assertThat(page.locator(".main .card, .main tbody").first()).isVisible();

    dashboard.visitor().clock().fastForward(61_000);
    page.evaluate("fetch('api/cron').then(it => it.text())");

    assertThat(carillon.requests()).containsOnlyOnce("GET /api/runs");
  }

  private static void hide(Page page, boolean hidden) {
    page.evaluate(
        "hidden => { Object.defineProperty(document, 'hidden', {get: () => hidden, configurable: true});"
            + " document.dispatchEvent(new Event('visibilitychange')); }",
        hidden);
  }

  @Test
  void aStreamThatIsSlowToComeIsWaitedForAndNoOtherOpenedBesideIt() {
    Page page = dashboard.open("#/runs");
    page.evaluate(COUNT_STREAMS);
    carillon.refusesEvents();
    assertThat(page.locator(".live.is-polling")).isVisible(SOME_POLLS);
    carillon.holds("GET /api/events");
    carillon.acceptsEvents();

    // Three polls: however many of them go by, one stream is asked for.
    dashboard.visitor().clock().runFor(15_000);
    assertThat(page.evaluate("streams.filter(it => it.readyState !== EventSource.CLOSED).length"))
        .isEqualTo(1);
    carillon.releases("GET /api/events");

    assertThat(page.locator(".live.is-live")).isVisible();
  }
}
