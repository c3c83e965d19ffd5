package dev.carillon.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A problem stands exactly where its author has to look. */
class PlacesTest {
  /** Where the mistake stands in {@link #wrong}: {@code lenght} in the expression. */
  private static final List<String> THERE =
      List.of("10:27 there is no jq function \"lenght\" here;" + " did you mean \"length\"?");

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void linesAreCountedHoweverTheyEnd(String end) {
    assertThat(places(wrong("      пример: ${ .\"ы\" | lenght }").replace("\n", end)))
        .isEqualTo(THERE);
  }

  @Test
  void whatOnlyYamlTakesForALineBreakIsNone() {
    String source =
        wrong("      a: ${ .a | lenght }").replace("namespace: test", "namespace: \"a\u2028\"");
    assertThat(places(source)).last().asString().startsWith("10:20 ");
  }

  @Test
  void aByteOrderMarkTakesNoColumn() {
    assertThat(places("\uFEFF" + wrong("      пример: ${ .\"ы\" | lenght }"))).isEqualTo(THERE);
    assertThat(places("\uFEFF" + "documemt: {}\n")).first().asString().startsWith("1:1 ");
  }

  @Test
  void aCharacterOutsideTheBasicPlaneIsOneColumn() {
    assertThat(places(wrong("      '😀aaa': ${ .aaa | lenght }"))).isEqualTo(THERE);
    assertThat(places(wrong("      aaaaaaa: ${ \"😀\" | lenght }"))).isEqualTo(THERE);
  }

  @Test
  void quotedTextsAreCountedWithTheirQuotes() {
    assertThat(places(wrong("      aaaaa: '${ .aaa | lenght }'"))).isEqualTo(THERE);
    assertThat(places(wrong("      aaaaa: \"${ .aaa | lenght }\""))).isEqualTo(THERE);
  }

  @Test
  void whereEscapesHideThePlaceTheTextItselfIsTold() {
    assertThat(places(wrong("      aaaaaa: \"${ \\\"x\\\" | lenght }\"")).get(0))
        .startsWith("10:17 ");
  }

  @Test
  void whatIsTooLongForItsReaderIsToldThoughItTellsNoPlace() {
    assertThat(places("{\"a\": " + "9".repeat(1001) + "}"))
        .containsExactly(
            "1:1 this is no JSON: it has more levels, longer numbers or longer names than are"
                + " read; make it flatter and shorter");
    assertThat(places("{\"" + "k".repeat(50_001) + "\": 1}"))
        .singleElement()
        .asString()
        .startsWith("1:1 this is no JSON: it has more levels, longer numbers or longer names")
        .doesNotContain("`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0e-99999999999", "0e99999999999", "-0.0e-2147483649", "1e309", "1e-400"})
  void aNumberThatIsOutOfReachIsToldInOurOwnWords(String number) {
    String told = ":14 " + number + " is out of reach for a number; put quotes around it";

    assertThat(places(wrong("      aaa: " + number))).containsExactly("10" + told);
    assertThat(places("{\n \"  number\": " + number + "}")).contains("2" + told);
  }

  @Test
  void whatIsNoJsonIsToldInOurOwnWords() {
    assertThat(places("{\n \"path\": \"C:\\qa\"}"))
        .containsExactly(
            "2:14 this is no JSON: \\q is no escape in a text; write \\\\ for a" + " backslash");
    assertThat(places("{\n \"a\": tru}"))
        .containsExactly("2:7 this is no JSON: \"tru\" is no value of JSON; put double quotes"
            + " around a text");
  }

  @Test
  void aFlowIsReadLikeABlock() {
    assertThat(places(wrong("      a: [1, { b: '${ .aa|lenght }'}]")).get(0)).startsWith("10:29 ");
    assertThat(places(wrong("      a: [\n       '${ .a | lenght }',\n      2]")).get(0))
        .startsWith("11:19 ");
  }

  @Test
  void jsonIsReadLikeYaml() {
    String json = """
        {"document": {"dsl": "1.0.3", "namespace": "a", "name": "b", "version": "1.0.0"},
        \t"do": [
        \t\t{"only": {"set": {"a": "${ .a | lenght }"}}}
        \t]
        }
        """;
    assertThat(places(json).get(0)).startsWith("3:35 there is no jq function");
  }

  @Test
  void aBlockOfLinesIsReadLineByLine() {
    assertThat(places(wrong("      a: |\n        ${ .a |\n          lenght }")).get(0))
        .startsWith("12:13 ");
    assertThat(places(wrong("      a: >-\n        ${ .a | lenght }")).get(0)).startsWith("11:19 ");
  }

  @Test
  void problemsAreToldInTheOrderOfTheText() {
    String source = Definitions.withTasks("""
        - b:
            set: {x: "${ .a + }"}
            then: nowhere
        - a:
            set: {x: "${ nothing }"}
        """) + "extra: 1\n";
    assertThat(places(source))
        .extracting(it -> it.replaceAll(":.*", ""))
        .containsExactly("8", "9", "11", "12");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "\\u001b", "\\u0085", "\\u2028", "\\u2029"})
  void aNameWithAControlCharacterIsRefused(String escape) {
    assertThat(places("{\"do\": [{\"a" + escape + "\": {\"set\": {\"a\": 1}}}]}"))
        .contains("1:10 a task's name is one line of text; choose another");
  }

  @Test
  void aPointerIsEscaped() {
    assertThat(Definitions.problems(Definitions.withTasks("- a/b~c: {sat: {x: 1}}")))
        .extracting(it -> it.path())
        .containsExactly("/do/0/a~1b~0c/sat");
  }

  private static String wrong(String member) {
    return Definitions.withTasks("- only:\n    if: ${ . }\n    set:\n" + member);
  }

  private static List<String> places(String source) {
    return Definitions.problems(source).stream()
        .map(it -> it.line() + ":" + it.column() + " " + it.message())
        .toList();
  }
}
