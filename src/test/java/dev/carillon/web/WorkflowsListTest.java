package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How the list of workflows is narrowed, sorted and laid out, and what can be done in a row. */
class WorkflowsListTest {
  private static final String HELLO = "Hello, Carillon";
  private static final String INVOICES = "Invoice sync";
  private static final String BACKUP = "Nightly backup";
  private static final String DIGEST = "Weekly digest";

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @Test
  void wordsOfTheAddressThatNobodyKnowsAreToldAndHideNoRow() {
    Page page = dashboard.open("#/workflows?health=bogus&sort=-health");

    assertThat(page.locator("p.is-warning[role=status]"))
        .hasText("The address asks for “bogus”, which is not known here: it narrows nothing.");
    assertThat(page.locator(".workflows tbody tr")).hasCount(5);
    assertThat(page.locator(".workflows th[aria-sort]")).hasCount(1);
  }

  @Test
  void thatTheServerDoesNotAnswerIsToldUntilItDoes() {
    Page page = home("");
    page.route("**/api/cron/activate/**", it -> it.abort());

    page.locator(".switch[aria-checked=false][aria-disabled=false]").first().click();
    assertThat(page.locator(".toast")).containsText("The server does not answer.");
    carillon.announces("{}");

    assertThat(page.locator(".toast")).hasCount(0);
  }

  @Test
  void escapeLeavesTheSearchWithWhatIsInIt() {
    Page page = home("");
    page.keyboard().press("/");
    page.keyboard().type("back");
    assertThat(names(page)).hasText(new String[] {BACKUP});

    page.keyboard().press("Escape");

    assertThat(page.getByLabel("Search").inputValue()).isEqualTo("back");
    assertThat(page.getByLabel("Search")).not().isFocused();
    assertThat(names(page)).hasText(new String[] {BACKUP});
  }

  @Test
  void aPressOnTheHeadOfAColumnSortsByItThenTheOtherWayRoundThenNotAtAll() {
    Page page = home("");
    Locator next = page.locator("th", new Page.LocatorOptions().setHasText("Next run"));
    assertThat(names(page)).hasText(new String[] {HELLO, INVOICES, BACKUP, DIGEST, "cleanup"});

    next.locator("button").click();
    assertThat(names(page)).hasText(new String[] {HELLO, BACKUP, INVOICES, DIGEST, "cleanup"});
    assertThat(next).hasAttribute("aria-sort", "ascending");
    assertThat(page).hasURL(carillon.page("#/workflows?sort=next"));

    next.locator("button").click();
    assertThat(names(page)).hasText(new String[] {INVOICES, BACKUP, HELLO, DIGEST, "cleanup"});
    assertThat(next).hasAttribute("aria-sort", "descending");

    next.locator("button").click();
    assertThat(names(page).first()).hasText(HELLO);
    assertThat(page).hasURL(carillon.page("#/workflows"));
  }

  @Test
  void theWorstIsFirstByHealthAndTheLongestByRunTimeWithWhatHasNoneAtTheEnd() {
    Page page = home("?sort=health");
    assertThat(names(page).first()).hasText(INVOICES);

    page.getByLabel("Sort by").selectOption("duration");

    assertThat(names(page)).hasText(new String[] {BACKUP, INVOICES, HELLO, DIGEST, "cleanup"});
  }

  @Test
  void theColumnsThatAreChosenStandInTheAddress() {
    Page page = home("");
    page.locator(".columns-choice summary").click();

    page.locator(".columns-list").getByText("Last run").click();
    page.locator(".columns-list").getByText("p95").click();

    assertThat(heads(page))
        .hasText(new String[] {"Workflow", "Health", "Schedule", "Next run", "Active", "Actions"});
    assertThat(page.locator("tbody tr").first().locator("td")).hasCount(5);
    page.reload();
    assertThat(heads(page)).hasCount(6);
    assertThat(page).hasURL(carillon.page("#/workflows?columns=health%2Cschedule%2Cnext%2Cactive"));
  }

  @Test
  void noColumnAtAllIsAChoiceTooAndWhatIsNoneIsPassedOver() {
    assertThat(heads(home("?columns=none"))).hasText(new String[] {"Workflow", "Actions"});

    Page page = dashboard.lead("#/workflows?columns=next,cost&sort=cost");

    assertThat(heads(page)).hasText(new String[] {"Workflow", "Next run", "Actions"});
    assertThat(names(page).first()).hasText(HELLO);
  }

