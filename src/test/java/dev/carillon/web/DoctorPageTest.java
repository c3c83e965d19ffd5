package dev.carillon.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DoctorPageTest {
  @RegisterExtension
  final Browsing browsing = new Browsing();

  private FakeCarillon carillon;

  @BeforeEach
  void ring() throws IOException {
    carillon = new FakeCarillon();
  }

  @AfterEach
  void rest() {
    carillon.close();
  }

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
    Page page =
        browsing.visitor().at(FakeTown.NOON).open(carillon.page("#sign-in=" + FakeCarillon.CODE));
    assertThat(page.locator(".live.is-live")).isVisible();
    page.navigate(carillon.page("#/doctor"));
    return page;
  }
}
