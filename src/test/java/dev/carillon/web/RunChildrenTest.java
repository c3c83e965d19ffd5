package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs that steps asked for, and runs with very many steps. */
class RunChildrenTest {
  private static final String STEPS = "GET /api/runs/run_02invoice/steps";

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @Test
  void aRunThatAStepAskedForStandsBelowItAndLeadsBackToItsParent() {
    carillon.answers(STEPS, steps("""
        "children":[{"runId":"run_01hello","workflowId":"hello-carillon","state":"succeeded",
          "startedAt":"2026-11-20T19:45:01Z","endedAt":"2026-11-20T19:45:03Z","durationMs":2000}]"""));
    carillon.answers("GET /api/runs/run_01hello", """
        {"id":"run_01hello","workflowId":"hello-carillon","version":"1.0.0","trigger":"child",
         "state":"succeeded","attempts":1,"maxAttempts":4,"createdAt":"2026-11-20T19:45:00Z",
         "parentId":"run_02invoice"}""");
    Page page = dashboard.open("#/runs/run_02invoice");

    Locator child = page.locator(".child-runs li");
    assertThat(child).containsText("hello-carillon");
    assertThat(child.locator(".badge")).hasText("Succeeded");
    assertThat(child).containsText("2s");
    child.locator("a").click();

    assertThat(page).hasTitle("Run of hello-carillon · Carillon");
    page.locator(".facts").getByText("run_02invoice").click();
    assertThat(page).hasTitle("Run of invoice-sync · Carillon");
  }

  @Test
  void theRunOfAStepThatGoesOnIsShownAsItStands() {
    carillon.answers(STEPS, steps("""
        "children":[{"runId":"run_77","workflowId":"hello-carillon","state":"running"}]"""));
    Page page = dashboard.open("#/runs/run_02invoice");
    assertThat(page.locator(".child-runs .badge")).hasText("Running");

    carillon.answers(STEPS, steps("""
        "children":[{"runId":"run_77","workflowId":"hello-carillon","state":"failed"}]"""));
    carillon.announces("{\"run\":\"run_77\",\"workflow\":\"hello-carillon\"}");

    assertThat(page.locator(".child-runs .badge")).hasText("Failed");
  }

  @Test
  void ofVeryManyStepsTheNewestAreThereAtOnce() {
    carillon.answersSteps("run_02invoice", "", page(0, 3, "\"3\""));
    carillon.answersSteps("run_02invoice", "newest=true", page(7, 9, null));
    carillon.answersSteps("run_02invoice", "after=3", page(3, 8, null));
    Page page = dashboard.open("#/runs/run_02invoice");

    assertThat(page.locator(".step-title")).hasText(new String[] {"s0", "s1", "s2", "s7", "s8"});
    assertThat(page.locator(".log-step").last()).hasText("s8");
    assertThat(page.getByText("The lines of the steps that are not shown")).isVisible();
    page.getByText("Show more steps").click();

    assertThat(page.locator(".step-title")).hasCount(8);
    assertThat(page.locator(".steps-between")).hasCount(0);
    assertThat(page.getByText("The lines of the steps that are not shown")).hasCount(0);
  }

  private static String page(int from, int until, String next) {
    String items = IntStream.range(from, until)
        .mapToObj(RunChildrenTest::step)
        .collect(Collectors.joining(","));
    return "{\"items\":[" + items + "]" + (next == null ? "" : ",\"next\":" + next) + "}";
  }

  private static String step(int number) {
    return """
        {"key":"/do/%1$d/s%1$d","pointer":"/do/%1$d/s%1$d","name":"s%1$d","kind":"set","depth":0,
         "state":"completed","attempt":1,"startedAt":"2026-11-20T19:45:0%1$dZ","durationMs":6,
         "log":[{"at":"2026-11-20T19:45:0%1$dZ","level":"info","text":"line %1$d"}]}""".formatted(number);
  }

  private static String steps(String more) {
    return "{\"items\":[" + step(0).replaceFirst("\\}$", "," + more + "}") + "]}";
  }
}
