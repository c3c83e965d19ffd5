package dev.carillon.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.carillon.boot.RunningWar;
import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.run.RunId;
import dev.carillon.running.House;
import dev.carillon.web.Chromium;
import dev.carillon.web.Visitor;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a reader waits with 1,000 schedules and 100,000 runs in the database: to the first rows of
 * each page, and from a key or a click to its drawn answer. The server is the built WAR in a process
 * of its own, the browser a real one on the same machine, so a busy machine is seen in every figure:
 * the load stands beside them.
 *
 * <p>System properties: {@code dashboard.schedules} and {@code dashboard.rounds}.
 */
class DashboardBench {
  private static final int ROUNDS = Integer.getInteger("dashboard.rounds", 7);
  private static final double FIRST_ROWS = 1_000;
  private static final double AFTER_A_LOAD_MS = 3_000;
  private static final String TOKEN = "a-token-of-the-dashboards-bench";

  private final Figures pages = new Figures();
  private final Figures answers = new Figures();
  private final Figures requests = new Figures();
  private Server server;
  private Map<String, PageOf> all;

  /** A page, and what is there once its first rows are. */
  private record PageOf(String hash, String rows, List<String> requests) {}

  @Test
  void onH2(@TempDir Path directory) throws Exception {
    measure(directory, TestDatabases.emptyH2(directory));
  }

  @Test
  void onPostgres(@TempDir Path directory) throws Exception {
    measure(directory, TestDatabases.emptyPostgres());
  }

  private void measure(Path directory, DatabaseAddress address) throws Exception {
    long nanos = System.nanoTime();
    RunId shown = CrowdedDatabase.fill(address);
    System.out.printf("filled in %.0f s%n", (System.nanoTime() - nanos) / 1e9);
    var start = RunningWar.in(directory)
        .with("APP_ENV", "development")
        .with("CARILLON_ENGINE", "local")
        .with("CARILLON_ADMIN_TOKEN", TOKEN)
        .with("CARILLON_SECRET_KEY", House.KEY)
        .with("DATABASE_URL", address.url())
        .with("DATABASE_USER", address.user());
    address.password().ifPresent(it -> start.with("DATABASE_PASSWORD", it));
    try (RunningWar war = start.start()) {
      browse(new Server(war.base(), TOKEN), shown);
    }
    report(address.url().replaceAll("[^a-z0-9:].*", ""));
  }

  void browse(Server started, RunId shown) {
    server = started;
    all = pages(shown);
    Awaitility.await()
        .atMost(Duration.ofMinutes(5))
        .until(() -> server.get("plan").contains("\"state\":\"in-sync\""));
    try (Chromium chromium = new Chromium();
        Visitor visitor = chromium.visitor()) {
      signIn(visitor);
      requests();
      loads(visitor.page());
      try (BrowserContext context = context(visitor.page())) {
        DashboardAnswers.measure(context, server, ROUNDS, answers);
      }
    }
  }

  void report(String where) {
    System.out.printf(
        "%n%s: %d schedules, %d runs, %d rounds, load %.1f%n%s%s%s",
        where,
        CrowdedDatabase.SCHEDULES,
        CrowdedDatabase.SCHEDULES * CrowdedDatabase.RUNS_OF_EACH,
        ROUNDS,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        pages.table("first rows, bound 1 s"),
        answers.table("answers, bound 100 ms"),
        requests.table("requests of the pages"));
  }

