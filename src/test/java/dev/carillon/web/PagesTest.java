package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A walk over every page, in both themes and languages, wide and at 320 pixels. Pictures of it go to
 * {@code target/screens}, those of the README to where the test is told to draw the ones of the documents.
 */
class PagesTest {
  private static final Set<String> OF_THE_README = Set.of("workflows", "run", "plan");
  private static final Map<String, String> PAGES = pages();

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  private static Map<String, String> pages() {
    var pages = new LinkedHashMap<String, String>();
    pages.put("workflows", "#/workflows");
    pages.put("workflow", "#/workflows/hello-carillon");
    pages.put("workflow-upcoming", "#/workflows/hello-carillon?tab=upcoming");
    pages.put("workflow-deliveries", "#/workflows/hello-carillon?tab=deliveries");
    pages.put("workflow-gaps", "#/workflows/hello-carillon?tab=gaps");
    pages.put("workflow-figures", "#/workflows/hello-carillon?tab=figures");
    pages.put("workflow-definition", "#/workflows/hello-carillon?tab=definition");
    pages.put("workflow-audit", "#/workflows/hello-carillon?tab=audit");
    pages.put("workflow-with-a-warning", "#/workflows/nightly-backup");
    pages.put("workflow-by-hand", "#/workflows/cleanup");
    pages.put("workflow-unknown", "#/workflows/nobody");
    pages.put("runs", "#/runs");
    pages.put("runs-none", "#/runs?state=canceled");
    pages.put("upcoming", "#/upcoming");
    pages.put("upcoming-week", "#/upcoming?view=week");
    pages.put("run", "#/runs/run_01hello");
    pages.put("run-failed", "#/runs/run_02invoice");
    pages.put("run-waiting", "#/runs/run_03backup");
    pages.put("plan", "#/plan");
    pages.put("refusals", "#/deliveries/refused");
    pages.put("dead-letters", "#/dead-letters");
    pages.put("doctor", "#/doctor");
    pages.put("guide", "#/guide");
    pages.put("keys", "#/keys");
    pages.put("secrets", "#/secrets");
    pages.put("calendars", "#/calendars");
    pages.put("calendar", "#/calendars/holidays");
    pages.put("calendar-of-crons", "#/calendars/night-watch");
    pages.put("calendar-new", "#/new-calendar");
    pages.put("deliveries", "#/deliveries");
    pages.put("new", "#/new");
    pages.put("missing", "#/nowhere");
    return pages;
  }

  @Test
  void everyPageIsAccessibleInTheLight() {
    walk("light", dashboard.visitor(), PagesTest::assertAccessible);
  }

  @Test
  void everyPageIsAccessibleInTheDarkAndInRussian() {
    walk("dark-ru", dashboard.visitor().inTheDark().speaking("ru-RU"), PagesTest::assertAccessible);
  }

  @Test
  void everyPageFitsInto320Pixels() {
    walk("narrow-ru", dashboard.visitor().narrow(320).speaking("ru-RU"), PagesTest::assertFits);
  }

  private void walk(String manner, Visitor visitor, Consumer<Page> check) {
    Page page = visitor.at(FakeTown.NOON).open(carillon.page("#/sign-in"));
    look(page, "sign-in-" + manner, check);
    page.navigate(carillon.page("#sign-in=" + FakeCarillon.CODE));
    assertThat(page.locator(".live.is-live")).isVisible();
    PAGES.forEach((name, fragment) -> {
      dashboard.lead(fragment);
      look(page, name + "-" + manner, check);
    });
    carillon.town.clear();
    dashboard.lead("#/workflows");
    look(page, "workflows-empty-" + manner, check);
    carillon.town.calendars.clear();
    dashboard.lead("#/calendars");
    look(page, "calendars-empty-" + manner, check);
    carillon.town.hasNoSecrets(false);
    dashboard.lead("#/secrets");
    look(page, "secrets-off-" + manner, check);
  }

  private static void look(Page page, String picture, Consumer<Page> check) {
    assertThat(page.locator("h1")).isVisible();
    assertThat(page.locator(".skeleton")).hasCount(0);
    openLastStep(page);
    page.evaluate("scrollTo(0, 0)");
    var options = new Page.ScreenshotOptions().setFullPage(true);
    page.screenshot(options.setPath(fileOf(picture)));
    check.accept(page);
  }

  private static Path fileOf(String picture) {
    String shown = picture.replace("-light", "");
    return OF_THE_README.contains(shown)
        ? Sheet.SCREENS.resolve(shown + ".png")
        : Path.of("target/screens", picture + ".png");
  }

  @Test
  void theReadmeShowsThePicturesThatAreDrawnForIt() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    Set<String> shown = Pattern.compile("]\\(src/docs/screens/(\\w+)\\.png\\)")
        .matcher(readme)
        .results()
        .map(it -> it.group(1))
        .collect(Collectors.toSet());

    assertThat(shown).isEqualTo(OF_THE_README);
  }

  private static void openLastStep(Page page) {
    if (page.locator(".step > summary").count() > 0) {
      page.locator(".step > summary").last().click();
      assertThat(page.locator(".step-details")).isVisible();
    }
  }

  private static void assertFits(Page page) {
    assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as("%s fits", page.url())
        .isEqualTo(true);
  }

  private static void assertAccessible(Page page) {
    assertThat(Axe.hindrances(page)).as(page.url()).isEmpty();
  }
}
