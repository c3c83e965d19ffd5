package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is offered to whom: nobody is led to what the server refuses them. */
class RolesPagesTest {
  private static final String CONTROLS =
      "main :is(button, [role=switch], a[href$='/edit'], a[href*='/edit?'])"
          + ":not([popovertarget]):not(.menu *)";

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  /** All that is left to press on a page, one after the other. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
          /workflows/hello-carillon              | -
          /workflows/hello-carillon?tab=gaps     | -
          /workflows/hello-carillon?tab=definition | Copy
          /workflows/hello-carillon?tab=audit    | -
          /plan                                  | Look again
          /doctor                                | Look again
          /dead-letters                          | -
          /keys                                  | -
          /secrets                               | -
          /calendars                             | -
          /new                                   | -
          /workflows/hello-carillon/edit         | -
          """)
  void aViewerFindsNothingToPressThatIsRefused(String fragment, String left) {
    carillon.letsIn("viewer");
    Page page = dashboard.open("#" + fragment);
    page.waitForCondition(() -> page.locator("main .skeleton").count() == 0);

    String[] controls = left == null ? new String[0] : left.split(", ");
    assertThat(page.locator(CONTROLS)).hasText(controls);
    assertThat(page.locator("main .notice.is-bad .notice-title")).hasCount(0);
    assertThat(page.locator("main [type=checkbox]:not([name=skipped])")).hasCount(0);
  }

  /** Definitions are for administrators, so no way leads an operator to saving one. */
  @Test
  void anOperatorFindsNoWayToWriteADefinition() {
    carillon.letsIn("operator");
    Page page = dashboard.open("#/workflows");
    page.getByLabel("More about Hello, Carillon").first().click();
    assertThat(page.locator(".menu:popover-open .menu-item").first()).hasText("Run now r");
    assertThat(page.locator(".menu:popover-open").getByText("Edit")).hasCount(0);
    assertThat(page.getByText("New workflow")).hasCount(0);

    carillon.town.clear();
    page.reload();

    assertThat(page.locator(".blank")).containsText("Only administrators write workflows.");
    assertThat(page.getByText("Take the sample")).hasCount(0);
  }

  @Test
  void aViewerIsToldInAWordWhetherAScheduleIsOn() {
    carillon.letsIn("viewer");
    Page page = dashboard.open("#/workflows/hello-carillon");

    assertThat(page.locator(".page-head .switch-state")).hasText("The schedule is On");
    dashboard.lead("#/workflows");
    assertThat(page.locator(".workflows .switch-state").first()).isVisible();
    assertThat(page.getByRole(AriaRole.SWITCH)).hasCount(0);
  }

  @Test
  void whatOnlyAdministratorsSeeIsNotInTheWayAndSaysSoByItsAddress() {
    carillon.letsIn("operator");
    Page page = dashboard.open("#/workflows/hello-carillon?tab=audit");

    assertThat(page.getByText("Only administrators may see who changed what.")).isVisible();
    assertThat(page.locator(".tabs")).not().containsText("Changes");
    assertThat(page.locator(".nav")).not().containsText("Secrets");
    dashboard.lead("#/secrets");
    assertThat(page.getByText("Only administrators may see which secrets there are."))
        .isVisible();
    assertThat(carillon.requests()).doesNotContain("GET /api/audit", "GET /api/secrets");
  }

  @Test
  void anOperatorActsAndTriesADefinitionOutButSavesNone() {
    carillon.letsIn("operator");
    Page page = dashboard.open("#/workflows/hello-carillon");
    assertThat(page.getByRole(AriaRole.SWITCH)).isEnabled();
    assertThat(page.locator(".page-head .is-primary")).hasText("Run now");
    assertThat(page.locator("a[href$='/edit']")).hasCount(0);

    dashboard.lead("#/new");

    assertThat(page.getByText("Only administrators may save a definition.")).isVisible();
    page.getByLabel("Definition in YAML").fill("document:\n  name: mine\n\tversion: '1'\n");
    assertThat(page.locator(".mistakes")).containsText("a tab may not indent");
    assertThat(page.locator(".writing").getByRole(AriaRole.BUTTON))
        .hasText(new String[] {"Line 3"});
  }

  @Test
  void anAdministratorFindsItAll() {
    Page page = dashboard.open("#/workflows/hello-carillon");

    assertThat(page.getByRole(AriaRole.SWITCH)).isEnabled();
    assertThat(page.locator("a[href$='/edit']")).isVisible();
    assertThat(page.locator(".tabs")).containsText("Changes");
    assertThat(page.locator(".nav")).containsText("Secrets");
  }
}
