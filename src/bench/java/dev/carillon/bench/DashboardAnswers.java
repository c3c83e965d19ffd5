package dev.carillon.bench;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.carillon.bench.PageWatch.Took;

/** What a reader does on the home page, which knows all and draws a page of them, and on the list of runs. */
final class DashboardAnswers {
  private static final double ANSWER = 100;
  private static final double NEWS = 1_000;
  private static final String COUNT = "document.querySelector('.bulk [role=status]').textContent";
  private static final String OPEN = "document.querySelector('dialog[open]') !== null";
  private static final String CLOSED = "document.querySelector('dialog') === null";

  private final Page page;
  private final PageWatch watch;
  private final Server server;
  private final Figures figures;

  private DashboardAnswers(Page page, Server server, Figures figures) {
    this.page = page;
    this.watch = new PageWatch(page);
    this.server = server;
    this.figures = figures;
  }

  static void measure(BrowserContext context, Server server, int rounds, Figures figures) {
    DashboardAnswers answers = new DashboardAnswers(context.newPage(), server, figures);
    answers.home();
    for (int round = 0; round < rounds; round++) {
      answers.filters();
      answers.keys();
      answers.several();
      answers.news(round);
    }
    answers.page.navigate(server.base() + "/#/runs");
    for (int round = 0; round < rounds; round++) {
      answers.runs();
    }
  }

  private void home() {
    page.navigate(server.base() + "/");
    page.waitForSelector(".live.is-live");
    page.waitForFunction("() => " + summary() + ".startsWith('" + number() + "')");
    page.waitForTimeout(2_000);
  }

  private static String summary() {
    return "(document.querySelector('.summary')?.textContent ?? '').trim()";
  }

  private static String number() {
    return Integer.toString(CrowdedDatabase.SCHEDULES);
  }

  /** Narrows and sorts all of them. */
  private void filters() {
    page.focus("[data-search]");
    narrow(
        "home: a digit is typed that many names hold",
        "input",
        () -> page.keyboard().insertText("5"));
    narrow("home: a name is typed to its end", "input", () -> page.keyboard().insertText("00"));
    page.keyboard().press("Control+a");
    narrow("home: what was typed is taken away", "input", () -> page.keyboard().press("Delete"));
    narrow(
        "home: the health that needs somebody",
        "change",
        () -> page.selectOption(".filter select >> nth=0", "attention"));
    narrow("home: any health", "change", () -> page.selectOption(".filter select >> nth=0", ""));
    sort("home: sorted by the next run", "ascending");
    sort("home: turned round", "descending");
    sort("home: as it was", "none");
  }

  private void narrow(String name, String event, Runnable done) {
    String before = (String) page.evaluate("() => " + summary());
    add(name, watch.after(event, summary() + " !== '" + before + "'", done));
  }

  private void sort(String name, String order) {
    String head = "[...document.querySelectorAll('.workflows thead button')][1]";
    String sorted =
        "(" + head + ".closest('th').getAttribute('aria-sort') ?? 'none') === '" + order + "'";
    add(name, watch.after("click", sorted, () -> page.click(".workflows thead button >> nth=1")));
  }

  private void turnPages() {
    String first = "document.querySelector('.row-name').textContent.trim()";
    String before = (String) page.evaluate("() => " + first);
    add(
        "home: the next page",
        watch.after(
            "click", first + " !== '" + before + "'", () -> page.click(".pager button >> nth=1")));
    add(
        "home: the page before",
        watch.after(
            "click", first + " === '" + before + "'", () -> page.click(".pager button >> nth=0")));
  }

