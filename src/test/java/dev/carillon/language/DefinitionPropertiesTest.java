package dev.carillon.language;

import static dev.carillon.language.Definitions.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.workflow.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever is sent, it is read or refused with problems that have a place in it: nothing else comes
 * out. {@link Definitions#problems} lets no other exception through.
 */
class DefinitionPropertiesTest {
  private static final String SAMPLE = sample();
  private static final List<String> PIECES = List.of(
      "document:",
      "do:",
      "- a:",
      "  ",
      "\n",
      "set:",
      "call: http",
      "with:",
      "${ .a }",
      "${",
      "}",
      "[",
      "]",
      "{",
      "}",
      ":",
      "- ",
      "\"",
      "'",
      "|",
      ">",
      "&x",
      "*x",
      "!t",
      "#",
      "\t",
      "null",
      "~",
      "1.0",
      "0x",
      "-",
      "?",
      "%",
      "@",
      "`",
      ",",
      "for:",
      "in:",
      "switch:",
      "then:",
      "wait:",
      "PT1S",
      "cron:",
      "* * * * *",
      "metadata:",
      "carillon:",
      "\uFEFF",
      "\r",
      "\u2028",
      "😀",
      "\\",
      "\u0000");

  @Property(tries = 500)
  void anyTextIsReadOrRefused(@ForAll String text) {
    check(text);
  }

  @Property(tries = 500)
  void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
    check(new String(bytes, StandardCharsets.UTF_8));
    check(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  @Property(tries = 1000)
  void piecesOfYamlInAnyOrderAreReadOrRefused(@ForAll("pieces") String text) {
    check(text);
  }

  @Property(tries = 1000)
  void theSampleWithASliceReplacedIsReadOrRefused(@ForAll("mangled") String text) {
    check(text);
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(PIECES).list().ofMaxSize(60).map(it -> String.join("", it));
  }

  @Provide
  Arbitrary<String> mangled() {
    return Combinators.combine(
            Arbitraries.integers().between(0, SAMPLE.length()),
            Arbitraries.integers().between(0, 40),
            Arbitraries.of(PIECES).list().ofMaxSize(3))
        .as((from, length, pieces) -> SAMPLE.substring(0, from)
            + String.join("", pieces)
            + SAMPLE.substring(Math.min(SAMPLE.length(), from + length)));
  }

  private static void check(String text) {
    long start = System.nanoTime();
    for (Problem problem : problems(text)) {
      assertThat(problem.message()).isNotBlank().hasSizeLessThan(600);
      assertThat(problem.line()).isBetween(1, Math.max(1, (int) text.lines().count() + 1));
      assertThat(problem.column()).isPositive();
    }
    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
  }

  private static String sample() {
    try {
      return Files.readString(Path.of("src/main/resources/samples/hello-carillon.yaml"));
    } catch (IOException gone) {
      throw new IllegalStateException(gone);
    }
  }
}
