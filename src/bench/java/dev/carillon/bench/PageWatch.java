package dev.carillon.bench;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.util.List;
import java.util.Map;

/**
 * A stopwatch inside a page: from when the browser took a key, a click or a change to the end of the
 * frame in which the answer was drawn. It looks once a frame, so nothing is told finer than that.
 */
final class PageWatch {
  /** A change that the server tells of becomes an event of the window, {@code told}. */
  private static final String SCRIPT = """
      (() => {
        const after = (work) => {
          const channel = new MessageChannel();
          channel.port1.onmessage = work;
          channel.port2.postMessage(0);
        };
        const watch = {
          first: {},
          longest: 0,
          arm(type, done) {
            watch.longest = 0;
            watch.slowest = 0;
            watch.result = new Promise((resolve, reject) => {
              setTimeout(() => reject(new Error(`not so after ${type}: ${done}`)), 120000);
              const begin = (event) => {
                const look = () => {
                  if (!done()) return requestAnimationFrame(look);
                  after(() => {
                    const took = performance.now() - event.timeStamp;
                    // What the browser itself observed comes a moment later.
                    setTimeout(() => resolve([took, watch.longest, watch.slowest]), 150);
                  });
                };
                requestAnimationFrame(look);
              };
              addEventListener(type, begin, { capture: true, once: true });
            });
          },
          go(hash, done) {
            watch.arm("gone", done);
            dispatchEvent(new Event("gone"));
            location.hash = hash;
          },
        };
        const rows = FIRST;
        const look = () => {
          for (const [name, selector] of Object.entries(rows)) {
            if (watch.first[name] === undefined && document.querySelector(selector)) {
              watch.first[name] = 0;
              after(() => (watch.first[name] = performance.now()));
            }
          }
          if (performance.now() < 20000) requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
        new PerformanceObserver((list) => {
          for (const it of list.getEntries()) watch.longest = Math.max(watch.longest, it.duration);
        }).observe({ type: "longtask" });
        new PerformanceObserver((list) => {
          for (const it of list.getEntries()) watch.slowest = Math.max(watch.slowest, it.duration);
        }).observe({ type: "event", durationThreshold: 16 });
        const Source = EventSource;
        window.EventSource = class extends Source {
          constructor(...given) {
            super(...given);
            this.addEventListener("change", () => dispatchEvent(new Event("told")));
          }
        };
        window.watch = watch;
      })();
      """;

  private final Page page;

  PageWatch(Page page) {
    this.page = page;
  }

  /**
   * One answer.
   *
   * @param drawn from the event to the end of the frame that showed its answer
   * @param busy the longest time meanwhile in which the page could hear of nothing
   * @param event the slowest event, as the browser itself tells: to the next frame, answered or not
   */
  record Took(double drawn, double busy, double event) {}

  /** Puts a stopwatch into all pages that are opened from now on. */
  static void into(BrowserContext context, Map<String, String> firstRows) {
    StringBuilder rows = new StringBuilder("{");
    firstRows.forEach((name, selector) ->
        rows.append('"').append(name).append("\": \"").append(selector).append("\", "));
    context.addInitScript(SCRIPT.replace("FIRST", rows.append('}').toString()));
  }

  /** Returns when a page that was just opened had drawn its first rows, from the navigation on. */
  double firstRows(String name) {
    try {
      page.waitForFunction("() => watch.first['" + name + "'] > 0");
    } catch (PlaywrightException never) {
      throw new IllegalStateException("no rows of " + name + " at " + page.url(), never);
    }
    return number(page.evaluate("() => watch.first['" + name + "']"));
  }

  /** Goes to another page without leaving the dashboard. */
  Took go(String hash, String selector) {
    page.evaluate("() => watch.go('%s', () => document.querySelector('%s') !== null)"
        .formatted(hash, selector));
    return result();
  }

  /** Does something, which ends in an event of that kind, until a condition in JavaScript holds. */
  Took after(String event, String until, Runnable done) {
    page.evaluate("() => watch.arm('" + event + "', () => " + until + ")");
    done.run();
    return result();
  }

  private Took result() {
    List<?> took = (List<?>) page.evaluate("() => watch.result");
    return new Took(number(took.get(0)), number(took.get(1)), number(took.get(2)));
  }

  /** Returns the longest time in which the page could hear of nothing while nothing happened. */
  double busyAtRest(int millis) {
    page.evaluate("() => { watch.longest = 0; }");
    page.waitForTimeout(millis);
    return number(page.evaluate("() => watch.longest"));
  }

  private static double number(Object any) {
    return ((Number) any).doubleValue();
  }
}
