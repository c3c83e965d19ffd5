package dev.carillon.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.running.ExpressionException;
import dev.carillon.workflow.Template;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where jackson-jq goes its own way and we go that of jq 1.7. */
class ExpressionsAsInJqTest {
  private final JqExpressions expressions =
      new JqExpressions(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

  private JsonNode yielded(String expression, String dot) {
    String text = "${ " + expression.replace('\'', '"') + " }";
    return expressions.evaluate(Template.of(text), Scopes.of(dot));
  }

  private void same(String expression, String dot, String value) {
    assertThat(yielded(expression, dot)).hasToString(Scopes.json(value).toString());
  }

  private void failed(String expression, String dot, String why) {
    assertThatThrownBy(() -> yielded(expression, dot))
        .isInstanceOf(ExpressionException.class)
        .hasMessageEndingWith(" failed: " + why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "9223372036854775807 ¦ 9223372036854775807",
        "9223372036854775808 ¦ 9223372036854775808",
        "-9223372036854775808 ¦ -9223372036854775808",
        "-9007199254740993 ¦ -9007199254740993",
        "-(0) ¦ 0",
        "[-1.5, -(2)] ¦ [-1.5, -2]",
        "12345678901234567890 + 1 ¦ 12345678901234567891",
        "[99999999999999999999, 99999999999999999998] ¦ [99999999999999999999, 99999999999999999998]",
        "'99999999999999999999 \\(99999999999999999998 + 1) 99999999999999999997' ¦"
            + " '99999999999999999999 99999999999999999999 99999999999999999997'",
        "'a \\('b \\(99999999999999999999) c')' ¦ 'a b 99999999999999999999 c'",
        "{'99999999999999999999': .a99999999999999999999} ¦ {'99999999999999999999': null}",
        "99999999999999999999 # or 99999999999999999998? ¦ 99999999999999999999",
        "99999999999999999999 == 99999999999999999998 ¦ false",
        "[1e3, 0.99999999999999999999, .99999999999999999999] ¦ [1000.0, 1.0, 1.0]",
        "[99999999999999999999.5, 99999999999999999999e2] ¦ [1.0E20, 1.0E22]",
      })
  void aWholeNumberIsExactHoweverLargeItIsWritten(String expression, String value) {
    same(expression, "{}", value);
  }

  @Test
  void aMistakeBesideALargeNumberIsToldWithThatNumber() {
    failed(
        "1 99999999999999999999",
        "{}",
        "\"99999999999999999999\" cannot stand here; leave it out, or write what is missing before"
            + " it");
    failed("9".repeat(1001), "{}", "a number has at most 1000 digits; write it with an exponent");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        ".[1000000:] ¦ []",
        ".[:5000000] ¦ [1,2,3]",
        ".[-1000000:] ¦ [1,2,3]",
        ".[1000000:2000000] ¦ []",
        ".[1:99999999999] ¦ [2,3]",
        ".[1:1e300] ¦ [2,3]",
        ".[-1e300:-1] ¦ [1,2]",
        "'день'[2:5000000] ¦ 'нь'",
        "'день'[1000000:] ¦ ''",
        "null[1000000:] ¦ null",
        ".[1000000] ¦ null",
        ".[-1000000] ¦ null",
        ".[4294967296] ¦ null",
        "[.[5000000]?] ¦ [null]",
        "getpath([5000000]) ¦ null",
        "[path(.[1000000:])] ¦ [[{'start':1000000,'end':null}]]",
        ".[1000000:] = [4] ¦ [1,2,3,4]",
        ".[:5000000] |= [4] ¦ [4]",
        ".[:5000000] += [4] ¦ [1,2,3,4]",
        "del(.[1000000:]) ¦ [1,2,3]",
        "del(.[5000000]) ¦ [1,2,3]",
        "del(.[4294967296]) ¦ [1,2,3]",
      })
  void whatLiesBeyondTheEndIsNothing(String expression, String value) {
    same(expression, "[1,2,3]", value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".[1000000] = 1",
        ".[1000000] |= 1",
        ".[1000000] += 1",
        ".[1000000].a = 1",
        ".[4294967296] = 1",
        "getpath([1000000]) = 1",
        "(.[0], .[1000000]) |= 1",
        "setpath([1000000]; 1)",
      })
  void anArrayIsNotFilledUpToWhatLiesFarBeyondItsEnd(String expression) {
    failed(
        expression,
        "[1,2,3]",
        "it makes a value of more than 2000000 characters, which is as many as CARILLON_MAX_VALUE"
            + " allows");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "try error(null) catch . ¦ null",
        "try error(null) catch 'caught' ¦ 'caught'",
        "[.[] | try error catch 'caught'] ¦ ['caught','caught']",
        "[(1, error(null), 2)?] ¦ [1]",
        "try error({a: 1}) catch .a ¦ 1",
        "[error(empty)] ¦ []",
      })
  void anErrorMayBeAnything(String expression, String value) {
    same(expression, "[null, 1]", value);
  }

  @Test
  void anErrorThatNobodyCatchesIsToldWhateverItIs() {
    failed("error(null)", "{}", "null (null) not a string");
    failed(".a | error", "{}", "null (null) not a string");
    failed("error({a: 1})", "{}", "{\"a\":1}");
    failed("error('stop')", "{}", "stop");
    failed("tojson | error", "{\"a\":1}", "{\"a\":1}");
    failed("@json | error('it is \\(.)')", "[1]", "it is [1]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        ".a |= empty ¦ {'a':1,'b':2} ¦ {'b':2}",
        "(.a, .b) |= empty ¦ {'a':1,'b':2,'c':3} ¦ {'c':3}",
        "(.a, .a.b) |= empty ¦ {'a':{'b':1}} ¦ {}",
        ".x |= empty ¦ {'a':1} ¦ {'a':1}",
        ".x.y |= empty ¦ {'a':1} ¦ {'a':1}",
        ".[] |= empty ¦ [1,2,3] ¦ []",
        "(.[] | select(. >= 2)) |= empty ¦ [1,2,3,0] ¦ [1,0]",
        ".[-1] |= empty ¦ [1,2,3] ¦ [1,2]",
        ".[7] |= empty ¦ [1] ¦ [1]",
        ".[1:] |= empty ¦ [1,2,3] ¦ [1]",
        ".a[1:] |= empty ¦ {'a':null} ¦ {'a':[]}",
        ". |= empty ¦ [1] ¦ null",
        "map_values(empty) ¦ {'a':1} ¦ {}",
        "map_values(select(. > 1)) ¦ {'a':1,'b':2} ¦ {'b':2}",
        "map_values(if . == 2 then empty else . + 1 end) ¦ [1,2,3] ¦ [2,4]",
        "map_values(.[0] |= empty) ¦ [[1,2],[3]] ¦ [[2],[]]",
        "map_values(., 7) ¦ [1] ¦ [1]",
        ".a |= (null, empty) ¦ {'a':1} ¦ {'a':null}",
        ".a[1].b |= . + 1 ¦ {'a':[0]} ¦ {'a':[0,{'b':1}]}",
        ". |= . + 1 ¦ 1 ¦ 2",
        "[(.a |= empty), 1] ¦ {'a':1} ¦ [{},1]",
      })
  void whatIsUpdatedToNothingIsTakenOut(String expression, String dot, String value) {
    same(expression, dot, value);
  }

  @Test
  void hundredsMayBeTakenOutAtOnce() {
    assertThat(yielded("[range(500)] | map_values(select(. % 2 == 0)) | length", "{}"))
        .hasToString("250");
    assertThat(yielded("[range(500) | {(tostring): .}] | add | map_values(empty)", "{}"))
        .hasToString("{}");
  }

  @Test
  void anUpdateOfWhatIsNoPathIsAnError() {
    failed("(1, 2) |= empty", "{}", "what is to be updated is no path into the value");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "implode ¦ [65, 128512, 1076] ¦ 'A😀д'",
        "explode | implode ¦ 'a😀' ¦ 'a😀'",
        "implode ¦ [] ¦ ''",
        "implode ¦ [65.0] ¦ 'A'",
        "@html ¦ '<&\\u0027>' ¦ '&lt;&amp;&#39;&gt;'",
        "@html 'x \\(.)' ¦ '\\u0027\\u0022' ¦ 'x &#39;&quot;'",
        "@html ¦ ['<'] ¦ '[&quot;&lt;&quot;]'",
        "@html ¦ 1.5 ¦ '1.5'",
      })
  void textsAreMadeAsInJq(String expression, String dot, String value) {
    same(expression, dot, value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "[1114112] ¦ 1114112",
        "[65, -1] ¦ -1",
        "[55296] ¦ 55296",
        "[57343] ¦ 57343",
        "[65.5] ¦ 65.5",
        "[1e300] ¦ 1.0E300",
        "['a'] ¦ a text",
        "[null] ¦ null",
      })
  void whatIsNoCodePointMakesNoText(String dot, String told) {
    failed(
        "implode",
        dot,
        "implode wants a list of code points, from 0 to 1114111 without 55296 to 57343, and got "
            + told);
  }

  @Test
  void whatIsNoListMakesNoText() {
    failed("implode", "'a'", "implode wants a list of code points, and got a text");
  }
}
