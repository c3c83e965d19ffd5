package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What goes wrong is told in the reader's language; what the server said stands beneath. */
class ProblemWordsTest {
  private static final Path COMPONENTS = Path.of("webapp/js/components");
  private static final Pattern TYPE = Pattern.compile("`/problems/([a-z-]+)`");

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  /** That a text stands in both languages, and that its key is used, is told by {@link TextsTest}. */
  @Test
  void eachTypeOfProblemOfTheServerHasItsWords() throws IOException {
    String words = Files.readString(COMPONENTS.resolve("problem-words.js"));
    String troubles = Files.readString(COMPONENTS.resolve("engine-trouble.js"));

    assertThat(types())
        .hasSizeGreaterThan(60)
        .allSatisfy(type -> assertThat(words + troubles)
            .as(type)
            .containsPattern(
                "(?m)^ +(?:\"%1$s\"|%1$s): \\(\\) => t\\(\"(?:problem|trouble)\\.%1$s\"\\)"
                    .formatted(type)));
  }

  private static Stream<String> types() throws IOException {
    String page = Files.readString(Path.of("src/docs/api.md"));
    return TYPE.matcher(page).results().map(it -> it.group(1));
  }

  @Test
  void inRussianARefusalIsToldInRussianAndTheServersWordsStandBeneath() {
    Page page = enterInRussian();
    carillon.refuses(
        "POST /api/cron/activate/weekly-digest", 409, "code-gone", "the jar of it is not here");

    page.getByRole(AriaRole.ROW)
        .filter(new Locator.FilterOptions().setHasText("Weekly digest"))
        .getByRole(AriaRole.SWITCH)
        .click();

    Locator alert = page.getByRole(AriaRole.ALERT);
    assertThat(alert).containsText("Код на Java, создававший этот процесс, пропал.");
    assertThat(alert).containsText("Ответ сервера: the jar of it is not here");
  }

  @Test
  void aPageThatCannotBeShownSaysWhyInRussian() {
    carillon.refuses("GET /api/workflows", 503, "store-unavailable", "no connection was free");
    Page page = enterInRussian();

    assertThat(page.locator(".notice.is-bad .notice-title"))
        .containsText("База данных не отвечает.");
    assertThat(page.locator(".notice.is-bad")).containsText("no connection was free");
  }

  private Page enterInRussian() {
    dashboard.visitor().speaking("ru-RU");
    return dashboard.enter();
  }
}
