package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SecretsPageTest {
  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @Test
  void whatIsMissingStandsFirstAndIsSetFromThere() {
    Page page = dashboard.open("#/secrets");
    assertThat(page.locator("tbody tr").first()).hasAttribute("data-secret", "shop-token");
    assertThat(page.locator("[data-secret=shop-token]")).containsText("not set");
    assertThat(page.locator("[data-secret=shop-token] a"))
        .hasAttribute("href", "#/workflows/hello-carillon");

    page.getByLabel("Set shop-token").click();
    assertThat(field(page, "Value")).isFocused();
    field(page, "Value").fill("brass-and-verdigris");
    page.getByText("Set the secret").click();

    assertThat(page.locator("[data-secret=shop-token]")).containsText("readable");
    assertThat(field(page, "Value")).hasValue("");
    assertThat(field(page, "Name")).hasValue("");
    assertThat(page.content()).doesNotContain("brass-and-verdigris");
    assertThat(carillon.requests()).contains("PUT /api/secrets/shop-token");
  }

  @Test
  void replacingAsksFirstAndNamesWhoUsesIt() {
    Page page = dashboard.open("#/secrets");
    page.getByLabel("Replace invoices.api-token").click();
    field(page, "Value").fill("another-value");
    page.getByText("Set the secret").click();

    Locator question = page.locator("dialog");
    assertThat(question).containsText("Replace invoices.api-token?");
    assertThat(question).containsText("It is used by invoices, cleanup.");
    question.getByText("Leave it").click();
    assertThat(field(page, "Value")).hasValue("another-value");
    page.getByText("Set the secret").click();
    page.locator("dialog")
        .getByText("Replace", new Locator.GetByTextOptions().setExact(true))
        .click();

    assertThat(field(page, "Value")).hasValue("");
    assertThat(carillon.requests()).containsOnlyOnce("PUT /api/secrets/invoices.api-token");
  }

  @Test
  void deletingAsksFirst() {
    Page page = dashboard.open("#/secrets");
    page.getByLabel("Delete lost").click();
    assertThat(page.locator("dialog")).containsText("No workflow uses it.");
    page.locator("dialog")
        .getByText("Delete", new Locator.GetByTextOptions().setExact(true))
        .click();

    assertThat(page.locator("[data-secret=lost]")).hasCount(0);
    assertThat(carillon.requests()).contains("DELETE /api/secrets/lost");
  }

  @Test
  void whatAnOldKeySealedIsEncryptedAnewByAClick() {
    Page page = dashboard.open("#/secrets");

    page.getByText("Encrypt anew").click();

    assertThat(page.getByText("One secret is encrypted with the new key.")).isVisible();
    assertThat(carillon.requests()).contains("POST /api/secret-rotations");
  }

  @Test
  void withoutAKeyThePageSaysWhatToSetAndTakesNothing() {
    carillon.town.hasNoSecrets(false);

    Page page = dashboard.open("#/secrets");

    assertThat(page.locator(".notice.is-bad")).containsText("Set CARILLON_SECRET_KEY");
    assertThat(page.locator(".secret-form")).hasCount(0);
  }

  @Test
  void whereThereAreNoneThePageSaysHowTheyAreUsed() {
    carillon.town.hasNoSecrets(true);

    Page page = dashboard.open("#/secrets");

    assertThat(page.locator("#main")).containsText("No secrets yet");
    assertThat(page.locator(".secret-form")).isVisible();
  }

  @Test
  void aRefusedValueStaysInItsFieldAndTheReasonIsTold() {
    carillon.refuses(
        "PUT /api/secrets/mine", 422, "invalid-secret", "a secret has at least 4 characters");
    Page page = dashboard.open("#/secrets");
    field(page, "Name").fill("mine");
    field(page, "Value").fill("abc");

    page.getByText("Set the secret").click();

    assertThat(page.getByText("a secret has at least 4 characters")).isVisible();
    assertThat(field(page, "Value")).hasValue("abc");
  }

  @Test
  void whatADefinitionWouldMissStandsBesideTheEditorAndOnItsPage() {
    Page page = dashboard.open("#/new");
    page.getByLabel("Definition in YAML")
        .fill("document:\n  name: my-own\n  version: '0.1.0'\nuse:\n  secrets: [nowhere]\n");

    assertThat(page.locator(".findings .warnings")).containsText("\"nowhere\" is not set here");
    assertThat(page.getByText("Save", new Page.GetByTextOptions().setExact(true)))
        .isEnabled();
    page.locator(".findings .warnings").getByText("Line 5").click();
    assertThat(page.getByLabel("Definition in YAML")).isFocused();
    page.getByLabel("Definition in YAML").fill("document:\n  name: my-own\n");
    dashboard.lead("#/workflows/nightly-backup");
    page.getByText("Leave without saving").click();
    assertThat(page.getByRole(AriaRole.HEADING).first()).isVisible();
    assertThat(page.locator(".warnings")).containsText("Line 6:");
  }

  private static Locator field(Page page, String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }
}
