package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The calendars that schedules share, and the one that is looked at or written. */
class CalendarsPageTest {
  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @Test
  void eachCalendarTellsWhatItHoldsAndWhoGoesByIt() {
    Page page = dashboard.open("#/calendars");

    Locator holidays = page.locator("[data-calendar=holidays]");
    assertThat(holidays).containsText("Nobody reads the mail on these days.");
    assertThat(holidays).containsText("2026-12-24T18:00/2026-12-26");
    assertThat(holidays).containsText("and one more");
    assertThat(holidays.locator(".names a").first())
        .hasAttribute("href", "#/workflows/hello-carillon");
    assertThat(page.locator("[data-calendar=night-watch]")).containsText("no schedule that is on");
    page.keyboard().press("j");
    page.keyboard().press("Enter");

    assertThat(page).hasTitle("holidays · Carillon");
  }

  @Test
  void theDarkDaysOfTheMonthsToComeAreDrawn() {
    Page page = dashboard.open("#/calendars/holidays");

    assertThat(page.locator(".month")).hasCount(12);
    assertThat(page.locator(".month caption").first()).hasText("November 2026");
    assertThat(day(page, "2026-12-24")).hasAttribute("data-dark", "part");
    assertThat(day(page, "2026-12-25")).hasAttribute("data-dark", "whole");
    assertThat(day(page, "2026-12-25"))
        .hasAttribute(
            "title",
            Pattern.compile("Friday,? 25 December 2026, all day: 2026-12-24T18:00/2026-12-26"));
    assertThat(page.locator("[aria-current=date]")).hasText("22");
    assertThat(page.getByText(Pattern.compile("Next: Thursday,? 24 December 2026")))
        .isVisible();
  }

  @Test
  void whatIsWrittenIsDrawnBeforeItIsSavedAndSavedByTheVersionThatWasSeen() {
    Page page = dashboard.open("#/calendars/night-watch");
    page.getByLabel("When nothing runs").fill("2026-12-02");

    assertThat(day(page, "2026-12-02")).hasAttribute("data-dark", "whole");
    assertThat(page.locator("[data-day]")).hasCount(1);
    assertThat(carillon.requests()).doesNotContain("PUT /api/calendars/night-watch");
    page.getByText("Save the changes").click();

    assertThat(page.getByText("night-watch is saved.")).isVisible();
    dashboard.lead("#/calendars");
    assertThat(page.locator("[data-calendar=night-watch] code")).hasText("2026-12-02");
  }

  @Test
  void whatCannotBeReadIsToldAtItsFieldAndTheDaysStay() {
    Page page = dashboard.open("#/calendars/holidays");
    assertThat(day(page, "2026-12-25")).isVisible();
    Locator field = page.getByLabel("When nothing runs");

    field.fill("2026-12-26/2026-12-24");

    assertThat(page.locator("#calendar-blackout-wrong")).containsText("swap the two");
    assertThat(field).hasAttribute("aria-invalid", "true");
    assertThat(day(page, "2026-12-25")).isVisible();
    page.getByText("Save the changes").click();
    assertThat(page.locator("#calendar-blackout-wrong")).containsText("swap the two");
    field.fill("2026-12-26");
    assertThat(page.locator("#calendar-blackout-wrong")).hasCount(0);
  }

  @Test
  void aChangeThatSomebodyElseMadeMeanwhileIsNotOverwritten() {
    Page page = dashboard.open("#/calendars/night-watch");
    page.getByLabel("What it is for").fill("The watch sleeps");
    carillon.town.calendars.change("night-watch", "2027-02-03");

    page.getByText("Save the changes").click();

    assertThat(page.locator(".notice.is-bad")).containsText("Somebody else changed the calendar");
    assertThat(page.getByLabel("What it is for")).hasValue("The watch sleeps");
    page.getByText("Show what is there now").click();
    assertThat(page.getByLabel("When nothing runs")).hasValue("2027-02-03");
    assertThat(page.getByLabel("What it is for")).hasValue("");
  }

