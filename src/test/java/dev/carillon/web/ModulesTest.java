package dev.carillon.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The dashboard's modules that know no page, in the browser. What they promise stands in {@code src/test/web}: each
 * case is a sentence and answers what came out and what was to come out.
 */
class ModulesTest {
  private static final Path CASES = Path.of("src/test/web");

  private static final String NAMES = """
      async (file) => Object.keys((await import(new URL(file, document.baseURI))).cases)""";

  private static final String OUTCOME = """
      async ([file, name]) => {
        const { cases } = await import(new URL(file, document.baseURI));
        const told = (it) => JSON.stringify(it, (key, value) => (value === undefined ? "(undefined)" : value), 1);
        return (await cases[name]()).map(told);
      }""";

  @RegisterExtension
  final Dashboard dashboard = new Dashboard();

  @TestFactory
  Stream<DynamicContainer> aModuleKeepsItsPromises() throws IOException {
    Page page = dashboard.open();
    page.route("**/cases/*.js", ModulesTest::give);
    try (Stream<Path> files = Files.list(CASES)) {
      return files
          .map(it -> it.getFileName().toString())
          .sorted()
          .map(it -> DynamicContainer.dynamicContainer(it, tests(page, "cases/" + it)))
          .toList()
          .stream();
    }
  }

  private static void give(Route route) {
    String url = route.request().url();
    Path file = CASES.resolve(url.substring(url.lastIndexOf('/') + 1));
    route.fulfill(new Route.FulfillOptions()
        .setContentType("text/javascript; charset=utf-8")
        .setPath(file));
  }

  private static Stream<DynamicTest> tests(Page page, String file) {
    List<?> names = (List<?>) page.evaluate(NAMES, file);
    return names.stream()
        .map(it -> DynamicTest.dynamicTest((String) it, () -> {
          List<?> outcome = (List<?>) page.evaluate(OUTCOME, List.of(file, it));
          assertThat(outcome).hasSize(2);
          assertThat((String) outcome.get(0)).isEqualTo(outcome.get(1));
        }));
  }
}
