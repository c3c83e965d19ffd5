package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A browser rounds numbers; what somebody's workflow worked on keeps every digit. */
class ExactNumbersTest {
  private static final String ID = "9007199254740993";
  private static final String FINE = "0.10000000000000000001";
  private static final String HUGE = "1e400";
  private static final String VALUE =
      "{\"id\":%s,\"fine\":%s,\"huge\":%s,\"price\":1.50,\"none\":-0}".formatted(ID, FINE, HUGE);

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @BeforeEach
  void someNumbersAreBeyondABrowser() {
    carillon.answers("GET /api/runs/run_02invoice", """
            {"id":"run_02invoice","workflowId":"invoice-sync","version":"1.0.0","trigger":"manual",
             "state":"failed","attempts":1,"maxAttempts":4,"createdAt":"2026-11-20T19:45:00Z",
             "input":%s,"output":%s}""".formatted(VALUE, ID));
    carillon.answers("GET /api/runs/run_02invoice/steps", """
            {"items":[{"key":"/do/0/a","pointer":"/do/0/a","name":"a","kind":"set","attempt":1,
              "state":"completed","depth":0,"startedAt":"2026-11-20T19:45:00Z","durationMs":6,
              "input":%s,"output":[%s]}]}""".formatted(VALUE, HUGE));
  }

  @Test
  void theyAreShownAsTheyAre() {
    Page page = open();
    page.locator(".step > summary").click();

    String each = ".code:has-text('" + ID + "')";
    assertThat(page.locator(".payload " + each)).hasCount(2);
    assertThat(page.locator(".payload .code").first())
        .containsText(
            "\"fine\": " + FINE + ",\n  \"huge\": 1e400,\n  \"price\": 1.50,\n  \"none\": -0\n");
    assertThat(page.locator(".step-details " + each)).hasCount(1);
    assertThat(page.locator(".step-details .code").last()).containsText(HUGE);
    assertThat(page.locator(".step-duration")).hasText("6ms");
  }

  @Test
  void theyAreCopiedAsTheyAre() {
    Page page = open();
    page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));

    page.getByText("Copy as curl").click();
    assertThat(page.locator(".toast")).isVisible();

    assertThat((String) page.evaluate("navigator.clipboard.readText()"))
        .endsWith("-d '" + VALUE + "'");
  }

  @Test
  void whatWasNotTouchedIsSentAgainAsItWasBesideWhatWas() {
    Page page = open();
    page.getByText("Do it again…").click();
    page.getByText("Begin anew, as another run").click();
    Locator input = page.getByLabel("Input of the new run");
    input.fill(input.inputValue().replace("1.50", "2.50"));

    Request sent = page.waitForRequest(
        "**/redrive", () -> page.locator("dialog .is-primary").click());

    assertThat(sent.postData()).contains("\"input\":" + VALUE.replace("1.50", "2.50"));
  }

  /** There numbers are as exact as the browser's own. */
  @Test
  void anOlderBrowserReadsNumbersOfItsOwn() {
    Page page = dashboard.open();
    page.addInitScript("delete JSON.rawJSON");
    page.reload();
    dashboard.lead("#/runs/run_02invoice");

    assertThat(page.locator(".payload .code").first()).containsText("\"price\": 1.5,");
  }

  private Page open() {
    return dashboard.open("#/runs/run_02invoice");
  }
}