  @Test
  void anOrderOrColumnsThatThereAreNotAreAsNone() {
    home("");
    for (String wrong : new String[] {"sort=-cost", "sort=-", "sort=-schedule", "columns=cost"}) {
      Page page = dashboard.lead("#/workflows?" + wrong);

      assertThat(heads(page)).hasCount(8);
      assertThat(names(page).first()).hasText(HELLO);
      assertThat(page.locator(".filter select").last()).hasValue("");
    }
    assertThat(dashboard.visitor().complaints()).isEmpty();
  }

  @Test
  void theNewestRunIsFirstAndSaidToFall() {
    Page page = home("?sort=last");

    assertThat(names(page)).hasText(new String[] {HELLO, BACKUP, INVOICES, "cleanup", DIGEST});
    assertThat(page.locator("th[aria-sort]")).hasAttribute("aria-sort", "descending");
  }

  @Test
  void theChoiceOfColumnsIsLeftByEscapeAndByAPressBesideIt() {
    Page page = home("");
    page.locator(".columns-choice summary").click();
    page.locator(".columns-list input").first().focus();

    page.keyboard().press("Escape");

    assertThat(page.locator(".columns-list")).isHidden();
    assertThat(page.locator(".columns-choice summary")).isFocused();
    page.locator(".columns-choice summary").click();
    page.locator(".columns-list").getByText("p95").click();
    assertThat(page.locator(".columns-list")).isVisible();
    page.locator("h1").click();
    assertThat(page.locator(".columns-list")).isHidden();
  }

  @Test
  void aKeyMeansTheRowWhoseMenuIsOpen() {
    Page page = home("");
    page.getByLabel("More about " + INVOICES).first().click();
    assertThat(page.locator(".menu:popover-open .menu-item").first()).isFocused();

    page.keyboard().press("r");

    assertThat(page.locator("dialog")).containsText(INVOICES);
    page.keyboard().press("Escape");
    assertThat(page.getByLabel("More about " + INVOICES).first()).isFocused();
  }

  @Test
  void whatComesFromJavaCodeIsFoundByItsSource() {
    carillon.town.comesFrom("nightly-backup", "code");
    Page page = home("");

    page.getByLabel("Source").selectOption("code");

    assertThat(names(page)).hasText(new String[] {BACKUP});
    assertThat(page.locator(".summary")).containsText("5 workflows · 3 active · 1 matches");
    assertThat(page).hasURL(carillon.page("#/workflows?origin=code"));
  }

  @Test
  void aListOfManyPagesIsShownFromItsFirstAndNarrowedInItsWhole() {
    carillon.cutsListsAt(2);
    carillon.holds("GET /api/workflows?after");
    Page page = home("?q=clean");
    assertThat(page.locator(".summary")).containsText("2 workflows · more are coming… · 2 active");
    assertThat(page.getByText("Nothing matches.")).isVisible();

    carillon.releases("GET /api/workflows?after");

    assertThat(names(page)).hasText(new String[] {"cleanup"});
    assertThat(page.locator(".summary")).containsText("5 workflows · 3 active");
  }

  @Test
  void ofManyAPageIsDrawnAndTheOthersAreTurnedTo() {
    carillon.town.multiply("cleanup", 130);
    Page page = home("?q=copy");
    assertThat(names(page)).hasCount(50);
    assertThat(page.locator(".pager")).containsText("1–50 of 130");
    assertThat(page.getByLabel("Previous page")).hasAttribute("aria-disabled", "true");

    page.getByLabel("Next page").click();
    assertThat(names(page).first()).hasText("copy-0050");
    page.getByLabel("Next page").click();

    assertThat(names(page)).hasCount(30);
    assertThat(page.getByLabel("Next page")).isFocused();
    assertThat(page).hasURL(carillon.page("#/workflows?q=copy&page=3"));
    page.reload();
    assertThat(page.locator(".pager")).containsText("101–130 of 130");
    page.getByLabel("Search").fill("copy-012");
    assertThat(names(page)).hasCount(10);
    assertThat(page.locator(".pager")).hasCount(0);
    assertThat(page).hasURL(carillon.page("#/workflows?q=copy-012"));
  }

