package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What opens over a page or within it, in both themes and languages, wide and at 320 pixels. */
class LayersTest {
  private static final String OVERFLOWS = """
      () => [document.documentElement, ...document.querySelectorAll("dialog[open], .menu:popover-open, [open] > .columns-list")]
        .filter((it) => {
          const { left, right } = it.getBoundingClientRect();
          return it.scrollWidth > it.clientWidth || left < 0 || right > innerWidth;
        })
        .map((it) => `${it.tagName} ${it.className} ${it.scrollWidth} of ${it.clientWidth}`)""";

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;
  private Page page;

  @Test
  void allThatOpensIsAccessibleInTheLight() {
    walk(this::isAccessible);
  }

  @Test
  void allThatOpensIsAccessibleInTheDarkAndInRussian() {
    dashboard.visitor().inTheDark().speaking("ru-RU");
    walk(this::isAccessible);
  }

  @Test
  void allThatOpensFitsInto320Pixels() {
    dashboard.visitor().narrow(320).speaking("ru-RU");
    walk(name -> assertThat(page.evaluate(OVERFLOWS)).as(name).isEqualTo(List.of()));
  }

  private void isAccessible(String name) {
    assertThat(Axe.hindrances(page)).as(name).isEmpty();
  }

  private void walk(Consumer<String> check) {
    page = dashboard.open();
    ways().forEach((name, way) -> {
      way.run();
      check.accept(name);
      page.keyboard().press("Escape");
      assertThat(page.locator("dialog[open], .menu:popover-open")).hasCount(0);
    });
  }

  private Map<String, Runnable> ways() {
    var ways = new LinkedHashMap<String, Runnable>();
    ways.put("the menu of a row", this::openMenu);
    ways.put("the choice of columns", this::openColumns);
    ways.put(
        "the help about keys", () -> ask("#/workflows", () -> page.keyboard().press("?")));
    ways.put("several at once", () -> ask("#/workflows", this::pauseAll));
    ways.put(
        "a pause", () -> ask("#/workflows/hello-carillon", () -> page.keyboard().press("p")));
    ways.put(
        "a run", () -> ask("#/workflows/hello-carillon", () -> page.keyboard().press("r")));
    ways.put("a run after all", () -> ask("#/workflows/hello-carillon?tab=gaps", this::backfill));
    ways.put("a step with a long log", this::openStep);
    ways.put("the editor", this::edit);
    ways.put("bad news", this::failToRun);
    return ways;
  }

  private void openMenu() {
    page.locator(".menu-button").first().click();
    assertThat(page.locator(".menu:popover-open")).isVisible();
  }

  private void openColumns() {
    page.locator(".columns-choice > summary").click();
    assertThat(page.locator(".columns-list")).isVisible();
  }

  private void ask(String fragment, Runnable wish) {
    dashboard.lead(fragment);
    assertThat(page.locator("main .skeleton")).hasCount(0);
    assertThat(page.locator("main h1")).isVisible();
    wish.run();
    assertThat(page.locator("dialog[open]")).isVisible();
  }

  private void pauseAll() {
    page.locator(".bulk [name=all]").check();
    page.locator(".bulk .actions button").first().click();
  }

  private void backfill() {
    page.locator(".gaps-actions button:not(.is-primary)").first().click();
  }

  private void openStep() {
    String lines = IntStream.range(0, 200)
        .mapToObj(
            "{\"at\":\"2026-11-22T11:59:00Z\",\"level\":\"info\",\"text\":\"line %d\"}"::formatted)
        .collect(Collectors.joining(","));
    carillon.answers("GET /api/runs/run_01hello/steps", """
        {"items":[{"key":"/do/0/a","pointer":"/do/0/a","name":"talkative","kind":"set","state":"completed","attempt":1,
          "depth":0,"input":{"a":1},"output":{"b":2},"startedAt":"2026-11-22T11:59:00Z",
          "endedAt":"2026-11-22T11:59:01Z","durationMs":1000,"log":[%s]}]}""".formatted(lines));
    dashboard.lead("#/runs/run_01hello");
    page.locator(".step > summary").click();
    assertThat(page.locator(".step-details .log-text")).hasCount(200);
  }

  private void edit() {
    dashboard.lead("#/workflows/hello-carillon/edit");
    assertThat(page.locator("#definition-findings .verdict")).isVisible();
  }

  private void failToRun() {
    carillon.refuses(
        "POST /api/workflows/hello-carillon/runs",
        503,
        "store-unavailable",
        "the database does not answer");
    ask("#/workflows/hello-carillon", () -> page.keyboard().press("r"));
    Locator yes = page.locator("dialog [value=yes]");
    yes.click();
    assertThat(page.locator(".toast.is-bad")).isVisible();
  }
}
