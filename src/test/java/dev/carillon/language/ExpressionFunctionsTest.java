package dev.carillon.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.testing.DocumentPage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which functions an expression may call. */
class ExpressionFunctionsTest {
  @Test
  void thePageNamesEachAndNoOther() throws IOException {
    Set<String> told = Arrays.stream(
            DocumentPage.named("language.md").blocks("text").get(0).split(",\\s+"))
        .flatMap(it -> {
          String[] parts = it.strip().split("/");
          return Arrays.stream(parts).skip(1).map(count -> parts[0] + "/" + count);
        })
        .collect(Collectors.toCollection(TreeSet::new));

    assertThat(told)
        .isEqualTo(Builtins.allNames().stream()
            .filter(it -> !it.startsWith("_"))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "env",
        "$ENV",
        "input",
        "inputs",
        "debug",
        "stderr",
        "halt",
        "halt_error",
        "localtime",
        "strflocaltime(1)",
        "input_line_number",
        "input_filename",
        "$__prog_args",
        "get_search_list",
        "@base32",
        "@base32d",
        "ascii",
        "bsearch(1)",
        "ltrimstr",
        "todate(1)",
        "getpath(1; 2)",
        ". as [$a] ?// $a | $a",
        "if . then 1 end",
        "import \\\"a\\\" as a; 1",
        "modulemeta"
      })
  void anyOtherIsRefusedWhenADefinitionIsSaved(String expression) {
    String source = Definitions.withTasks("- only:\n    set: {a: \"${ " + expression + " }\"}");

    assertThat(Definitions.problems(source)).isNotEmpty();
  }
}
