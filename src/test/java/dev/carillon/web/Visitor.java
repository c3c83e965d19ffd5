package dev.carillon.web;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody with a browser, a language and a taste. What the browser complains of (errors of scripts,
 * broken policies) is kept, so that a test can say there was nothing.
 */
public final class Visitor implements AutoCloseable {
  private static final double PATIENCE_MS = 30_000;

  private final Chromium chromium;
  private final Browser.NewContextOptions options = new Browser.NewContextOptions()
      .setLocale("en-GB")
      .setTimezoneId("Europe/Berlin")
      .setReducedMotion(ReducedMotion.REDUCE)
      .setViewportSize(1280, 900);
  private final List<String> complaints = new ArrayList<>();
  private BrowserContext context;
  private Page page;
  private String time = "";
  private boolean isAlone;

  Visitor(Chromium chromium) {
    this.chromium = chromium;
  }

  /** Speaks a language, such as {@code ru-RU}. */
  public Visitor speaking(String locale) {
    options.setLocale(locale);
    return this;
  }

  /** Likes it dark. */
  public Visitor inTheDark() {
    options.setColorScheme(ColorScheme.DARK);
    return this;
  }

  /** Holds a window of this width. */
  public Visitor narrow(int width) {
    options.setViewportSize(width, 800);
    return this;
  }

  /** Lives at one moment: the page's clock stands still there. */
  Visitor at(String instant) {
    time = instant;
    return this;
  }

  /** Comes with a browser that has nothing in its cache, and takes it away again. */
  public Visitor alone() {
    isAlone = true;
    return this;
  }

  /** Opens an address, and from then on has a page. */
  public Page open(String address) {
    if (page == null) {
      context = isAlone ? chromium.contextAt(options, time) : chromium.context(options, time);
      context.setDefaultTimeout(PATIENCE_MS);
      PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
      page = context.newPage();
      hearFromNowOn();
      forgetWhatIsStored(address);
      page.onPageError(complaints::add);
      page.onConsoleMessage(it -> {
        boolean answer = it.text().startsWith("Failed to load resource");
        if (it.type().equals("error") && !answer) {
          complaints.add(it.text());
        }
      });
    }
    page.navigate(address);
    return page;
  }

  /**
   * The driver tells of requests and answers only once it heard that somebody listens. Whoever begins to wait and then
   * lets the server answer would miss an answer that is quicker than that.
   */
  private void hearFromNowOn() {
    page.onRequest(request -> {});
    page.onResponse(answer -> {});
  }

  /** Whoever had this browser before may have chosen a language; a tab has no memory before it is opened. */
  private void forgetWhatIsStored(String address) {
    URI uri = URI.create(address);
    JsonObject what = new JsonObject();
    what.addProperty("origin", uri.getScheme() + "://" + uri.getAuthority());
    what.addProperty("storageTypes", "local_storage");
    CDPSession tools = context.newCDPSession(page);
    tools.send("Storage.clearDataForOrigin", what);
    tools.detach();
  }

  /** Returns the page that was opened. */
  public Page page() {
    return page;
  }

  /** Returns the clock of the page, which nobody else can go by once it was touched. */
  Clock clock() {
    isAlone = true;
    return page.clock();
  }

  /** Returns what the browser complained of; a refused request is not a complaint. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public void close() {
    if (context == null) {
      return;
    }
    if (isAlone) {
      context.close();
    } else {
      chromium.takeBack(context);
    }
  }
}
