package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DoctorPageTest {
  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @Test
  void whatIsWrongStandsFirstAndSaysWhatToDo() {
    Page page = open();

    var first = page.locator(".doctor-entry").first();
    assertThat(first).hasAttribute("data-entry", "public-url");
    assertThat(first).containsText("use a tunnel such as ngrok http 8080");
    assertThat(first.locator("a")).hasAttribute("href", "#/guide/loopback-address");
    assertThat(page.locator(".doctor-entry").last()).hasAttribute("data-entry", "database");
    assertThat(page.locator("[data-entry=database] .doctor-more")).not().isVisible();
  }

  @Test
  void aTestMessageIsFollowedUntilItIsBack() {
    Page page = open();

    page.getByText("Send a test message").click();

    assertThat(page.locator("[data-trip=arrived]")).containsText("There and back in 800ms");
    assertThat(carillon.requests())
        .contains("POST /api/doctor/round-trip", "GET /api/doctor/round-trip/t1");
  }

  @Test
  void theGuideOpensAtThePlaceThatAnEntryNames() {
    Page page = open();

    page.locator("[data-entry=public-url] a").click();

    assertThat(page.locator("#guide-loopback-address")).isFocused();
    assertThat(page.locator("#guide-loopback-address + h3")).isInViewport();
    assertThat(page.locator(".prose")).containsText("ngrok http 8080");
    assertThat(page.locator(".prose")).not().containsText("<a id");
  }

  @Test
  void aTestMessageIsNotFollowedWhereNobodySeesIt() {
    Page page = open();
    assertThat(page.locator(".doctor-entry").first()).isVisible();
    dashboard.visitor().clock().pauseAt("2026-11-22T12:00:01Z");
    page.getByText("Send a test message").click();
    dashboard.visitor().clock().runFor(1);
    assertThat(page.locator("[data-trip=travelling]")).isVisible();

    dashboard.lead("#/keys");
    assertThat(page).hasTitle("Keys · Carillon");
    dashboard.visitor().clock().runFor(5_000);
    page.evaluate("fetch('api/cron').then(it => it.text())");

    assertThat(carillon.requests()).doesNotContain("GET /api/doctor/round-trip/t1");
  }

  @Test
  void aTestMessageThatIsBackDoesNotTravelAgain() {
    Page page = open();
    List<Route> asked = new ArrayList<>();
    page.route("**/round-trip/t1", asked::add);
    page.getByText("Send a test message").click();
    page.waitForCondition(() -> asked.size() == 1);
    page.getByText("Look again").click();
    page.waitForCondition(() -> asked.size() == 2);

    asked.get(1).resume();
    assertThat(page.locator("[data-trip=arrived]")).isVisible();
    page.waitForResponse(
            "**/round-trip/t1",
            () -> asked
                .get(0)
                .fulfill(new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody(
                        "{\"id\":\"t1\",\"state\":\"travelling\",\"text\":{\"en\":\"Late.\"}}")))
        .finished();
    page.evaluate("fetch('api/cron').then(it => it.text())");

    assertThat(page.locator("[data-trip=arrived]")).isVisible();
    assertThat(page.getByText("Late.")).hasCount(0);
  }

  private Page open() {
    return dashboard.open("#/doctor");
  }
}
