package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The home page where there are many: what it does at a time stays little, and nothing is missing. */
class ManyWorkflowsTest {
  private static final int MANY = 150;
  private static final int DRAWN = 50;
  private static final String LIST = "GET /api/workflows";
  private static final String OVERVIEW = "GET /api/overview";

  /** Where a row is drawn, the address of its workflow is written. */
  private static final String NOTE_COPIES = """
      () => {
        const written = encodeURIComponent;
        window.copies = [];
        window.encodeURIComponent = (text) => {
          if (text.startsWith("copy-")) window.copies.push(text);
          return written(text);
        };
      }""";

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @BeforeEach
  void thereAreMany() {
    carillon.town.multiply("hello-carillon", MANY);
  }

  /** The plan is looked at when all else was read, and with it the reading is over. */
  private static void seesAll(Page page) {
    assertThat(page.locator(".workflows tbody tr")).hasCount(DRAWN);
    assertThat(page.locator(".workflows tr:last-child .spark")).isVisible();
    assertThat(page.getByText("The plan has 4 differences.")).isVisible();
  }

  @Test
  void aRowOfWhichNothingIsNewIsNotDrawnAnew() {
    Page page = dashboard.open();
    seesAll(page);
    page.evaluate(NOTE_COPIES);

    carillon.town.rename("copy-0007", "Another name");
    carillon.announces("{\"workflow\":\"copy-0007\"}");
    assertThat(page.getByText("Another name")).isVisible();
    page.locator(".row-pick").first().check();
    assertThat(page.locator(".bulk [role=status]")).containsText("One selected");

    assertThat((List<?>) page.evaluate("() => [...new Set(window.copies)]"))
        .isEqualTo(List.of("copy-0007"));
  }

  /** What is seen first is drawn first; nothing of what was there before stays. */
  @Test
  void allRowsOfAnotherPageComeAndAllNamesOfAQuestion() {
    Page page = dashboard.open("#/workflows?q=copy");
    Locator names = page.locator(".workflows .row-name");
    assertThat(names).hasCount(DRAWN);

    page.locator(".pager button").last().click();

    assertThat(names)
        .hasText(IntStream.range(DRAWN, 2 * DRAWN)
            .mapToObj("copy-%04d"::formatted)
            .toArray(String[]::new));
    page.locator("input[name=all]").check();
    page.locator(".bulk > button").first().click();
    page.locator(".bulk .actions button").first().click();
    assertThat(page.locator(".question-list li")).hasCount(MANY);
  }

  @Test
  void whatAChangeNamesIsSeenBeforeAllIsReadAnew() {
    Page page = dashboard.open();
    seesAll(page);
    int lists = Collections.frequency(carillon.requests(), LIST);
    carillon.holds(LIST);
    carillon.answers(LIST, carillon.town.workflows().toString());
    carillon.town.rename("copy-0007", "Another name");

    carillon.announces("{\"workflow\":\"copy-0007\"}");

    assertThat(page.getByText("Another name")).isVisible();
    page.waitForCondition(() -> Collections.frequency(carillon.requests(), LIST) > lists);
    carillon.town.rename("copy-0008", "A third name");
    carillon.announces("{\"workflow\":\"copy-0008\"}");
    assertThat(page.getByText("A third name")).isVisible();

    // The list that comes now was written down before; the overview is asked for once it is taken.
    int overviews = Collections.frequency(carillon.requests(), OVERVIEW);
    carillon.holds(OVERVIEW);
    carillon.releases(LIST);
    page.waitForCondition(() -> Collections.frequency(carillon.requests(), OVERVIEW) > overviews);
    assertThat(page.getByText("A third name")).isVisible();
  }

  @Test
  void whetherAZoneIsKnownIsAskedOnce() {
    Page page = dashboard.open();
    assertThat(page.locator(".workflows tbody tr")).hasCount(DRAWN);
    page.evaluate("""
        () => {
          window.made = 0;
          Intl.DateTimeFormat = class extends Intl.DateTimeFormat {
            constructor(...given) {
              super(...given);
              window.made++;
            }
          };
        }""");

    page.getByLabel("Switch to Russian").or(page.locator(".tool[lang=ru]")).click();
    assertThat(page.getByText("Новый процесс")).isVisible();

    assertThat((int) page.evaluate("() => window.made")).isBetween(1, DRAWN / 2);
  }
}
