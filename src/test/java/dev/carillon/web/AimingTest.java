package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** News move no row away from under a pointer that is about to press it. Time stands still here. */
class AimingTest {
  private static final String LATER = "2026-11-22T12:00:01Z";
  private static final int REST = 700;

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @Test
  void newsAreDrawnOnceThePointerRests() {
    Page page = withNewsUnderWay();
    Locator rows = page.locator("tbody tr");
    int before = rows.count();
    over(page, rows.last());

    come(page);
    assertThat(rows).hasCount(before);
    dashboard.visitor().clock().runFor(REST / 2);
    over(page, rows.first());
    dashboard.visitor().clock().runFor(REST - 1);
    assertThat(rows).hasCount(before);
    dashboard.visitor().clock().runFor(1);

    assertThat(rows).hasCount(before + 1);
  }

  @Test
  void newsAreDrawnOnceThePointerIsElsewhere() {
    Page page = withNewsUnderWay();
    Locator rows = page.locator("tbody tr");
    int before = rows.count();
    over(page, rows.first());
    come(page);
    assertThat(rows).hasCount(before);

    over(page, page.locator("h1"));

    assertThat(rows).hasCount(before + 1);
  }

  @Test
  void newsAreDrawnOnceAKeyIsPressed() {
    Page page = withNewsUnderWay();
    Locator rows = page.locator("tbody tr");
    int before = rows.count();
    over(page, rows.first());
    come(page);
    assertThat(rows).hasCount(before);

    page.keyboard().press("Shift");

    assertThat(rows).hasCount(before + 1);
  }

  @Test
  void whatTheReaderWishesIsDrawnUnderAMovingPointer() {
    Page page = dashboard.open("#/workflows");
    Locator change = page.locator("tbody").getByRole(AriaRole.SWITCH).first();
    String was = change.getAttribute("aria-checked");
    carillon.holds("GET /api/workflows");
    page.waitForRequest(
        "**/api/workflows*", () -> carillon.announces("{\"workflow\":\"hello-carillon\"}"));
    dashboard.visitor().clock().pauseAt(LATER);

    change.click();
    dashboard.visitor().clock().runFor(1);
    over(page, page.locator("tbody tr").first());
    carillon.releases("GET /api/workflows");

    assertThat(page.locator(".toast")).hasCount(1);
    assertThat(change).hasAttribute("aria-checked", was.equals("true") ? "false" : "true");
  }

  /** The list of runs, with one run more that is told of and whose answer is held. */
  private Page withNewsUnderWay() {
    Page page = dashboard.open("#/runs");
    assertThat(page.locator("tbody tr").first()).isVisible();
    carillon.holds("GET /api/runs");
    page.waitForRequest("**/api/runs?*", () -> {
      carillon.town.run("hello-carillon");
      carillon.announces("{\"workflow\":\"hello-carillon\"}");
    });
    dashboard.visitor().clock().pauseAt(LATER);
    return page;
  }

  /** Lets the news come, and what they bring be dealt with. */
  private void come(Page page) {
    page.waitForResponse("**/api/runs?*", () -> carillon.releases("GET /api/runs"))
        .finished();
    page.evaluate("fetch('api/cron').then(it => it.text())");
  }

  /** Moves the pointer within a thing, from one place of it to another. */
  private static void over(Page page, Locator thing) {
    BoundingBox box = thing.boundingBox();
    page.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
    page.mouse().move(box.x + box.width / 2 + 2, box.y + box.height / 2);
  }
}