  @Test
  void whatIsWrittenWhileThePageIsReadAgainStays() {
    Page page = dashboard.open("#/calendars/night-watch");
    Locator words = page.getByLabel("What it is for");
    assertThat(page.locator(".month")).hasCount(12);
    carillon.town.calendars.change("night-watch", "2027-02-03");
    carillon.holds("GET /api/calendars/night-watch");
    page.waitForRequest("**/api/calendars/night-watch", () -> carillon.announces("{}"));

    words.fill("The watch sleeps");
    page.waitForResponse(
        "**/api/blackouts/days?*", () -> carillon.releases("GET /api/calendars/night-watch"));

    assertThat(words).hasValue("The watch sleeps");
    page.getByText("Save the changes").click();
    assertThat(page.locator(".notice.is-bad")).containsText("Somebody else changed the calendar");
  }

  @Test
  void whatIsWrittenWhileItIsSavedStays() {
    Page page = dashboard.open("#/calendars/night-watch");
    Locator words = page.getByLabel("What it is for");
    words.fill("The watch");
    carillon.holds("PUT /api/calendars/night-watch");
    page.waitForRequest(
        "**/api/calendars/night-watch", () -> page.getByText("Save the changes").click());

    words.fill("The watch sleeps");
    carillon.releases("PUT /api/calendars/night-watch");

    assertThat(page.getByText("night-watch is saved.")).isVisible();
    assertThat(words).hasValue("The watch sleeps");
    page.getByText("Save the changes").click();
    assertThat(page.locator(".lead")).hasText("The watch sleeps");
    dashboard.lead("#/calendars");
    assertThat(page.locator("[data-calendar=night-watch]")).containsText("The watch sleeps");
  }

  @Test
  void aStepOfARunIsNoReasonToReadTheCalendarsAgain() {
    Page page = dashboard.open("#/calendars/night-watch");
    String concerns = "([file, maker, change]) => import(new URL(file, document.baseURI))"
        + ".then(it => it[maker]({}, {id: 'night-watch'}).concerns(change))";
    Map<String, String> step = Map.of("run", "run_03backup", "workflow", "nightly-backup");
    Map<String, String> schedule = Map.of("schedule", "nightly-backup");

    for (List<String> one : List.of(
        List.of("js/pages/calendar.js", "calendarPage"),
        List.of("js/pages/calendars.js", "calendarsPage"))) {
      assertThat(page.evaluate(concerns, List.of(one.get(0), one.get(1), step))).isEqualTo(false);
      assertThat(page.evaluate(concerns, List.of(one.get(0), one.get(1), schedule)))
          .isEqualTo(true);
    }
  }

  @Test
  void oneIsMadeWhereThereIsNoneAndLeftByAnAddress() {
    carillon.town.calendars.clear();
    Page page = dashboard.open("#/calendars");
    assertThat(page.locator(".blank")).containsText("A calendar holds when nothing is to run");

    page.getByText("New calendar").click();
    page.getByLabel("Name").fill("Feiertage!");
    page.getByLabel("When nothing runs").fill("2026-12-25\n2026-12-26");
    page.getByText("Make the calendar").click();
    assertThat(page.locator("#calendar-name-wrong")).containsText("it is no name of a calendar");
    page.getByLabel("Name").fill("feiertage");
    page.getByText("Make the calendar").click();

    assertThat(page).hasURL(carillon.page("#/calendars/feiertage"));
    assertThat(page.locator("[data-dark=whole][data-day]")).hasCount(2);
  }

  @Test
  void aNameThatIsTakenIsNotTakenAgain() {
    Page page = dashboard.open("#/new-calendar");
    page.getByLabel("Name").fill("holidays");
    page.getByText("Make the calendar").click();

    assertThat(page.locator("#calendar-name-wrong")).containsText("There is a calendar holidays");
    assertThat(carillon.requests()).doesNotContain("PUT /api/calendars/holidays");
  }

