package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.carillon.web.FakeCarillon.Mood;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Each page while it is awaited, where the server fails, forbids or has nothing, as usual, and with old
 * news. All of a page are one picture in {@code target/screens/states}. The pages that have states of their
 * own are walked by {@link OwnStatesTest}.
 */
class StatesTest {
  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;
  private Page page;

  @BeforeEach
  void enter() {
    page = dashboard.open();
  }

  /** What a page says where there is nothing; empty where there always is something. */
  private static Map<String, String> pages() {
    var pages = new LinkedHashMap<String, String>();
    pages.put("#/runs", "No run yet.");
    pages.put("#/upcoming", "Nothing is due then.");
    pages.put("#/upcoming?view=week", "");
    pages.put("#/deliveries", "Nothing was handed in yet.");
    pages.put("#/deliveries/refused", "Nothing was refused.");
    pages.put("#/dead-letters", "Nothing was given up.");
    pages.put("#/keys", "No signing keys are set");
    pages.put("#/secrets", "No secrets yet.");
    pages.put("#/calendars", "No calendars yet");
    pages.put("#/new-calendar", "");
    pages.put("#/plan", "The engine holds just what is wanted");
    pages.put("#/doctor", "");
    pages.put("#/runs/run_01hello", "No step was begun.");
    pages.put("#/workflows/hello-carillon", "No due time has passed yet.");
    pages.put("#/workflows/hello-carillon?tab=gaps", "No due time is left over.");
    pages.put("#/workflows/hello-carillon?tab=upcoming", "Nothing is due in the year to come.");
    pages.put("#/workflows/hello-carillon?tab=figures", "No due time has passed yet.");
    pages.put("#/workflows/hello-carillon?tab=definition", "");
    pages.put("#/workflows/hello-carillon?tab=deliveries", "Nothing was handed in yet.");
    pages.put("#/workflows/hello-carillon?tab=audit", "Nothing was changed by anybody.");
    pages.put("#/calendars/holidays", "0 days dark all day");
    pages.put("#/workflows", "No workflows yet");
    return pages;
  }

  @Test
  void eachPageTellsInWhichStateItIs() {
    pages().forEach(this::passes);
  }

  private void passes(String fragment, String nothing) {
    // What a page tells of a thing may look bad, too: a problem with the page has a way to try
    // again.
    Locator problem = page.locator("main .notice.is-bad:has(> .button)");
    Locator skeleton = page.locator("main .skeleton");
    Locator main = page.locator("main");
    Sheet sheet = new Sheet(page);
    carillon.is(Mood.SILENT);
    dashboard.lead(fragment);
    assertThat(skeleton.first()).isVisible();
    assertThat(page.locator("h1")).not().hasText("Run of");
    sheet.shoot("loading");

    carillon.is(Mood.FAILING);
    assertThat(problem.first()).containsText("database does not answer");
    assertThat(problem.first().getByText("Try again")).isVisible();
    assertThat(skeleton).hasCount(0);
    sheet.shoot("failed");

    meet(Mood.FORBIDDING);
    assertThat(problem.first()).containsText("Your role does not allow this.");
    sheet.shoot("forbidden");

    if (!nothing.isEmpty()) {
      meet(Mood.EMPTY);
      assertThat(problem).hasCount(0);
      assertThat(main).containsText(nothing);
      sheet.shoot("empty");
    }

    meet(Mood.USUAL);
    assertThat(problem).hasCount(0);
    if (!nothing.isEmpty()) {
      assertThat(main).not().containsText(nothing);
    }
    sheet.shoot("ready");

    meet(Mood.FAILING);
    assertThat(main.locator(".notice.is-stale").first()).containsText("database does not answer");
    if (fragment.startsWith("#/workflows/")) {
      assertThat(main.locator(".notice.is-stale")).hasCount(1);
    }
    assertThat(problem).hasCount(0);
    sheet.shoot("stale");
    sheet.draw(fragment.substring(2).replaceAll("[^a-z0-9]+", "-"));
  }

  /** The server meets a reader in another mood, who goes on with the updates: he asks for all anew. */
  private void meet(Mood mood) {
    carillon.is(mood);
    Locator updates = page.locator("button.live");
    updates.click();
    assertThat(updates).hasText("Paused");
    updates.click();
    assertThat(updates).hasText("Live");
  }
}
