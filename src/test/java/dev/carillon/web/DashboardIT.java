package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.carillon.boot.RunningWar;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The way of a newcomer, with the WAR as it was built: from the printed link to the first run. */
class DashboardIT {
  /** A minute until it is due, and as much again for a slow machine. */
  private static final LocatorAssertions.IsVisibleOptions ONE_DUE_TIME =
      new LocatorAssertions.IsVisibleOptions().setTimeout(120_000);

  @RegisterExtension
  final Browsing browsing = new Browsing();

  @TempDir
  Path home;

  @Test
  void aNewcomerSwitchesTheSampleOnAndSeesItRunOnTheMinute() {
    try (RunningWar war = RunningWar.in(home).start()) {
      Page page = browsing.visitor().open(war.signInLink());
      assertThat(page.locator(".header")).containsText("Local engine · development");
      assertThat(page.locator(".live.is-live")).isVisible();
      Locator sample = page.locator("tbody tr").first();
      assertThat(sample.getByRole(AriaRole.SWITCH)).hasAttribute("aria-checked", "false");

      sample.getByRole(AriaRole.SWITCH).click();

      assertThat(sample.getByRole(AriaRole.SWITCH)).hasAttribute("aria-checked", "true");
      assertThat(sample.getByText("Succeeded")).isVisible(ONE_DUE_TIME);

      sample.getByText("Succeeded").click();
      assertThat(page.locator(".facts").first()).containsText("Schedule");
      page.locator(".step > summary").first().click();
      assertThat(page.locator(".step-details")).isVisible();
      assertThat(page.locator(".step .badge").first()).hasText("Done");
    }
  }

  @Test
  void inRussianAWorkflowIsWrittenSavedAndRunByHand() {
    try (RunningWar war = RunningWar.in(home).start()) {
      Page page = browsing.visitor().speaking("ru-RU").open(war.signInLink());
      page.getByText("Новый процесс").click();
      assertThat(page.getByText("Всё в порядке")).isVisible();
      page.getByText("Сохранить", new Page.GetByTextOptions().setExact(true)).click();
      assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("My workflow");

      page.getByText("Запустить", new Page.GetByTextOptions().setExact(true)).click();
      page.locator("dialog .is-primary").click();
      assertThat(page.locator(".runs .badge").first()).hasText("Успешно");
      page.locator(".runs .row-name").first().click();
      assertThat(page.locator(".step")).hasCount(2);
      assertThat(page).hasTitle("Запуск my-workflow · Carillon");

      page.getByLabel("Выйти (admin)").click();
      assertThat(page.getByText("Вход в Carillon")).isVisible();
    }
  }

  /** As the server sends it, compressed, and the second time from the browser's cache. */
  @Test
  void theFirstLoadIsSmallAndTheSecondAsksForThePageOnly() {
    try (RunningWar war = RunningWar.in(home).start()) {
      Page page = browsing.visitor().alone().open(war.signInLink());
      assertThat(page.locator("tbody tr").first()).isVisible();
      Page first = page.context().newPage();
      // What is fetched when the reader has been there for a while is not waited for.
      first.addInitScript("window.setInterval = () => 0");
      first.navigate(war.base() + "/?first");
      assertThat(first.locator("tbody tr").first()).isVisible();
      assertThat(sum(first, "encodedBodySize")).isBetween(10_000, 150_000);
      assertThat(sum(first, "decodedBodySize")).isGreaterThan(2 * sum(first, "encodedBodySize"));

      first.reload();
      assertThat(first.locator("tbody tr").first()).isVisible();
      assertThat(asked(first, "navigation")).hasSize(1);
      assertThat(asked(first, "resource")).isEmpty();

      first.navigate(war.base() + "/?first#/doctor");
      assertThat(first).hasTitle("Doctor · Carillon");
      assertThat(asked(first, "resource"))
          .isNotEmpty()
          .allSatisfy(it -> assertThat(it).containsPattern("/assets/[0-9a-f]+/js/"))
          .allSatisfy(it -> assertThat(page.request().get(it).headers())
              .containsEntry("cache-control", "public, max-age=31536000, immutable"));
    }
  }

  /** Returns for what the server was asked, if only whether it is new; the icon comes when it likes. */
  @SuppressWarnings("unchecked")
  private static List<String> asked(Page page, String kind) {
    return (List<String>) page.evaluate("""
            (kind) =>
              performance.getEntriesByType(kind)
                .filter((it) => !/[/](api[/]|favicon)/.test(it.name) && it.transferSize > 0)
                .map((it) => it.name)""", kind);
  }

  private static int sum(Page page, String size) {
    return ((Number) page.evaluate("""
            (size) =>
              [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
                .filter((it) => !it.name.includes("/api/"))
                .reduce((sum, it) => sum + it[size], 0)""", size)).intValue();
  }
}
