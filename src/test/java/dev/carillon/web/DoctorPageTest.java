package dev.carillon.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
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

  private Page open() {
    return dashboard.open("#/doctor");
  }
}
