package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the home page takes from the server before it can be read, and what only other pages do. */
class FirstLoadTest {
  private static final int MOST_BYTES = 120_000;

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @Test
  void theHomePageTakesLittle() throws IOException {
    dashboard.visitor().alone();
    Page page = dashboard.enter();
    assertThat(page.getByText("Invoice sync")).isVisible();
    Page home = page.context().newPage();
    // What it fetches when its reader has been there for a while is not waited for.
    home.addInitScript("window.setInterval = () => 0");
    Set<String> asked = new ConcurrentSkipListSet<>();
    home.onRequest(it -> asked.add(it.url()));
    home.navigate(carillon.page(""));
    assertThat(home.getByText("Invoice sync")).isVisible();
    List<String> files = List.copyOf(asked);

    int bytes = 0;
    for (String file : files) {
      if (!file.contains("/api/")) {
        bytes += compressed(page.request().get(file).body());
      }
    }
    assertThat(files)
        .noneMatch(it -> it.contains("/ru/") || it.contains("marked") || it.contains("editor.js"));
    assertThat(bytes).isBetween(10_000, MOST_BYTES);
  }

  @Test
  void aPageWhoseScriptDoesNotComeSaysSoAndOffersToTryAgain() {
    Page page = dashboard.enter();
    assertThat(page.getByText("Invoice sync")).isVisible();
    page.route("**/pages/doctor.js", it -> it.abort());

    dashboard.lead("#/doctor");
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("This page could not be loaded");
    page.unroute("**/pages/doctor.js");
    page.getByText("Try again").click();

    assertThat(page).hasTitle("Doctor · Carillon");
  }

  @Test
  void theOtherLanguageThatDoesNotComeLeavesThePageInThisOne() {
    Page page = dashboard.enter();
    assertThat(page.getByText("Invoice sync")).isVisible();
    page.route("**/texts/ru.js", it -> it.abort());

    page.getByLabel("Переключить на русский").click();

    assertThat(page.locator(".toast")).hasCount(1);
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Workflows");
  }

  private static int compressed(byte[] bytes) throws IOException {
    var compressed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    }
    return compressed.size();
  }
}
