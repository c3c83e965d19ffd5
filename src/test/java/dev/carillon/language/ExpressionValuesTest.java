package dev.carillon.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.running.ExpressionException;
import dev.carillon.running.Scope;
import dev.carillon.workflow.Template;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What expressions and templates yield. */
class ExpressionValuesTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.250Z");

  private final JqExpressions expressions = new JqExpressions(Clock.fixed(NOON, ZoneOffset.UTC));

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "${ .a.b } ¦ {'a':{'b':7}} ¦ 7",
        "${.a} ¦ {'a':'x'} ¦ 'x'",
        "  ${ .a } ¦ {'a':'x'} ¦ 'x'",
        "${ .missing } ¦ {} ¦ null",
        "${ empty } ¦ {} ¦ null",
        "${ 1, 2, 3 } ¦ {} ¦ 1",
        "${ .[] } ¦ [5, 6] ¦ 5",
        "${ 1, error('late') } ¦ {} ¦ 1",
        "${ [.[] | select(. > 1)] } ¦ [1, 2, 3] ¦ [2, 3]",
        "${ .a // 'none' } ¦ {} ¦ 'none'",
        "${ {(.k): 1, b: .k} } ¦ {'k':'key'} ¦ {'key':1,'b':'key'}",
        "${ 'a \\(.n) b' } ¦ {'n':3} ¦ 'a 3 b'",
        "${ if .n > 2 then 'big' else 'small' end } ¦ {'n':3} ¦ 'big'",
        "${ reduce .[] as $x (0; . + $x) } ¦ [1, 2, 3] ¦ 6",
        "${ [foreach .[] as $x (0; . + $x)] } ¦ [1, 2, 3] ¦ [1, 3, 6]",
        "${ def twice: . * 2; map(twice) } ¦ [1, 2] ¦ [2, 4]",
        "${ try error('no') catch . } ¦ {} ¦ 'no'",
        "${ [.[]?] } ¦ 5 ¦ []",
        "${ . as {$a, b: [$c]} | [$a, $c] } ¦ {'a':1,'b':[2]} ¦ [1, 2]",
        "${ .a += 1 } ¦ {'a':1} ¦ {'a':2}",
        "${ .a |= . + 1 } ¦ {'a':1} ¦ {'a':2}",
        "${ .a[2] = 1 } ¦ {} ¦ {'a':[null,null,1]}",
        "${ [..] | length } ¦ [[1]] ¦ 3",
        "${ [range(0; 10; 3)] } ¦ {} ¦ [0, 3, 6, 9]",
        "${ [limit(3; range(100))] } ¦ {} ¦ [0, 1, 2]",
        "${ first(range(5; 1000000000)) } ¦ {} ¦ 5",
        "${ [1, 2] - [2] } ¦ {} ¦ [1]",
        "${ .a == .b } ¦ {'a':9007199254740993,'b':9007199254740992} ¦ false",
        "${ [.a > .b, .a >= .b, .a < .b, .a <= .b, .a != .b] } ¦ {'a':9007199254740993,'b':9007199254740992} ¦ [true, true, false, false, true]",
        "${ .a / 3 } ¦ {'a':9007199254740993} ¦ 3002399751580331",
        "${ .a / 2 } ¦ {'a':3000000001} ¦ 1500000000.5",
        "${ [.[] | select(. == 9007199254740993)] } ¦ [9007199254740992, 9007199254740993] ¦ [9007199254740993]",
        "${ 'ab' * 3 } ¦ {} ¦ 'ababab'",
        "${ to_entries | map(.key) } ¦ {'a':1,'b':2} ¦ ['a', 'b']",
        "${ @base64 } ¦ 'hi' ¦ 'aGk='",
        "${ [.[] | tostring] | join('-') } ¦ [1, 2] ¦ '1-2'",
        "${ walk(if type == 'number' then . + 1 else . end) } ¦ [1, [2]] ¦ [2, [3]]",
        "${ [splits(', *')] } ¦ 'a, b,c' ¦ ['a', 'b', 'c']",
        "${ split(',') } ¦ 'a,b' ¦ ['a', 'b']",
        "${ test('^h.t$') } ¦ 'hat' ¦ true",
        "${ test('HAT'; 'i') } ¦ 'hat' ¦ true",
        "${ [match('a'; 'g').offset] } ¦ 'жabcжa' ¦ [1, 5]",
        "${ match('b(?<n>c)?').captures[0].name } ¦ 'abc' ¦ 'n'",
        "${ capture('(?<y>[0-9]{4})-(?<m>[0-9]+)') } ¦ 'on 2026-11' ¦ {'y':'2026','m':'11'}",
        "${ [scan('[0-9]+')] } ¦ 'a1b22' ¦ ['1', '22']",
        "${ sub('a'; 'x') } ¦ 'banana' ¦ 'bxnana'",
        "${ gsub('a'; 'x') } ¦ 'banana' ¦ 'bxnxnx'",
        "${ gsub('(?<l>[a-z])'; '<\\(.l)>') } ¦ 'ab' ¦ '<a><b>'",
        "${ gsub(''; '-') } ¦ 'ab' ¦ '-a-b-'",
        "${ [sub('a'; 'x', 'y')] } ¦ 'a' ¦ ['x', 'y']",
        "${ 9007199254740993 + 0 } ¦ {} ¦ 9007199254740993",
        "${ . * 2 } ¦ 9007199254740993 ¦ 18014398509481986",
        "${ . + 1 } ¦ 9223372036854775807 ¦ 9223372036854775808",
        "${ . * . } ¦ 9223372036854775807 ¦" + " 85070591730234615847396907784232501249",
        "${ 7 / 2 } ¦ {} ¦ 3.5",
        "${ now } ¦ {} ¦ 1795348800.25",
        "${ now | todate } ¦ {} ¦ '2026-11-22T12:00:00Z'",
        "${ fromdate } ¦ '2015-03-05T23:51:47Z' ¦ 1425599507",
        "${ gmtime } ¦ 1425599621.5 ¦ [2015, 2, 5, 23, 53, 41.5, 4, 63]",
        "${ gmtime | mktime } ¦ 1425599621.5 ¦ 1425599621",
        "${ gmtime | mktime } ¦ -1 ¦ -1",
        "${ [2015, 14, 5, 25, 0, 61] | mktime | todate } ¦ {} ¦ '2016-03-06T01:01:01Z'",
        "${ strftime('%A, %B %d, %Y') } ¦ 1425599621 ¦ 'Thursday, March 05, 2015'",
        "${ strftime('%FT%T%z %Z %a %b %e %j %I %p %y %u %G-W%V %s %k %%') } ¦ 1425599621"
            + " ¦ '2015-03-05T23:53:41+0000 UTC Thu Mar  5 064 11 PM 15 4 2015-W10 1425599621 23 %'",
        "${ strptime('%Y-%m-%dT%H:%M:%SZ') } ¦ '2015-03-05T23:51:47Z' ¦ [2015, 2, 5, 23, 51, 47, 4, 63]",
        "${ strptime('%d %b %Y') | mktime } ¦ '05 mar 2015' ¦ 1425513600",
        "${ strptime('%Y %j') | mktime | todate } ¦ '2015 064' ¦ '2015-03-05T00:00:00Z'",
        "${ strptime('%s') | mktime } ¦ '1425599621' ¦ 1425599621",
        "${ dateadd('seconds'; 60) | date } ¦ 1425599621 ¦ '2015-03-05T23:54:41Z'",
        "${ [.[] | IN(1, 3)] } ¦ [1, 2] ¦ [true, false]",
        "${ IN(.[]; 2, 3) } ¦ [1, 2] ¦ true",
        "${ INDEX(.id) } ¦ [{'id':1},{'id':'b'}] ¦ {'1':{'id':1},'b':{'id':'b'}}",
        "${ [limit(4; 1 | repeat(. * 2))] } ¦ {} ¦ [1, 2, 4, 8]",
        "${ map(abs) } ¦ [-1, 2.5, -3.5] ¦ [1, 2.5, 3.5]",
        "${ [toarray, (.[0] | toarray)] } ¦ [1] ¦ [[1], [1]]",
        "${ [trim, ltrim, rtrim] } ¦ ' a ' ¦ ['a', 'a ', ' a']",
        "${ [tostream] } ¦ {'a':[1]} ¦ [[['a', 0], 1], [['a', 0]], [['a']]]",
        "${ fromstream(tostream) } ¦ {'a':[1, {'b':2}]} ¦ {'a':[1, {'b':2}]}",
        "${ [1 | truncate_stream([[0], 1], [[1, 0], 2], [[1, 0]], [[1]])] } ¦ {} ¦ [[[0], 2], [[0]]]",
        "${ [skip(2; .[])] } ¦ [1, 2, 3] ¦ [3]",
        "${ add(.[].a) } ¦ [{'a':1},{'a':2}] ¦ 3",
        "${ 'page \\(7 / 2 | floor)' } ¦ {} ¦ 'page 3'",
        "${ map(floor) } ¦ [1.5, -1.5, 9007199254740993] ¦ [1, -2, 9007199254740993]",
        "${ map(ceil), map(round), map(trunc) } ¦ [1.5, -1.5] ¦ [2, -1]",
        "${ [(16 | sqrt), (2 | sqrt | . > 1.41), (100 | log10)] } ¦ {} ¦ [4, true, 2]",
      })
  void anExpressionYieldsItsFirstValue(String expression, String dot, String value) {
    Template template = Template.of(expression.replace('\'', '"'));
    assertThat(expressions.evaluate(template, Scopes.of(dot))).isEqualTo(Scopes.json(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "${ strptime('%Y') } ¦ 'x' ¦ the text is no time of that pattern",
        "${ strptime('%Y %z') } ¦ '2015 +0100' ¦ strptime reads times in UTC, and this one has an offset",
        "${ strftime('%Q') } ¦ 1 ¦ a time's pattern knows no %Q",
        "${ strftime('%') } ¦ 1 ¦ a time's pattern ends with a single %",
        "${ todate } ¦ 1e300 ¦ gmtime wants seconds since 1970, up to the year 9999",
        "${ mktime } ¦ [1, 2] ¦ mktime wants a time as gmtime and strptime make it",
        "${ mktime } ¦ [1, 2, 3, 4, 5, 'x'] ¦ mktime wants a time as gmtime and strptime make it",
        "${ trim } ¦ 1 ¦ trim wants a text, and got a number",
        "${ abs } ¦ 'a' ¦ abs wants a number",
        "${ [repeat(1)] } ¦ 1 ¦ it ",
        "${ strftime('%Y' * 2000) } ¦ 1 ¦ a time's pattern has at most 1000 characters",
      })
  void whatAFunctionCannotDoIsAnErrorOfTheExpression(String expression, String dot, String why) {
    Template template = Template.of(expression.replace('\'', '"'));
    assertThatThrownBy(() -> expressions.evaluate(template, Scopes.of(dot)))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining(" failed: ")
        .hasMessageContaining(why);
  }

  @Test
  void aTemplateIsFilledWhereverATextIsWhollyAnExpression() {
    Template template = new Template(Scopes.json(
        "{'a':'${ .n }','b':['${ .n + 1 }',{'c':'${ . }'}],'d':'cost ${ .n }','e':1,'f':null}"));
    assertThat(expressions.evaluate(template, Scopes.of("{'n':1}")))
        .isEqualTo(Scopes.json("{'a':1,'b':[2,{'c':{'n':1}}],'d':'cost ${ .n }','e':1,'f':null}"));
  }

  @Test
  void aKeyIsNeverAnExpression() {
    Template template = new Template(Scopes.json("{'${ .n }':1}"));
    assertThat(expressions.evaluate(template, Scopes.of("{'n':1}")))
        .isEqualTo(Scopes.json("{'${ .n }':1}"));
  }

  @Test
  void variablesOfTheScopeAreSeen() {
    Scope scope = Scopes.of("{}").with("item", Scopes.json("{'id':3}"));
    assertThat(expressions.evaluate(Template.of("${ $item.id }"), scope))
        .isEqualTo(Scopes.json("3"));
  }

  @Test
  void onlyTheStepsThatAreNamedAreAskedFor() {
    AtomicReference<Set<String>> asked = new AtomicReference<>();
    Scope scope = new Scope(
        Scopes.json("{}"),
        Map.of(),
        names -> {
          asked.set(names);
          return Map.of("first", Scopes.json("{'a':1}"), "the second", Scopes.json("2"));
        },
        none -> Map.of());
    JsonNode value = expressions.evaluate(
        Template.of("${ [$steps.first.a, $steps[\"the second\"], $steps.\"third\"] }"), scope);
    assertThat(value).isEqualTo(Scopes.json("[1, 2, null]"));
    assertThat(asked.get()).containsExactlyInAnyOrder("first", "the second", "third");
  }

  @Test
  void stepsAreNotAskedForByAnExpressionThatNamesNone() {
    Scope scope = new Scope(
        Scopes.json("{'steps':1}"),
        Map.of(),
        names -> {
          throw new AssertionError("asked for " + names);
        },
        none -> Map.of());
    assertThat(expressions.evaluate(Template.of("${ .steps }"), scope)).isEqualTo(Scopes.json("1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "env",
        "env.PATH",
        "$ENV",
        "$ENV.PATH",
        "input",
        "inputs",
        "halt",
        "debug_scope",
        "halt_error",
        "input_filename",
        "$__prog_args",
        "get_search_list",
        "import \"a\" as a; a::b",
        "include \"a\"; b"
      })
  void nothingOutsideIsReached(String expression) {
    assertThatThrownBy(
            () -> expressions.evaluate(Template.of("${ " + expression + " }"), Scopes.of("{}")))
        .isInstanceOf(ExpressionException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "${ .a.b } ¦ {'a':'text'} ¦ the expression ${ .a.b } failed:",
        "${ error('stop') } ¦ {} ¦ the expression ${ error(\"stop\") } failed: stop",
        "${ $nobody } ¦ {} ¦ $nobody is not defined",
        "${ nothing(1) } ¦ {} ¦ Function nothing/1 does not exist",
        "${ .a + } ¦ {} ¦ it ends where something more must follow",
        "${ } ¦ {} ¦ it is empty",
        "${ 1 + 'a' } ¦ {} ¦ cannot be added",
        "${ nan }             ¦ {}           ¦ a number that JSON does not have",
        "${ [infinite] }      ¦ {}           ¦ a number that JSON does not have",
        "${ pow(10; 1000) }   ¦ {}           ¦ a number that JSON does not have",
        "${ test('(') } ¦ 'a' ¦ is no regular expression",
      })
  void whatFailsNamesTheExpressionAndTheReason(String expression, String dot, String why) {
    Template template = Template.of(expression.replace('\'', '"'));
    assertThatThrownBy(() -> expressions.evaluate(template, Scopes.of(dot)))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining(why);
  }

  @Test
  void aConditionHoldsUnlessItIsNullOrFalse() {
    Scope scope = Scopes.of("{'zero':0,'no':false,'text':''}");
    assertThat(expressions.holds(Template.of("${ .zero }"), scope)).isTrue();
    assertThat(expressions.holds(Template.of("${ .text }"), scope)).isTrue();
    assertThat(expressions.holds(Template.of("${ .no }"), scope)).isFalse();
    assertThat(expressions.holds(Template.of("${ .gone }"), scope)).isFalse();
  }
}
