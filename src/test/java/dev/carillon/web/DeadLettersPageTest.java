package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What went wrong beyond repair by itself: dead letters, refused deliveries, keys. */
class DeadLettersPageTest {
  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @Test
  void onlyWhatQStashStillKeepsCanBeSentAgain() {
    Page page = dashboard.open("#/dead-letters");

    var rows = page.locator("tbody tr");
    assertThat(rows).hasCount(3);
    assertThat(rows.nth(0)).containsText("made no run");
    assertThat(rows.nth(2).getByText("Send again")).hasCount(0);
    rows.nth(0).getByText("Send again").click();

    assertThat(page.locator(".toast")).containsText("QStash sends the message again");
    assertThat(carillon.requests()).contains("POST /api/dead-letters/1795348800123-0/retry");
  }

  @Test
  void aDeadLetterIsDeletedOnlyAfterAQuestion() {
    Page page = dashboard.open("#/dead-letters");

    page.locator("tbody tr").nth(1).getByText("Delete").click();
    assertThat(page.locator("dialog")).containsText("The message for invoice-sync");
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog")).hasCount(0);
    assertThat(carillon.requests()).noneMatch(it -> it.startsWith("DELETE /api/dead-letters"));

    page.locator("tbody tr").nth(1).getByText("Delete").click();
    page.locator("dialog .is-danger").click();
    assertThat(page.locator(".toast")).containsText("It is deleted");
    assertThat(carillon.requests()).contains("DELETE /api/dead-letters/1795345200777-0");
  }

  @Test
  void aRefusalTellsWhatWasSignedAndWhatWasSeenAndIsOnlyEverText() {
    Page page = dashboard.open("#/deliveries/refused");

    assertThat(page.locator("[data-cause=url]"))
        .containsText("https://www.carillon.example/api/qstash/webhook");
    assertThat(page.locator("[data-cause=url]")).containsText("12 times");
    assertThat(page.locator("[data-cause=no-signature]")).containsText("<img src=x");
    assertThat(page.locator("main img")).hasCount(0);
  }

  @Test
  void rollingTheKeysAgainstAdviceSaysWhyNotBeforeItIsDone() {
    Page page = dashboard.open("#/keys");

    assertThat(page.locator("[data-role=current]")).containsText("77d1e0a4c2f9");
    page.locator(".page-head").getByText("Roll the keys").click();
    assertThat(page.locator("dialog"))
        .containsText("the settings have not followed the last rotation");
    page.locator("dialog .is-danger").click();

    assertThat(page.locator(".notice").first()).containsText("QSTASH_CURRENT_SIGNING_KEY");
    assertThat(carillon.requests()).contains("POST /api/keys/roll");
  }
}
