package dev.carillon.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.running.ExpressionException;
import dev.carillon.workflow.Template;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That no expression takes more time or room than it may. */
@Timeout(60)
class ExpressionLimitsTest {
  private static final Duration TIME = Duration.ofMillis(50);

  /** Long enough for the slowest machine; what is not stopped takes minutes, or for ever. */
  private static final Duration SOON = Duration.ofSeconds(15);

  private static final ExpressionLimits LIMITS = new ExpressionLimits(TIME, 100_000, 50);

  /** For what must end because of its size, however slow the machine is. */
  private static final JqExpressions PATIENT = new JqExpressions(
      Clock.systemUTC(), new ExpressionLimits(Duration.ofSeconds(15), 100_000, 50));

  private static final JqExpressions SHARED = new JqExpressions(Clock.systemUTC());

  private final JqExpressions expressions = new JqExpressions(Clock.systemUTC(), LIMITS);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "last(range(1e12))",
        "[range(1e12) | empty]",
        "last(range(0; 1e12; 1))",
        "reduce range(1e12) as $i (0; . + 1)",
        "first(range(1e12) | select(. < 0))",
        "[range(300)] | [.[] as $a | .[] as $b | .[] as $c | .[] as $d | empty]",
        "(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)"
            + "|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)"
            + "|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|empty",
        "try last(range(1e12)) catch 1",
        "last(range(1e12))?",
        "(last(range(1e12))) // 1",
        "[[range(10) | [range(10)]] | combinations | empty]",
        "[range(9500)] | . - [range(9500)]",
        "[range(9500)] | .[] = 1",
        "[range(5000)] | [paths] as $p | delpaths($p)",
        "[range(8000)] | index([range(4000)])",
        "(\"a\" * 90000) | contains(\"a\" * 40000 + \"b\")",
      })
  void whatTakesTooLongIsStopped(String expression) {
    long start = System.nanoTime();
    assertThatThrownBy(() -> evaluate(expression))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining("longer than the 50 ms");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "test ¦ ^(a+)+$",
        "match ¦ (x+x+)+y",
        "test ¦ ^(([a-z])+.)+[A-Z]([a-z])+$",
        "sub ¦ ^([a-z]+)*$",
        "gsub ¦ (a|aa)+$",
        "scan ¦ ^(a|a?)+$",
        "splits ¦ ^(a+)+$",
      })
  void aPatternThatBacktracksForEverIsStopped(String function, String pattern) {
    String text = pattern.contains("x") ? "x".repeat(80) : "a".repeat(80) + "!";
    String second = function.endsWith("sub") ? "; \"\"" : "";
    long start = System.nanoTime();
    assertThatThrownBy(() ->
            evaluate("\"" + text + "\" | " + function + "(\"" + pattern + "\"" + second + ")"))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining("longer than the 50 ms");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[range(1e12)]",
        "[range(1e5) | [range(1e5)]]",
        "reduce range(60) as $i (\"x\"; . + .)",
        "reduce range(60) as $i ([1]; . + .)",
        "reduce range(60) as $i (\"x\"; \"\\(.)\\(.)\")",
        "reduce range(60) as $i (1; [., .])",
        "reduce range(60) as $i (1; {a: ., b: .})",
        "\"abc\" * 1e9",
        "1e9 * \"abc\"",
        "\"x\" | . * 1e5 | . * 1e5",
        "def d: . + .; \"x\" |d|d|d|d|d|d|d|d|d|d|d|d|d|d|d|d|d|d|d|d|d|d|d|d|d|d|d|d|d|d|d|d|d",
        "[] | .[1000000000] = 1",
        "[] | .[1000000000] |= 1",
        "[] | .[1000000000] += 1",
        "[] | setpath([1000000000]; 1)",
        "null | [paths(1e9)] | setpath([\"a\", 1000000000]; 1)",
        "{a: \"x\"} | reduce range(60) as $i (.; .a += .a)",
        "[range(1000)] | map([range(1000)])",
        "[range(2000) | tostring] | join(\"y\" * 90)",
        "(\"a\" * 30000) | gsub(\"a\"; \"bbbb\")",
        "(\"a\" * 90000) | explode",
        "\"a\" * 90000 | [., .] | tojson",
      })
  void whatGrowsTooLargeIsStopped(String expression) {
    Template template = Template.of("${ " + expression + " }");
    assertThatThrownBy(() -> PATIENT.evaluate(template, Scopes.of("{}")))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining("more than 100000 characters");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "def f: f; f ¦ it calls itself too often",
        "def f: [f]; f ¦ it calls itself too often",
        "def f(x): f(x | x); f(.) ¦ it calls itself too often",
        "reduce range(10000) as $i (1; [.]) ¦ nested deeper than 50 levels",
        "reduce range(100) as $i (9; . * .) ¦ number of more than 4096 bits",
      })
  void whatGoesTooDeepIsStopped(String expression, String why) {
    Template template = Template.of("${ " + expression + " }");
    assertThatThrownBy(() -> PATIENT.evaluate(template, Scopes.of("{}")))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining(why);
  }

  @Test
  void aThousandRoundsAreNotTooDeep() {
    Template rounds = Template.of("${ 0 | until(. >= 1000; . + 1) }");
    assertThat(SHARED.evaluate(rounds, Scopes.of("{}"))).isEqualTo(Scopes.json("1000"));
  }

  @Test
  void theLimitHoldsForAllExpressionsOfATemplateTogether() {
    String half = "${ [range(9000)] }";
    Template template = new Template(Scopes.json("['" + half + "','" + half + "']"));
    assertThatThrownBy(() -> PATIENT.evaluate(template, Scopes.of("{}")))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining("more than 100000 characters");
  }

  @Test
  void whatIsOnlyHandedThroughMayBeLarger() {
    String large = "{'a':{'b':'" + "x".repeat(150_000) + "','c':1}}";
    assertThat(PATIENT.evaluate(Template.of("${ .a.c }"), Scopes.of(large)))
        .isEqualTo(Scopes.json("1"));
    assertThat(PATIENT.evaluate(Template.of("${ . }"), Scopes.of(large)))
        .isEqualTo(Scopes.json(large));
  }

  @Test
  void threadsDoNotDisturbEachOther() {
    List<CompletableFuture<Boolean>> all = IntStream.range(0, 64)
        .mapToObj(n -> CompletableFuture.supplyAsync(() -> right(n)))
        .toList();
    assertThat(all).allMatch(CompletableFuture::join);
  }

  private static boolean right(int n) {
    var scope = Scopes.of("{'n':" + n + "}").with("m", Scopes.json("" + n));
    for (int round = 0; round < 50; round++) {
      var sum = PATIENT.evaluate(
          Template.of("${ .n as $x | reduce range($m) as $i (0; . + $x) }"), scope);
      if (sum.intValue() != n * n) {
        return false;
      }
    }
    return true;
  }

  private void evaluate(String expression) {
    expressions.evaluate(Template.of("${ " + expression + " }"), Scopes.of("{}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "test('aaaaaaaaaaaaaaaaaaaaaaaaaa') ¦ more than 20 characters ¦ CARILLON_MAX_PATTERN",
        "('a' * 51) | test('a') ¦ in more than 50 characters ¦ CARILLON_MAX_SEARCHED",
        ". * . ¦ more than 70 bits ¦ CARILLON_MAX_BITS",
        "[limit(2000; repeat(1))] ¦ more than 3000 characters ¦ CARILLON_MAX_VALUE",
        "[[[[[1]]]]] ¦ deeper than 4 levels ¦ CARILLON_MAX_LEVELS",
        "[[[[[]]]]] ¦ deeper than 4 levels ¦ CARILLON_MAX_LEVELS",
        "[range(1e9)] | length ¦ characters ¦ CARILLON_MAX_VALUE",
        "last(range(1e12)) ¦ longer than the 500 ms ¦ CARILLON_MAX_EVALUATION"
      })
  void eachLimitIsASettingAndItsBreachNamesIt(String expression, String what, String setting) {
    var time = Duration.ofMillis(setting.endsWith("EVALUATION") ? 500 : 60_000);
    var narrow =
        new JqExpressions(Clock.systemUTC(), new ExpressionLimits(time, 3000, 4, 20, 70, 50));
    String dot = expression.startsWith("test") ? "'x'" : "9223372036854775807";

    assertThatThrownBy(() -> narrow.evaluate(
            Template.of("${ " + expression.replace('\'', '"') + " }"), Scopes.of(dot)))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining(what)
        .hasMessageContaining(setting + " allows");
  }
}
