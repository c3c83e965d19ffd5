package dev.carillon.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
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
  void aStreamThatIsSlowToComeIsWaitedForAndNoOtherOpenedBesideIt() {
    Page page = dashboard.open("#/runs");
    page.evaluate(COUNT_STREAMS);
    carillon.refusesEvents();
    assertThat(page.locator(".live.is-polling")).isVisible(SOME_POLLS);
    carillon.holds("GET /api/events");
    carillon.acceptsEvents();

    // Three polls: however many of them go by, one stream is asked for.
    page.clock().runFor(15_000);
    assertThat(page.evaluate("streams.filter(it => it.readyState !== EventSource.CLOSED).length"))
        .isEqualTo(1);
    carillon.releases("GET /api/events");

    assertThat(page.locator(".live.is-live")).isVisible();
  }
}
