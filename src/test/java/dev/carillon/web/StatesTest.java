package dev.carillon.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.carillon.web.FakeCarillon.Mood;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Each page while it is awaited, where the server fails, forbids or has nothing, as usual, and with old
 * news. All of a page are one picture in {@code target/screens/states}; {@code mvn -Dtest=StatesTest
 * -Dscreens=src/docs/screens test} draws those of the documents anew.
 */
class StatesTest {
  private static final Path PICTURES =
      Path.of(System.getProperty("screens", "target/screens")).resolve("states");

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final Map<String, byte[]> shots = new LinkedHashMap<>();
  private final FakeCarillon carillon = dashboard.carillon;
  private Page page;

  @BeforeEach
  void enter() {
    page = dashboard.open();
  }

  /** What a page says where there is nothing, or empty if it tells of one thing that is there. */
  private static Map<String, String> pages() {
    var pages = new LinkedHashMap<String, String>();
    pages.put("#/runs", "No run yet.");
    pages.put("#/upcoming", "Nothing is due then.");
    pages.put("#/deliveries", "Nothing was handed in yet.");
    pages.put("#/deliveries/refused", "Nothing was refused.");
    pages.put("#/dead-letters", "Nothing was given up.");
    pages.put("#/keys", "");
    pages.put("#/calendars", "No calendars yet");
    pages.put("#/plan", "");
    pages.put("#/doctor", "");
    pages.put("#/runs/run_01hello", "");
    pages.put("#/workflows/hello-carillon", "No due time has passed yet.");
    pages.put("#/workflows/hello-carillon?tab=gaps", "No due time is left over.");
    pages.put("#/workflows/hello-carillon?tab=upcoming", "Nothing is due in the year to come.");
    pages.put("#/workflows/hello-carillon?tab=figures", "");
    pages.put("#/workflows/hello-carillon?tab=versions", "");
    pages.put("#/workflows/hello-carillon?tab=deliveries", "Nothing was handed in yet.");
    pages.put("#/workflows/hello-carillon?tab=audit", "Nothing was changed by anybody.");
    pages.put("#/calendars/holidays", "");
    pages.put("#/workflows", "");
    return pages;
  }

  @Test
  void eachPageTellsInWhichStateItIs() {
    pages().forEach((fragment, nothing) -> {
      shots.clear();
      passes(fragment, nothing);
      draw(fragment.substring(2).replaceAll("[^a-z0-9]+", "-"));
    });
  }

  private void passes(String fragment, String nothing) {
    Locator problem = page.locator("main .notice.is-bad");
    Locator skeleton = page.locator("main .skeleton");
    carillon.is(Mood.SILENT);
    dashboard.lead(fragment);
    assertThat(skeleton.first()).isVisible();
    assertThat(page.locator("h1")).not().hasText("Run of");
    shoot("loading");

    carillon.is(Mood.FAILING);
    assertThat(problem.first()).containsText("database does not answer");
    assertThat(problem.first().getByText("Try again")).isVisible();
    assertThat(skeleton).hasCount(0);
    shoot("failed");

    carillon.is(Mood.FORBIDDING);
    carillon.announces("{}");
    assertThat(problem.first()).containsText("Your role does not allow this.");
    shoot("forbidden");

    carillon.is(Mood.EMPTY);
    carillon.announces("{}");
    assertThat(problem).hasCount(0);
    if (!nothing.isEmpty()) {
      assertThat(page.locator("main")).containsText(nothing);
    }
    shoot("empty");

    String empty = page.locator("main").innerText();
    carillon.is(Mood.USUAL);
    carillon.announces("{}");
    assertThat(page.locator("main"))
        .not()
        .hasText(empty, new LocatorAssertions.HasTextOptions().setUseInnerText(true));
    shoot("ready");

    carillon.is(Mood.FAILING);
    carillon.announces("{}");
    assertThat(page.locator("main .notice.is-stale").first())
        .containsText("database does not answer");
    assertThat(problem).hasCount(0);
    shoot("stale");
  }

  private void shoot(String state) {
    page.evaluate("scrollTo(0, 0)");
    shots.put(state, page.screenshot());
  }

  /** Lays the pictures of a page side by side, each under the name of its state. */
  private void draw(String name) {
    StringBuilder sheet =
        new StringBuilder("<body style='margin:12px;display:grid;gap:12px;align-content:start;"
            + "grid-template-columns:repeat(3,480px);font:16px sans-serif'>");
    shots.forEach((state, picture) -> sheet
        .append("<figure style='margin:0'><figcaption>")
        .append(state)
        .append(
            "</figcaption><img style='width:100%;border:1px solid #888' src='data:image/png;base64,")
        .append(Base64.getEncoder().encodeToString(picture))
        .append("'></figure>"));
    Page table = page.context().newPage();
    table.setContent(sheet.toString());
    table.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(name + ".png")));
    table.close();
  }
}