  @Test
  void oneThatIsUsedIsNotDeletedAndItsUsersAreNamed() {
    Page page = dashboard.open("#/calendars");
    Locator nightWatch = page.getByLabel("Delete night-watch");
    assertThat(nightWatch).isVisible();
    carillon.holds("GET /api/calendars");

    page.getByLabel("Delete holidays").click();

    assertThat(page.locator(".notice.is-bad")).containsText("holidays stays");
    assertThat(page.locator(".notice.is-bad a"))
        .hasText(new String[] {"hello-carillon", "invoice-sync"});
    assertThat(nightWatch).isEnabled();
    carillon.town.calendars.use("night-watch", "cleanup");
    carillon.releases("GET /api/calendars");
    nightWatch.click();
    page.locator("dialog").getByText("Delete", exactly()).click();
    assertThat(page.locator(".notice.is-bad a")).hasText("cleanup");
    assertThat(page.locator("[data-calendar]")).hasCount(2);
  }

  @Test
  void whoDeletesOneFromTheListIsLeftAtTheRowThatTookItsPlace() {
    Page page = dashboard.open("#/calendars");
    Locator delete = page.getByLabel("Delete night-watch");
    delete.focus();
    delete.press("Enter");
    page.locator("dialog").getByText("Delete", exactly()).press("Enter");

    assertThat(page.locator("[data-calendar]")).hasCount(1);
    assertThat(page.locator("[data-calendar] .row-name")).isFocused();
  }

  @Test
  void oneThatNobodyUsesIsDeletedAfterAQuestion() {
    Page page = dashboard.open("#/calendars/night-watch");

    page.getByText("Delete", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("dialog")).containsText("Delete night-watch?");
    page.locator("dialog").getByText("Delete", exactly()).click();

    assertThat(page).hasTitle("Calendars · Carillon");
    assertThat(page.locator("[data-calendar]")).hasCount(1);
  }

  @Test
  void oneThatIsDeletedBeforeItsDaysAreDrawnIsGoneWithoutATrace() {
    carillon.holds("GET /api/blackouts/days");
    Page page = dashboard.open("#/calendars/night-watch");
    page.waitForCondition(() -> carillon.requests().contains("GET /api/blackouts/days"));
    page.locator("#main").getByText("Delete", exactly()).click();
    page.locator("dialog").getByText("Delete", exactly()).click();
    assertThat(page).hasTitle("Calendars · Carillon");

    page.waitForResponse(
            "**/api/blackouts/days?*", () -> carillon.releases("GET /api/blackouts/days"))
        .finished();

    assertThat(page.locator("[data-calendar]")).hasCount(1);
  }

  @Test
  void whoLeavesTheQuestionIsBackAtTheButton() {
    Page page = dashboard.open("#/calendars");
    leaves(page, page.getByLabel("Delete night-watch"));

    dashboard.lead("#/calendars/night-watch");
    leaves(page, page.locator("#main").getByText("Delete", exactly()));
  }

  private static void leaves(Page page, Locator button) {
    button.press("Enter");
    assertThat(page.locator("dialog")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog")).hasCount(0);
    assertThat(button).isFocused();
  }

  @Test
  void whoMayOnlyLookSeesTheDaysAndCanChangeNothing() {
    carillon.letsIn("viewer");
    Page page = dashboard.open("#/calendars");
    assertThat(page.locator("[data-calendar]")).hasCount(2);
    assertThat(page.locator("#main .button")).hasCount(0);

    page.getByText("holidays", new Page.GetByTextOptions().setExact(true)).click();

    assertThat(day(page, "2026-12-25")).isVisible();
    assertThat(page.locator(".blackout-parts code").nth(2)).hasText("2027-04-02");
    assertThat(page.locator(".blackout-parts")).isVisible();
    assertThat(page.locator("#main form, #main .button")).hasCount(0);
  }

  @Test
  void theSameIsSaidInRussian() {
    dashboard.visitor().speaking("ru-RU");
    Page page = dashboard.open();
    page.locator(".nav").getByText("Календари").click();
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Календари");
    page.getByLabel("Удалить holidays").click();
    assertThat(page.locator(".notice.is-bad")).containsText("им пользуются расписания");

    dashboard.lead("#/calendars/holidays");

    assertThat(page.locator(".month caption").first()).containsText("ноябрь 2026");
    assertThat(page.getByText("6 дней закрыто целиком")).isVisible();
  }

  private static Locator.GetByTextOptions exactly() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  private static Locator day(Page page, String day) {
    return page.locator("[data-day='" + day + "']");
  }
}
