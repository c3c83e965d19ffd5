package dev.carillon.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A browser for tests: an installed Chromium, else the one that Playwright fetches for itself. Used
 * by one thread.
 *
 * <p>Visitors with the same wishes come one after the other with the same cache, so that the files of
 * the dashboard are fetched once for many of them. Nothing else of one is left for the next.
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
  private final Map<String, BrowserContext> free = new HashMap<>();
  private final Map<BrowserContext, String> wishes = new HashMap<>();

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
    // The one without windows does the same with less work.
    List<String> names =
        List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome");
    List<String> folders = List.of(System.getenv("PATH").split(":"));
    return names.stream()
        .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Returns a visitor without cookies, as the first on a fresh machine. */
  public Visitor visitor() {
    return new Visitor(this);
  }

  /** Returns what has never been used; its clock stands still at a time, or goes if none is named. */
  BrowserContext contextAt(Browser.NewContextOptions options, String time) {
    BrowserContext context = browser.newContext(options);
    if (!time.isEmpty()) {
      context.clock().setFixedTime(time);
    }
    return context;
  }

  /** Returns what may have files of the dashboard in its cache, for who has the same wishes. */
  BrowserContext context(Browser.NewContextOptions options, String time) {
    String wish = String.join(
        " ",
        options.locale,
        options.timezoneId,
        time,
        String.valueOf(options.colorScheme),
        options.viewportSize.get().width + "x" + options.viewportSize.get().height);
    BrowserContext context =
        Optional.ofNullable(free.remove(wish)).orElseGet(() -> contextAt(options, time));
    wishes.put(context, wish);
    return context;
  }

  /** Takes it from a visitor, and leaves nothing in it but its cache. */
  void takeBack(BrowserContext context) {
    context.pages().forEach(Page::close);
    context.clearCookies();
    context.clearPermissions();
    free.put(wishes.get(context), context);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
