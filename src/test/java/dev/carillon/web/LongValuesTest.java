package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is too long to be drawn is cut, and the reader is told. */
class LongValuesTest {
  private static final String TEXT = "a" + "🔔".repeat(30_000);

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  @Test
  void whatIsLeftOutIsToldAndTheWholeIsSaved() throws IOException {
    Page page = open();

    Locator input = page.locator(".payload").first();
    assertThat(input.locator(".code-rest")).containsText("20003 more characters are not shown.");
    assertThat(input.locator(".code").textContent()).hasSize(40_000).endsWith("🔔");
    Download saved =
        page.waitForDownload(() -> input.getByText("Save all as a file").click());

    assertThat(saved.suggestedFilename()).isEqualTo("Input.json");
    assertThat(Files.readString(saved.path())).isEqualTo("\"" + TEXT + "\"");
    assertThat(page.locator(".payload").last().locator(".code-rest")).hasCount(0);
  }

  @Test
  void itIsToldInRussianToo() {
    dashboard.visitor().speaking("ru-RU");

    assertThat(open().locator(".code-rest")).containsText("Не показаны ещё 20003 знака.");
  }

  private Page open() {
    dashboard.carillon.answers("GET /api/runs/run_01hello", """
            {"id":"run_01hello","workflowId":"hello-carillon","version":"1.0.0","trigger":"manual",
             "state":"succeeded","attempts":1,"maxAttempts":4,"createdAt":"2026-11-20T19:45:00Z",
             "input":"%s","output":{}}""".formatted(TEXT));
    return dashboard.open("#/runs/run_01hello");
  }
}
