package dev.carillon.language;

import static dev.carillon.language.Definitions.problems;
import static dev.carillon.language.Definitions.read;
import static dev.carillon.language.Definitions.withTasks;
import static dev.carillon.language.Definitions.withTop;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How large a definition may be, and that the largest ones are refused quickly. */
@Timeout(60)
class DefinitionLimitsTest {
  @Test
  void tasksAreNestedThirtyTwoLevelsDeepAtMost() {
    assertThat(problems(nested(32))).isEmpty();
    assertThat(problems(nested(33)))
        .singleElement()
        .satisfies(
            it -> assertThat(it.message())
                .isEqualTo(
                    "tasks are nested deeper than 32 levels; make a workflow of its own of the inner ones"));
  }

  @Test
  void aDefinitionHasAThousandTasksAtMost() {
    assertThat(read(tasks(1000)).tasks().tasks()).hasSize(1000);
    assertThat(problems(tasks(1001)))
        .singleElement()
        .satisfies(it -> assertThat(it.message())
            .isEqualTo("a definition has at most 1000 tasks; make two workflows of it"));
  }

  @Test
  void aDefinitionHas256KilobytesAtMost() {
    String small = withTop("");
    String padding = "#".repeat(256 * 1024 - small.length());
    assertThat(problems(small + padding)).isEmpty();
    assertThat(problems(small + padding + "#")).singleElement().satisfies(it -> {
      assertThat(it.message())
          .isEqualTo("a definition has at most 256 KB of text; make two workflows of it");
      assertThat(it.line()).isOne();
    });
  }

  @Test
  void valuesAreNested200LevelsDeepAtMost() {
    String deep = "[".repeat(300) + "]".repeat(300);
    assertThat(problems(withTasks("- only:\n    set:\n      a: " + deep)))
        .singleElement()
        .satisfies(it -> assertThat(it.message()).contains("200 levels"));
    assertThat(problems("{\"a\": " + deep + "}"))
        .singleElement()
        .satisfies(it -> assertThat(it.message()).contains("200 levels"));
  }

  @Test
  void atMostAHundredProblemsAreTold() {
    assertThat(problems(withTop("x1: 1\n".repeat(1) + numbered()))).hasSize(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[", "{", "{a: ", "- ", "? ", "\"", "'", "a: ", "&a ", "*a ", "!x ", "|\n ", "%", "\t",
        "a\n", ",", "[[],", "{\"a\":", "# ", "---\n", "...\n", ": "
      })
  void aTextOfOneThingOverAndOverIsRefusedQuickly(String piece) {
    int times = 250_000 / piece.length();
    long start = System.nanoTime();
    assertThat(problems(piece.repeat(times))).isNotEmpty();
    assertThat(problems(withTop("") + piece.repeat(Math.min(times, 200_000 / piece.length()))))
        .isNotNull();
    assertThat(System.nanoTime() - start).isLessThan(30_000_000_000L);
  }

  @Test
  void whatStandsUnderALongKeyDoesNotKeepItOverAndOver() {
    String wide = withTop("x-%s: [%s]\n".formatted("k".repeat(20_000), "1,".repeat(10_000)));
    String nested = "{\"%s\": [%s]}".formatted("k".repeat(20_000), "{},".repeat(10_000) + "1");
    assertThat(megabytesFor(() -> problems(wide))).isLessThan(60);
    assertThat(megabytesFor(() -> problems(nested))).isLessThan(60);
  }

  @Test
  void aProblemBelowAKeyOfAnyLengthIsToldAtWhatIsAround() {
    String key = "k".repeat(2000);
    assertThat(problems(withTop("input: {from: {}, " + key + ": 1}\n")))
        .anySatisfy(it -> assertThat(it.path()).isEqualTo("/input"));
  }

  @Test
  void aliasesThatMultiplyAreRefused() {
    StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      laughs.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
    }
    assertThat(problems(laughs.toString()))
        .anySatisfy(it -> assertThat(it.message()).contains("aliases"));
  }

  @Test
  void functionsCountAmongTheTasksOfADefinition() {
    StringBuilder functions = new StringBuilder("use:\n  functions:\n");
    for (int number = 0; number < 1000; number++) {
      functions.append("    f").append(number).append(": {set: {a: 1}}\n");
    }

    assertThat(Definitions.problems(Definitions.withTop(functions.toString())))
        .extracting(it -> it.message())
        .contains("a definition has at most 1000 tasks; make two workflows of it");
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1000, 9000})
  void anExpressionMayBeNestedButNotWithoutEnd(int depth) {
    String expression = "(".repeat(depth) + ".a" + ")".repeat(depth);
    assertThat(problems(withTasks("- only:\n    set: {a: '${ " + expression + " }'}")))
        .allSatisfy(it -> assertThat(it.message()).startsWith("this is no jq: it is "));
  }

  /** Counts what is allocated, which is the same on each machine. */
  private static long megabytesFor(Runnable reading) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    reading.run();
    return (threads.getCurrentThreadAllocatedBytes() - before) >> 20;
  }

  private static String nested(int levels) {
    StringBuilder tasks = new StringBuilder();
    for (int level = 1; level < levels; level++) {
      tasks.append("{a: {do: [");
    }
    return withTasks("- " + (tasks + "{z: {set: {a: 1}}}" + "]}}".repeat(levels - 1)));
  }

  private static String tasks(int count) {
    StringBuilder tasks = new StringBuilder();
    for (int i = 0; i < count; i++) {
      tasks.append("- t").append(i).append(": {set: {a: 1}}\n");
    }
    return withTasks(tasks.toString());
  }

  private static String numbered() {
    StringBuilder wrong = new StringBuilder();
    for (int i = 2; i < 500; i++) {
      wrong.append("x").append(i).append(": 1\n");
    }
    return wrong.toString();
  }
}