  private static Map<String, PageOf> pages(RunId run) {
    String workflow = CrowdedDatabase.name(0);
    Map<String, PageOf> all = new LinkedHashMap<>();
    all.put(
        "home",
        new PageOf(
            "#/workflows",
            ".workflows tbody tr",
            List.of(
                "workflows?limit=50",
                "workflows?limit=200",
                "overview",
                "upcoming?limit=5",
                "plan")));
    all.put("home with its spark lines", new PageOf("#/workflows", ".workflows .spark", List.of()));
    all.put(
        "runs", new PageOf("#/runs", ".filter ~ .card .runs tbody tr", List.of("runs?limit=50")));
    all.put(
        "workflow",
        new PageOf(
            "#/workflows/" + workflow,
            ".occurrences tbody tr",
            List.of(
                "workflows/" + workflow,
                "workflows/" + workflow + "/runs?limit=25",
                "schedules/" + workflow + "/health",
                "schedules/" + workflow + "/occurrences?limit=15")));
    all.put(
        "figures of a workflow",
        new PageOf("#/workflows/" + workflow + "?tab=figures", ".chart", List.of()));
    all.put(
        "gaps of a workflow",
        new PageOf(
            "#/workflows/" + workflow + "?tab=gaps",
            ".gaps tbody tr",
            List.of("schedules/" + workflow + "/backfills/gaps?limit=50")));
    all.put(
        "run",
        new PageOf(
            "#/runs/" + run,
            ".step",
            List.of(
                "runs/" + run, "runs/" + run + "/steps?limit=200", "runs/" + run + "/neighbours")));
    all.put("upcoming", new PageOf("#/upcoming", ".agenda li", List.of("upcoming?limit=100")));
    all.put(
        "week",
        new PageOf("#/upcoming?view=week", ".week tbody tr", List.of("upcoming/hours?count=168")));
    all.put(
        "deliveries",
        new PageOf(
            "#/deliveries", ".lead ~ .card .table tbody tr", List.of("deliveries?limit=50")));
    all.put(
        "dead letters",
        new PageOf("#/dead-letters", ".main .table tbody tr", List.of("dead-letters?limit=50")));
    return all;
  }

  private void signIn(Visitor visitor) {
    visitor.open(server.base() + "/").evaluate("""
        async (token) => (await fetch("api/session", {
          method: "POST",
          headers: { "X-Carillon": "1", "Content-Type": "application/json" },
          body: JSON.stringify({ token }),
        })).status""", TOKEN);
  }

  /** Opens a browser's memory that is empty but for who is signed in. */
  private BrowserContext context(Page signedIn) {
    BrowserContext context = signedIn
        .context()
        .browser()
        .newContext(new Browser.NewContextOptions()
            .setStorageState(signedIn.context().storageState())
            .setLocale("en-GB")
            .setTimezoneId("Europe/Berlin")
            .setViewportSize(1280, 900));
    context.setDefaultTimeout(60_000);
    Map<String, String> rows = new LinkedHashMap<>();
    all.forEach((name, it) -> rows.put(name, it.rows()));
    PageWatch.into(context, rows);
    return context;
  }

  private void loads(Page signedIn) {
    for (int round = 0; round < ROUNDS; round++) {
      all.forEach((name, it) -> {
        try (BrowserContext context = context(signedIn)) {
          Page page = context.newPage();
          PageWatch watch = new PageWatch(page);
          page.navigate(server.base() + "/" + it.hash());
          pages.add(name + ", nothing in the cache", FIRST_ROWS, watch.firstRows(name));
          // What the server still does for a page that is left is no part of the next one's time.
          page.waitForTimeout(AFTER_A_LOAD_MS);
          page.navigate("about:blank");
          page.navigate(server.base() + "/" + it.hash());
          pages.add(name + ", all in the cache", FIRST_ROWS, watch.firstRows(name));
          page.navigate(server.base() + "/#/keys");
          page.waitForFunction("() => document.title.startsWith('Keys')");
          pages.add(
              name + ", from another page",
              FIRST_ROWS,
              watch.go(it.hash(), it.rows()).drawn());
        }
      });
    }
  }

  private void requests() {
    all.values().stream().flatMap(it -> it.requests().stream()).forEach(path -> {
      for (int round = 0; round <= ROUNDS; round++) {
        long nanos = System.nanoTime();
        int bytes = server.get(path).length();
        double millis = (System.nanoTime() - nanos) / 1e6;
        if (round == 0) {
          requests.add("first: " + path, FIRST_ROWS, millis);
        } else {
          requests.add("%7d bytes: %s".formatted(bytes, path), FIRST_ROWS, millis);
        }
      }
    });
  }
}
