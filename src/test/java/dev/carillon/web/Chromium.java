package dev.carillon.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A browser for tests: an installed Chromium, else the one that Playwright fetches for itself. Used
 * by one thread.
 */
public final class Chromium implements AutoCloseable {
  private static final List<String> QUIET = List.of(
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;

  /**
   * Starts it.
   *
   * @throws IllegalStateException if there is none; the message says what to install
   */
  public Chromium() {
    Optional<Path> installed = installed();
    Map<String, String> environment = new HashMap<>(System.getenv());
    installed.ifPresent(it -> environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
    try {
      playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
      var options = new BrowserType.LaunchOptions().setArgs(QUIET);
      installed.ifPresent(options::setExecutablePath);
      browser = playwright.chromium().launch(options);
    } catch (PlaywrightException missing) {
      throw new IllegalStateException(
          "the browser tests need Chromium: install it (Debian: apt-get install chromium)",
          missing);
    }
  }

  private static Optional<Path> installed() {
    List<String> names = List.of("chromium", "chromium-browser", "google-chrome");
    return Stream.of(System.getenv("PATH").split(":"))
        .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Returns a visitor without cookies, as the first on a fresh machine. */
  public Visitor visitor() {
    return new Visitor(browser);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