  private void keys() {
    turnPages();
    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }");
    for (int row = 0; row < 3; row++) {
      String focused =
          "document.activeElement === document.querySelectorAll('.row-name')[" + row + "]";
      add("home: j", watch.after("keydown", focused, () -> page.keyboard().press("j")));
    }
    String before = (String) page.evaluate("() => " + COUNT);
    add(
        "home: x",
        watch.after(
            "keydown", COUNT + " !== '" + before + "'", () -> page.keyboard().press("x")));
    add("home: r asks", watch.after("keydown", OPEN, () -> page.keyboard().press("r")));
    add("home: Escape", watch.after("keydown", CLOSED, () -> page.keyboard().press("Escape")));
    add(
        "home: x again",
        watch.after(
            "keydown", COUNT + " === '" + before + "'", () -> page.keyboard().press("x")));
    add(
        "home: ? shows the keys",
        watch.after("keydown", OPEN, () -> page.keyboard().press("?")));
    page.keyboard().press("Escape");
    page.waitForFunction("() => " + CLOSED);
  }

  private void several() {
    String none = (String) page.evaluate("() => " + COUNT);
    String all = COUNT + ".replace(/[^0-9]/g, '') === '" + number() + "'";
    String some = "document.querySelectorAll('.bulk button').length > 3";
    add(
        "home: all of the page are selected",
        watch.after("click", some, () -> page.click("input[name=all]")));
    add(
        "home: all of all pages are selected",
        watch.after("click", all, () -> page.click(".bulk > button >> nth=0")));
    add(
        "home: the question before a pause of all",
        watch.after("click", OPEN, () -> page.click(".bulk .actions button >> nth=0")));
    page.keyboard().press("Escape");
    page.waitForFunction("() => " + CLOSED);
    add(
        "home: none is selected",
        watch.after(
            "click", COUNT + " === '" + none + "'", () -> page.click(".bulk > button >> nth=0")));
  }

  /** A run of a row that is seen, from when the browser heard of it. */
  private void news(int round) {
    page.evaluate("() => scrollTo(0, 0)");
    add("home: a second in which nothing happens, busy", watch.busyAtRest(2_500));
    String name = CrowdedDatabase.name(round % 5);
    String link = "document.querySelector('[href$=\"" + name + "\"]').closest('tr')"
        + ".querySelector('.badge-link').getAttribute('href')";
    String before = (String) page.evaluate("() => " + link);
    Took took = watch.after("told", link + " !== '" + before + "'", () -> server.run(name));
    add("home: a run elsewhere, until it is seen", NEWS, took);
    add("home: a run elsewhere, busy", took.busy());
    page.waitForTimeout(1_000);
  }

  private void runs() {
    String rows = "document.querySelectorAll('.runs tbody tr')";
    String badges = "[...document.querySelectorAll('.runs tbody .badge')]";
    page.waitForSelector(".runs tbody tr");
    page.waitForTimeout(500);
    add(
        "runs: only those that failed",
        NEWS,
        watch.after(
            "change",
            badges + ".length > 0 && " + badges + ".every((it) => it.matches('.is-failed'))",
            () -> page.selectOption(".filter select >> nth=0", "failed")));
    add(
        "runs: in any state",
        NEWS,
        watch.after(
            "change",
            badges + ".some((it) => !it.matches('.is-failed'))",
            () -> page.selectOption(".filter select >> nth=0", "")));
    page.focus("[data-search]");
    add(
        "runs: a text that many hold",
        NEWS,
        watch.after(
            "input",
            badges + ".length > 0 && " + badges + ".every((it) => it.matches('.is-failed'))",
            () -> page.keyboard().insertText("answer number")));
    page.keyboard().press("Control+a");
    add(
        "runs: a text that none holds",
        NEWS,
        watch.after(
            "input", rows + ".length === 0", () -> page.keyboard().insertText("no such text")));
    page.keyboard().press("Control+a");
    add(
        "runs: no text",
        NEWS,
        watch.after("input", rows + ".length > 0", () -> page.keyboard().press("Delete")));
    String one = CrowdedDatabase.name(CrowdedDatabase.SCHEDULES / 2);
    String names = "[..." + rows + "].map((it) => it.textContent.includes('" + one + "'))";
    page.focus(".filter input >> nth=1");
    add(
        "runs: of one workflow",
        NEWS,
        watch.after(
            "input",
            rows + ".length > 0 && " + names + ".every((it) => it)",
            () -> page.keyboard().insertText(one)));
    page.keyboard().press("Control+a");
    add(
        "runs: of any workflow",
        NEWS,
        watch.after("input", names + ".some((it) => !it)", () -> page.keyboard().press("Delete")));
  }

  private void add(String name, Took took) {
    add(name, ANSWER, took);
  }

  private void add(String name, double bound, Took took) {
    figures.add(name, bound, took.drawn());
    if (took.event() > 0 && bound == ANSWER) {
      figures.add(name + " (the browser's own figure)", bound, took.event());
    }
  }

  private void add(String name, double millis) {
    figures.add(name, ANSWER, millis);
  }
}
