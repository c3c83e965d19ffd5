package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a workflow said before, what that changed, and the way back to it. */
class VersionsTest {
  /** As it was before there was a view of the whole definition; whoever kept it finds it still. */
  private static final String VERSIONS = "#/workflows/hello-carillon?tab=versions";

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @Test
  void whatTheNewestVersionChangedIsShownLineByLine() {
    Page page = open("en-GB", VERSIONS);

    assertThat(page.locator(".diff .is-removed .diff-text").last())
        .hasText(Pattern.compile("said the clock"));
    assertThat(page.locator(".diff .is-added .diff-text").last())
        .hasText(Pattern.compile("said the bell"));
    assertThat(page.locator(".diff-line.is-added")).hasCount(2);
    assertThat(page.getByText("2 lines added")).isVisible();
    assertThat(page.locator(".diff-gap")).hasCount(1);
  }

  @Test
  void anyTwoVersionsAreComparedAndTheAddressSaysWhich() {
    Page page = open("en-GB", VERSIONS);
    assertThat(page.locator(".diff-line.is-added")).hasCount(2);

    page.getByLabel("To version").selectOption("0.9.0");
    assertThat(page.getByText("Nothing: both say the same.")).isVisible();
    page.getByLabel("From version").selectOption("1.0.0");
    assertThat(page.locator(".diff .is-added .diff-text").last())
        .hasText(Pattern.compile("said the clock"));

    assertThat(page).hasURL(Pattern.compile("tab=definition&from=1.0.0&to=0.9.0$"));
    page.reload();
    assertThat(page.locator(".diff .is-added .diff-text").last())
        .hasText(Pattern.compile("said the clock"));
  }

  @Test
  void anOlderVersionIsOfferedInTheEditorAsTheNextOneAndNotSaved() {
    Page page = open("en-GB", VERSIONS);
    page.getByLabel("Restore 0.9.0 in the editor").click();

    assertThat(page.getByText("This is what version 0.9.0 said, as 1.0.1.")).isVisible();
    Locator text = page.getByLabel("Definition in YAML");
    assertThat(text).hasValue(Pattern.compile("version: '1.0.1'[\\s\\S]*said the clock"));
    assertThat(carillon.requests()).doesNotContain("PUT /api/workflows/hello-carillon");
    page.getByText("Save", new Page.GetByTextOptions().setExact(true)).click();

    assertThat(page).hasTitle("My workflow · Carillon");
    assertThat(carillon.requests()).contains("PUT /api/workflows/hello-carillon");
  }

  @Test
  void whoMayOnlyLookComparesAndRestoresNothing() {
    carillon.letsIn("viewer");
    Page page = open("en-GB", VERSIONS);

    assertThat(page.locator(".diff")).isVisible();
    assertThat(page.getByText("Restore…")).hasCount(0);
  }

  @Test
  void theSameIsSaidInRussian() {
    Page page = open("ru-RU", VERSIONS);
    assertThat(page.getByText("Добавлено 2 строки")).isVisible();

    page.getByText("Восстановить…").click();

    assertThat(page.getByText("Это текст версии 0.9.0 под номером 1.0.1.")).isVisible();
  }

  @Test
  void tenThousandLinesAreComparedInNoTimeAndWithTheFewestChanges() {
    Page page = open("en-GB", VERSIONS);

    assertThat(page.evaluate("""
            async () => {
              const { lineDiff } = await import(new URL("js/lib/line-diff.js", document.baseURI));
              const text = (change) => Array.from({ length: 10000 }, (_, n) =>
                n % 1000 === 500 ? change + n : "line " + n).join("\\n");
              const all = Array.from({ length: 10000 }, (_, n) => "other " + n).join("\\n");
              const kinds = (lines, kind) => lines.filter((it) => it.kind === kind).length;
              return [kinds(lineDiff(text("a"), text("b")), "added"), kinds(lineDiff(text("a"), all), "same")].join();
            }""")).isEqualTo("10,0");
  }

  private Page open(String language, String fragment) {
    dashboard.visitor().speaking(language);
    return dashboard.open(fragment);
  }
}
