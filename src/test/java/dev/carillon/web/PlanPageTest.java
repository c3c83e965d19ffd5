package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PlanPageTest {
  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @Test
  void whatDiffersIsToldWithItsEffectOnTheDueTimes() {
    Page page = open();

    var update = page.locator("[data-action=update]");
    assertThat(update).containsText("carillon.invoice-sync");
    assertThat(update.locator("del")).hasText("CRON_TZ=Europe/Berlin 0 6 * * 1-5");
    assertThat(update.locator("ins")).hasText("CRON_TZ=Europe/Berlin */15 6-20 * * 1-5");
    assertThat(update).containsText("Due times in the next seven days: 5 → 300.");
    assertThat(page.locator(".meter.is-full")).containsText("1520 of 1000");
  }

  @Test
  void manyRemovalsAreAskedAboutBeforeTheyAreCarriedOut() {
    Page page = open();

    page.getByText("Carry it out").click();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Remove 6 schedules from QStash?");
    page.keyboard().press("Escape");
    assertThat(carillon.requests()).doesNotContain("POST /api/plan");

    page.getByText("Carry it out").click();
    page.locator("dialog .is-danger").click();
    assertThat(page.locator("[data-state=in-sync]")).isVisible();
    assertThat(carillon.requests()).contains("POST /api/plan");
    assertThat(page.getByText("Carry it out")).hasCount(0);
  }

  @Test
  void anEditMadeInTheConsoleIsTakenOverByAClick() {
    Page page = open();

    page.locator("[data-action=edited-there]").getByText("Take it over").click();

    assertThat(page.locator(".toast")).containsText("Done");
    assertThat(carillon.requests()).contains("POST /api/plan/decisions");
  }

  @Test
  void theEngineIsAskedOnceAMinuteWhateverHappensAndAtTheReadersWish() {
    Page page = open();
    assertThat(page.locator("[data-action=update]")).isVisible();
    long asked = lookings();

    dashboard.visitor().clock().fastForward(31_000);
    dashboard.visitor().clock().setFixedTime("2026-11-22T12:01:01Z");
    dashboard.visitor().clock().fastForward(31_000);
    page.waitForCondition(() -> lookings() > asked);
    assertThat(lookings()).isEqualTo(asked + 1);

    page.waitForResponse("**/api/plan", () -> page.getByText("Look again").click());
  }

  private long lookings() {
    return carillon.requests().stream().filter("GET /api/plan"::equals).count();
  }

  private Page open() {
    return dashboard.open("#/plan");
  }
}
