package dev.carillon.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Asks axe what hinders people on a page: one document without frames. Of what it finds, only what is wrong
 * is told in full, since all else takes long.
 */
final class Axe {
  private static final String SCRIPT = script();

  /**
   * It begins each of its rules by a timer of no time at all, and a browser lets such timers wait: a third of
   * a second for each page. Meanwhile, a message to oneself does the same.
   */
  private static final String WRONG = """
      async () => {
        const timer = window.setTimeout;
        const { port1, port2 } = new MessageChannel();
        const due = [];
        port1.onmessage = () => due.shift()();
        window.setTimeout = (work, ms, ...rest) => {
          if (ms !== 0) return timer(work, ms, ...rest);
          due.push(() => work(...rest));
          port2.postMessage(0);
          return 0;
        };
        try {
          const found = await axe.run(document, { resultTypes: ["violations"] });
          return found.violations
            .filter((it) => it.impact !== "minor")
            .map((it) => `${it.id}: ${it.help} at `
              + it.nodes.map((node) => `${node.target} ${node.failureSummary}`).join("; "));
        } finally {
          window.setTimeout = timer;
          port1.close();
        }
      }""";

  private Axe() {}

  /** Returns what is more than minor on the page as it stands, in words. */
  @SuppressWarnings("unchecked")
  static List<String> hindrances(Page page) {
    if (Boolean.FALSE.equals(page.evaluate("'axe' in window"))) {
      page.evaluate(SCRIPT);
    }
    return (List<String>) page.evaluate(WRONG);
  }

  private static String script() {
    try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), UTF_8) + "\n;0";
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
