package dev.carillon.web;

import static dev.carillon.web.Patience.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Text that comes from outside changes nothing but itself, whatever is in it. */
class ForeignTextTest {
  private static final String TEXT =
      "<img src=x onerror='window.ran = 1'><script>window.ran = 2</script>"
          + " \u2069\u202Edenrut \u2066 👩‍👩‍👧‍👦 🔔 Z͑ͫ̓ͪ̂ͫ "
          + "w".repeat(10_000);

  /** Of our own words next to foreign ones, whether each letter stands to the right of the one before. */
  private static final String TURNED = """
      () => {
        const turned = [];
        const texts = document.createTreeWalker(document.querySelector("#app"), NodeFilter.SHOW_TEXT);
        for (let node = texts.nextNode(); node; node = texts.nextNode()) {
          const end = node.data.search(/[\\u2066-\\u2069\\u202E<]/);
          if (node.data.includes("wwww") && end < 0) continue;
          const own = node.data.slice(0, end < 0 ? 300 : end);
          let last;
          for (let at = 0; at < own.length; at++) {
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            const box = range.getBoundingClientRect();
            if (box.width === 0) continue;
            if (last && Math.abs(last.top - box.top) < 2 && box.left < last.left) turned.push(own);
            last = box;
          }
        }
        return [...new Set(turned)];
      }""";

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  private final FakeCarillon carillon = dashboard.carillon;

  @BeforeEach
  void strangersWroteIt() {
    carillon.answers("GET /api/runs/run_02invoice", run("failed", """
        "error":{"type":"https://x/y","status":500,"title":#,"detail":#,"instance":#},
        "redriveOf":{"runId":"run_1","by":"admin","reason":#},
        "redrivenAs":{"runId":"run_2","by":"admin","reason":#},
        "deliveries":[{"id":1,"messageId":"msg_1","retried":0,"route":"local","detail":#,
          "receivedAt":"2026-11-20T19:45:00Z","status":500,"verdict":"failed"}],
        "attemptList":[{"number":1,"startedAt":"2026-11-20T19:45:00Z",
            "error":{"type":#,"status":500,"title":#,"detail":#}},
          {"number":2,"startedAt":"2026-11-20T19:46:00Z",
            "redrive":{"by":"admin","reason":#,"after":"canceled","cancelReason":#,"canceledBy":"admin"}}]"""));
    carillon.answers(
        "GET /api/runs/run_03backup",
        run("canceled", "\"cancelReason\":#,\"canceledBy\":\"admin\",\"attemptList\":[]"));
    String steps = foreign("""
        {"items":[{"key":"/do/0/a","pointer":"/do/0/a","name":#,"kind":"set","state":"faulted",
          "attempt":1,"depth":0,"input":#,"output":{"a":#},"startedAt":"2026-11-20T19:45:00Z",
          "error":{"type":"https://x/y","status":500,"title":#,"detail":#},
          "log":[{"at":"2026-11-20T19:45:00Z","level":"info","text":#}]}]}""");
    carillon.answers("GET /api/runs/run_02invoice/steps", steps);
    carillon.answers("GET /api/runs/run_03backup/steps", steps);
    carillon.town.workflow("hello-carillon").orElseThrow().put("title", TEXT).put("summary", TEXT);
    carillon.town.workflow("nightly-backup").orElseThrow().put("title", TEXT).put("summary", TEXT);
  }

  @Test
  void itIsOnlyTextOnAWidePage() {
    everyPageHoldsIt();
  }

  @Test
  void itIsOnlyTextOnANarrowPage() {
    dashboard.visitor().narrow(320);
    everyPageHoldsIt();
  }

  private void everyPageHoldsIt() {
    Page page = dashboard.open("#/runs/run_02invoice");
    page.locator(".step > summary").click();
    holds(page.locator(".step-title, .step-details .run-error-detail, .log-step, .log-text"), 5);
    holds(
        page.locator(".main > .run-error .notice-title, .main > .run-error .run-error-detail"), 2);
    holds(page.locator(".main > .notice:not(.run-error) .notice-text"), 2);
    holds(page.locator(".attempt .notice-title, .attempt .run-error-detail"), 2);
    assertThat(page.locator(".attempt").last()).containsText("Canceled by admin. <img");
    holdsJson(page.locator(".payload .code, .step-details .code"), 4);
    isUnchanged(page);

    dashboard.lead("#/runs/run_03backup");
    holds(page.locator(".main > .notice .notice-text"), 1);
    isUnchanged(page);

    dashboard.lead("#/runs");
    assertThat(page.locator(".runs .row-name").first()).isVisible();
    isUnchanged(page);

    dashboard.lead("#/workflows/hello-carillon");
    holds(page.locator("h1, .lead"), 2);
    page.keyboard().press("r");
    holds(page.locator("dialog h2"), 1);
    isUnchanged(page);
  }

  private static void holds(Locator places, int count) {
    assertThat(places).hasCount(count);
    assertThat((List<?>) places.evaluateAll("(all) => all.map((it) => it.textContent)"))
        .allSatisfy(it -> assertThat((String) it).contains(TEXT));
  }

  private static void holdsJson(Locator places, int count) {
    assertThat(places).hasCount(count);
    assertThat((List<?>) places.evaluateAll("(all) => all.map((it) => it.textContent)"))
        .allSatisfy(it -> assertThat((String) it).contains(json()));
  }

  private void isUnchanged(Page page) {
    assertThat(page.evaluate("window.ran ?? null")).isNull();
    assertThat(page.locator("#app img, #app script")).hasCount(0);
    assertThat((List<?>) page.evaluate(TURNED)).isEmpty();
    assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as("%s fits", page.url())
        .isEqualTo(true);
    assertThat(dashboard.visitor().complaints()).isEmpty();
  }

  private static String run(String state, String more) {
    return foreign("""
        {"id":"run_0","workflowId":"invoice-sync","version":"1.0.0","trigger":"manual","state":"%s",
         "attempts":2,"maxAttempts":4,"createdAt":"2026-11-20T19:45:00Z","startedAt":"2026-11-20T19:45:00Z",
         "endedAt":"2026-11-20T19:47:00Z","input":#,"output":{"a":#},%s}""".formatted(state, more));
  }

  /** Each sign stands for the text. */
  private static String foreign(String json) {
    return json.replace("#", json());
  }

  private static String json() {
    try {
      return new ObjectMapper().writeValueAsString(TextNode.valueOf(TEXT));
    } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