  @Test
  void aPageThatThereIsNotIsTheLastOneAndWhatIsNoNumberTheFirst() {
    carillon.town.multiply("cleanup", 130);

    assertThat(home("?q=copy&page=99").locator(".pager")).containsText("101–130 of 130");
    for (String wrong : new String[] {"0", "-1", "1.5", "x"}) {
      Page page = dashboard.lead("#/workflows?q=copy&page=" + wrong);
      assertThat(page.locator(".pager")).containsText("1–50 of 130");
    }
    assertThat(dashboard.visitor().complaints()).isEmpty();
  }

  @Test
  void allOfAPageAreSelectedFirstAndThoseOfAllPagesAtAnotherWish() {
    carillon.town.multiply("cleanup", 130);
    Page page = home("?q=copy");
    Locator bulk = page.locator(".bulk");

    page.getByLabel("Select all shown").check();
    assertThat(bulk).containsText("50 selected");
    bulk.getByText("Select all 130").click();
    assertThat(bulk).containsText("130 selected");
    bulk.getByText("Run now…").click();
    assertThat(page.locator("dialog")).containsText("Run 130 workflows now?");
    assertThat(page.locator("dialog")).containsText("copy-0129");
    page.keyboard().press("Escape");

    bulk.getByText("Select none").click();
    assertThat(bulk).containsText("0 selected");
  }

  @Test
  void theMenuOfARowSaysWhatCanBeDoneAndByWhichKeys() {
    Page page = home("");
    Locator button = page.getByLabel("More about " + HELLO).first();
    button.focus();
    button.press("Enter");

    Locator menu = page.locator(".menu:popover-open");
    assertThat(menu.locator(".menu-item")).hasText(new String[] {
      "Run now r", "Pause p", "Open it", "Its runs", "Did not run", "Definition", "Edit"
    });
    assertThat(menu.getByText("Run now")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator(".menu:popover-open")).hasCount(0);
    assertThat(button).isFocused();

    button.press("Enter");
    menu.getByText("Its runs").click();
    assertThat(page).hasURL(carillon.page("#/runs?workflow=hello-carillon"));
  }

  @Test
  void aRowIsPausedAndResumedByItsMenuAndByItsKey() {
    Page page = home("");
    Locator row = page.locator("tbody tr").first();
    page.getByLabel("More about " + HELLO).first().click();
    page.locator(".menu:popover-open").getByText("Pause").click();
    page.locator("dialog [name=reason]").fill("the ledger moves house");
    page.locator("dialog [name=until]").fill("2026-11-22T12:59");
    page.locator("dialog .is-primary").click();
    assertThat(page.locator("dialog .question-problem")).containsText("That time is past");
    assertThat(page.locator("dialog [name=reason]")).hasValue("the ledger moves house");
    page.locator("dialog [name=until]").fill("");
    page.locator("dialog .is-primary").click();
    // The row tells of it before all else is read anew; only then a key is heard.
    assertThat(row.getByLabel("Resume " + HELLO)).isEnabled();

    row.locator(".row-name").focus();
    page.keyboard().press("p");
    page.locator("dialog .is-primary").click();

    assertThat(page.getByText(HELLO + " goes on.")).isVisible();
    assertThat(row.getByLabel("Pause " + HELLO)).isVisible();
  }

  @Test
  void whoMayOnlyLookFindsNoDeedInTheMenu() {
    carillon.letsIn("viewer");
    Page page = home("");

    page.getByLabel("More about " + HELLO).first().click();

    assertThat(page.locator(".menu:popover-open .menu-item"))
        .hasText(new String[] {"Open it", "Its runs", "Did not run", "Definition"});
    assertThat(page.locator(".row-actions [aria-keyshortcuts]")).hasCount(0);
  }

  private static Locator names(Page page) {
    return page.locator(".row-name");
  }

  private static Locator heads(Page page) {
    return page.getByRole(AriaRole.COLUMNHEADER);
  }

  private Page home(String search) {
    Page page = dashboard.open("#/workflows" + search);
    assertThat(page.locator(".workflows")).isVisible();
    assertThat(page.locator(".strip .tile-number")).hasCount(5);
    return page;
  }
}
