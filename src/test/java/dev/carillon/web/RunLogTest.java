package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The log of a whole run. */
class RunLogTest {
  private static final String AT_END = "() => { const box = document.querySelector('.log');"
      + " return box.scrollTop > 0 && box.scrollTop + box.clientHeight >= box.scrollHeight - 4; }";

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @Test
  void theLinesOfAllStepsStandInTheirOrderWithTheirSteps() {
    carillon.answers("GET /api/runs/run_03backup/steps", """
        {"items":[%s,%s]}""".formatted(
            step("one", 0, "0", "2"), step("two", 1, "1", "3")));
    Page page = dashboard.open("#/runs/run_03backup");

    assertThat(page.locator(".log-text"))
        .hasText(new String[] {"line 0", "line 1", "line 2", "line 3"});
    assertThat(page.locator(".log-step")).hasText(new String[] {"one", "two", "one", "two"});
  }

  @Test
  void theNewestLineStaysInSightUntilTheReaderGoesBack() {
    write(50);
    Page page = dashboard.open("#/runs/run_03backup");
    assertThat(lines(page)).hasCount(50);
    page.waitForFunction(AT_END);

    write(60);
    assertThat(lines(page)).hasCount(60);
    page.waitForFunction(AT_END);
    Locator newest = page.getByText("To the newest");
    assertThat(newest).hasCount(0);

    page.locator(".log").evaluate("it => it.scrollTo(0, 0)");
    assertThat(newest).isVisible();
    write(70);
    assertThat(lines(page)).hasCount(70);
    page.waitForFunction("() => document.querySelector('.log').scrollTop === 0");

    newest.press("Enter");
    page.waitForFunction(AT_END);
    assertThat(newest).hasCount(0);
  }

  @Test
  void theLogOfARunThatEndedBeginsAtItsBeginning() {
    String lines =
        IntStream.range(10, 59).mapToObj(String::valueOf).collect(Collectors.joining(" "));
    carillon.answers(
        "GET /api/runs/run_01hello/steps", """
        {"items":[%s]}""".formatted(step("one", 0, lines.split(" "))));
    Page page = dashboard.open("#/runs/run_01hello");

    assertThat(lines(page)).hasCount(49);
    assertThat(page.getByText("To the newest")).hasCount(0);
    page.waitForFunction("() => document.querySelector('.log').scrollTop === 0");
  }

  private void write(int count) {
    String lines =
        IntStream.range(0, count).mapToObj(String::valueOf).collect(Collectors.joining(" "));
    carillon.answers(
        "GET /api/runs/run_03backup/steps", """
        {"items":[%s]}""".formatted(step("one", 0, lines.split(" "))));
    carillon.announces("{\"run\":\"run_03backup\"}");
  }

  private static Locator lines(Page page) {
    return page.locator(".log-text");
  }

  private static String step(String name, int at, String... lines) {
    String log = IntStream.range(0, lines.length)
        .mapToObj(it -> """
            {"at":"2026-11-22T11:58:%02dZ","level":"info","text":"line %s"}""".formatted(Math.min(59, Integer.parseInt(lines[it])), lines[it]))
        .collect(Collectors.joining(","));
    return """
        {"key":"/do/%d/%s","pointer":"/do/%d/%s","name":"%s","kind":"set","state":"running","attempt":1,
         "depth":0,"startedAt":"2026-11-22T11:58:00Z","log":[%s]}""".formatted(at, name, at, name, name, log);
  }
}
