package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is done to several workflows at once, on the home page. */
class SeveralTest {
  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @Test
  void aKeySelectsTheRowAndLetsGoOfIt() {
    Page page = home("en-GB");
    assertThat(button(page, "Pause…")).isDisabled();

    page.keyboard().press("j");
    page.keyboard().press("x");
    assertThat(box(page, "Hello, Carillon")).isChecked();
    page.keyboard().press("j");
    page.keyboard().press("x");
    assertThat(bar(page)).containsText("2 selected");
    page.keyboard().press("x");

    assertThat(bar(page)).containsText("One selected");
    assertThat(page.locator(".row-name").nth(1)).isFocused();
    assertThat(button(page, "Pause…")).isEnabled();
  }

  @Test
  void allThatIsShownIsSelectedAndNothingElseIsMeant() {
    Page page = home("en-GB");
    page.getByLabel("Select all shown").check();
    assertThat(page.locator(".row-pick:checked")).hasCount(5);

    page.locator("[data-search]").fill("invoice");
    assertThat(bar(page)).containsText("One selected");
    button(page, "Pause…").click();

    assertThat(page.locator(".question-list li")).hasText("Invoice sync");
  }

  @Test
  void severalArePausedAndWhatBecameOfEachIsTold() {
    carillon.sticks("invoice-sync");
    Page page = home("en-GB");
    page.getByLabel("Select all shown").check();
    button(page, "Pause…").click();
    Locator question = page.locator("dialog");
    assertThat(question).containsText("Pause 3 schedules?");
    assertThat(question.locator(".question-list li"))
        .hasText(new String[] {"Hello, Carillon", "Invoice sync", "Nightly backup"});
    assertThat(question).containsText("Left as they are: Weekly digest, cleanup.");
    question.getByLabel("Reason (others will read it)").fill("the ledger moves house");
    question.locator(".is-primary").click();

    Locator outcome = page.locator(".bulk-outcome");
    assertThat(outcome).containsText("Done to 2 of 3");
    assertThat(outcome.locator("li").nth(0)).containsText("Hello, Carillon: paused");
    assertThat(outcome.locator("li").nth(1))
        .containsText("Invoice sync: The engine does not answer");
    assertThat(page.locator(".row-pick:checked")).hasCount(1);
    assertThat(box(page, "Invoice sync")).isChecked();
    assertThat(carillon.lastWish())
        .isEqualTo("{\"schedules\":[\"hello-carillon\",\"invoice-sync\",\"nightly-backup\"],"
            + "\"running\":\"finish\",\"reason\":\"the ledger moves house\"}");
    outcome.getByText("Close").click();
    assertThat(outcome).hasCount(0);
  }

  @Test
  void severalAreResumedAndWhatPassedIsRunAfterAll() {
    carillon.town.pause("hello-carillon", true);
    carillon.town.pause("nightly-backup", true);
    carillon.town.letPass(3);
    Page page = home("en-GB");
    page.getByLabel("Select all shown").check();
    button(page, "Resume…").click();
    assertThat(page.locator(".question-list li")).hasText(new String[] {
      "Hello, Carillon: 3 due times passed", "Nightly backup: 3 due times passed"
    });
    page.locator("dialog").getByText("All of them").click();
    page.locator("dialog .is-primary").click();

    assertThat(page.locator(".bulk-outcome li").first())
        .containsText("Hello, Carillon: resumed; 3 due times are run after all");
    assertThat(carillon.lastWish())
        .isEqualTo("{\"schedules\":[\"hello-carillon\",\"nightly-backup\"],\"run\":\"all\"}");
  }

  @Test
  void severalAreRunAndEachRunIsAWayAway() {
    carillon.refuses("POST /api/workflows/cleanup/runs", 503, "crowded", "no room");
    Page page = home("en-GB");
    box(page, "cleanup").check();
    box(page, "Invoice sync").check();
    button(page, "Run now…").click();
    assertThat(page.locator("dialog")).containsText("Run 2 workflows now?");
    assertThat(carillon.requests()).doesNotContain("POST /api/workflows/invoice-sync/runs");
    page.locator("dialog .is-primary").click();

    Locator outcome = page.locator(".bulk-outcome");
    assertThat(outcome.locator("li").nth(1)).containsText("Too many requests wait");
    outcome.getByText("runs now").click();
    assertThat(page).hasTitle("Run of invoice-sync · Carillon");
  }

  @Test
  void whatConcernsNoneOfThoseSelectedIsSaidAndNothingIsAsked() {
    Page page = home("en-GB");
    box(page, "cleanup").check();

    button(page, "Resume…").click();

    assertThat(page.locator(".toast")).containsText("None of those selected is paused.");
    assertThat(page.locator("dialog")).hasCount(0);
  }

  @Test
  void whoLeavesTheQuestionIsBackAtTheButtonAndWhoAnswersAtTheOutcome() {
    Page page = home("en-GB");
    box(page, "Invoice sync").check();
    for (String words : new String[] {"Pause…", "Run now…"}) {
      assertThat(button(page, words)).isEnabled();
      button(page, words).press("Enter");
      assertThat(page.locator("dialog")).isVisible();
      page.keyboard().press("Escape");
      assertThat(page.locator("dialog")).hasCount(0);
      assertThat(button(page, words)).isFocused();
    }

    button(page, "Run now…").press("Enter");
    page.locator("dialog .is-primary").press("Enter");

    assertThat(page.locator(".bulk-outcome")).isFocused();
  }

  @Test
  void whoMayOnlyLookSelectsNothing() {
    carillon.letsIn("viewer");
    Page page = home("en-GB");

    assertThat(page.locator(".bulk, .row-pick")).hasCount(0);
  }

  @Test
  void theSameIsSaidInRussian() {
    carillon.sticks("invoice-sync");
    Page page = home("ru-RU");
    page.getByLabel("Выбрать все показанные").check();
    button(page, "Приостановить…").click();
    assertThat(page.locator("dialog")).containsText("Приостановить 3 расписания?");
    page.locator("dialog [name=until]").fill("2026-11-22T12:59");
    page.locator("dialog .is-primary").click();
    assertThat(page.locator("dialog .question-problem")).containsText("Это время уже прошло");
    assertThat(page.locator("dialog [name=until]")).isFocused();
    assertThat(page.locator("dialog")).containsText("Приостановить 3 расписания?");
    page.locator("dialog [name=until]").fill("2026-11-22T13:01");
    page.locator("dialog .is-primary").click();

    assertThat(page.locator(".bulk-outcome")).containsText("Сделано: 2 из 3");
  }

  private static Locator bar(Page page) {
    return page.locator(".bulk");
  }

  private static Locator button(Page page, String words) {
    return bar(page).getByText(words);
  }

  private static Locator box(Page page, String name) {
    return page.getByLabel("Select " + name);
  }

  private Page home(String language) {
    dashboard.visitor().speaking(language);
    Page page = dashboard.open();
    assertThat(page.locator(".row-name").first()).isVisible();
    return page;
  }
}
