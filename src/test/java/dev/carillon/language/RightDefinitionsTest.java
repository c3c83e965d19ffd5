package dev.carillon.language;

import static dev.carillon.language.Definitions.read;
import static dev.carillon.language.Definitions.task;
import static dev.carillon.language.Definitions.withTasks;
import static dev.carillon.language.Definitions.withTop;
import static dev.carillon.language.Scopes.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.workflow.Definition;
import dev.carillon.workflow.Directive;
import dev.carillon.workflow.InvalidDefinitionException;
import dev.carillon.workflow.ScheduleDefaults;
import dev.carillon.workflow.Schemas;
import dev.carillon.workflow.Task.CallFunction;
import dev.carillon.workflow.Task.CallHttp;
import dev.carillon.workflow.Task.DoTask;
import dev.carillon.workflow.Task.ForTask;
import dev.carillon.workflow.Task.Frame;
import dev.carillon.workflow.Task.HttpOutput;
import dev.carillon.workflow.Task.SetTask;
import dev.carillon.workflow.Task.SwitchTask;
import dev.carillon.workflow.Task.WaitTask;
import dev.carillon.workflow.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each construct of the language becomes the word that the rest of the house knows. */
class RightDefinitionsTest {
  @Test
  void theHeadNamesTheWorkflow() {
    Definition definition = read("""
        document:
          dsl: 1.0.3
          namespace: shop
          name: Orders
          version: 1.2.0-rc.1+7
          title: The orders
          summary: "*All* of them"
          tags: {team: blue}
          metadata: {anything: [1, 2]}
        input:
          from: ${ .order }
        output:
          as: {total: "${ .sum }"}
        evaluate: {language: jq, mode: strict}
        do:
          - only:
              set: {a: 1}
        """);
    assertThat(definition.id().value()).isEqualTo("Orders");
    assertThat(definition.namespace()).isEqualTo("shop");
    assertThat(definition.version()).isEqualTo("1.2.0-rc.1+7");
    assertThat(definition.title()).isEqualTo("The orders");
    assertThat(definition.summary()).isEqualTo("*All* of them");
    assertThat(definition.input()).contains(Template.of("${ .order }"));
    assertThat(definition.output()).contains(new Template(json("{'total':'${ .sum }'}")));
    assertThat(definition.schedule()).isEqualTo(ScheduleDefaults.NONE);
  }

  @Test
  void aDefinitionWithoutTitleIsCalledByItsName() {
    assertThat(read(withTop("")).title()).isEqualTo("tested");
    assertThat(read(withTop("")).summary()).isEmpty();
  }

  @Test
  void theScheduleAndOurMetadataAreTheDefaultsOfTheSchedule() {
    Definition definition = read("""
        document:
          dsl: "1.0.3"
          namespace: shop
          name: orders
          version: "1.0.0"
          metadata:
            carillon:
              timezone: Europe/Moscow
              retries: 0
              overlap: allow
              catchUp: all
              start: "2026-12-01"
              end: 2027-01-31T18:00
              blackout: ["2026-12-24/2026-12-26", "* 22-23 * * *"]
              grace: 5m
              longestRun: 2h
              spread: 10m
              calendars: [works, holidays]
              repeatedHour: twice
              skippedHour: run-after
              ack: accepted
              concurrency: 5
        schedule:
          cron: 30 9 * * mon-fri
        do:
          - only:
              set: {a: 1}
        """);
    assertThat(definition.schedule())
        .isEqualTo(new ScheduleDefaults(
            Optional.of("30 9 * * mon-fri"),
            Optional.of("Europe/Moscow"),
            OptionalInt.of(0),
            Optional.of("allow"),
            Optional.of("all"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("2026-12-01"),
            Optional.of("2027-01-31T18:00"),
            Optional.of("2026-12-24/2026-12-26; * 22-23 * * *"),
            Optional.of("5m"),
            Optional.of("2h"),
            Optional.of("10m"),
            Optional.of("works; holidays"),
            Optional.of("twice"),
            Optional.of("run-after"),
            true,
            OptionalInt.of(5)));
  }

  @Test
  void whatWasTakenBeforeARuleWasMadeCanStillBeRead() throws IOException {
    String odd =
        Files.readString(Path.of("src/test/resources/language/wrong/schedule-retry-delay.yaml"));
    var reader = new YamlDefinitionReader(Set.of());
    assertThatThrownBy(() -> reader.read(odd)).isInstanceOf(InvalidDefinitionException.class);

    assertThat(reader.reread(odd).schedule().retryDelay()).contains("-5");
  }

  @Test
  void setMakesAValue() {
    SetTask set = task(SetTask.class, """
        set:
          text: plain
          number: 1.5
          list: [true, null, "${ .x }"]
          yes: no
        """);
    assertThat(set.value().json())
        .isEqualTo(json("{'text':'plain','number':1.5,'list':[true,null,'${ .x }'],'yes':'no'}"));
    assertThat(task(SetTask.class, "set: ${ .x }").value()).isEqualTo(Template.of("${ .x }"));
  }

  @Test
  void everyTaskHasItsFrame() {
    SetTask set = task(SetTask.class, """
        if: ${ .ready }
        input: {from: "${ .a }"}
        set: {b: "${ . }"}
        output: {as: "${ .b }"}
        export: {as: {last: "${ $output }"}}
        then: end
        metadata: {note: "any ${ thing }"}
        """);
    assertThat(set.frame())
        .isEqualTo(new Frame(
            Optional.of(Template.of("${ .ready }")),
            Optional.of(Template.of("${ .a }")),
            Optional.of(Template.of("${ .b }")),
            Optional.of(new Template(json("{'last':'${ $output }'}"))),
            Directive.END,
            Optional.empty(),
            Schemas.NONE));
    assertThat(task(SetTask.class, "set: {a: 1}").frame()).isEqualTo(Frame.PLAIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "format: json, document: {$schema: 'http://json-schema.org/draft-07/schema#'}",
        "format: 'json:2020-12', document: {type: object}",
        "format: 'json:2020-12', document: true",
        "format: 'json:draft-07', document: {$schema: 'http://json-schema.org/draft-07/schema#'}",
        "format: 'json:2019-09', document: {$schema: 'https://json-schema.org/draft/2019-09/schema'}"
      })
  void theFormatOfASchemaMayTellTheDraftOfItsDocument(String schema) {
    SetTask set = task(SetTask.class, "set: {a: 1}\noutput: {schema: {" + schema + "}}");
    assertThat(set.frame().schemas().output()).isPresent();
  }

  @Test
  void thenMayNameATaskBeforeAndBehind() {
    Definition definition = read(withTasks("""
        - first:
            set: {a: 1}
            then: third
        - second:
            set: {a: 1}
            then: exit
        - third:
            set: {a: 1}
            then: second
        """));
    assertThat(definition.tasks().tasks())
        .extracting(it -> it.task().frame().then().text())
        .containsExactly("third", "exit", "second");
  }

  @Test
  void doHoldsTasks() {
    DoTask block = task(DoTask.class, """
        do:
          - a: {set: {x: 1}}
          - b: {wait: PT1S}
        """);
    assertThat(block.tasks().tasks())
        .extracting(it -> it.name() + " " + it.task().kind())
        .containsExactly("a set", "b wait");
  }

  @Test
  void theCaseWithoutConditionIsTheLastOfASwitch() {
    SwitchTask choice = task(SwitchTask.class, """
        switch:
          - otherwise: {then: exit}
          - small: {when: "${ .n < 10 }", then: continue}
          - large: {when: "${ .n > 99 }", then: end}
        """);
    assertThat(choice.cases())
        .isEqualTo(List.of(
            new SwitchTask.Case(
                "small", Optional.of(Template.of("${ .n < 10 }")), Directive.CONTINUE),
            new SwitchTask.Case("large", Optional.of(Template.of("${ .n > 99 }")), Directive.END),
            new SwitchTask.Case("otherwise", Optional.empty(), Directive.EXIT)));
  }

  @Test
  void forSeesItsVariablesInside() {
    ForTask loop = task(ForTask.class, """
        for:
          each: order
          in: ${ .orders }
          at: number
        while: ${ $order.open and $number < $input.most and $task.name != "off" }
        do:
          - note: {set: {o: "${ $order }", n: "${ $number }"}}
        """);
    assertThat(loop.each()).isEqualTo("order");
    assertThat(loop.at()).isEqualTo("number");
    assertThat(loop.in()).isEqualTo(Template.of("${ .orders }"));
    assertThat(loop.whileTrue())
        .contains(
            Template.of("${ $order.open and $number < $input.most and $task.name != \"off\" }"));
    assertThat(loop.tasks().tasks()).hasSize(1);
  }

  @Test
  void forNamesItsVariablesWhereTheAuthorDoesNot() {
    ForTask loop = task(ForTask.class, """
        for: {in: "${ . }"}
        do:
          - note: {set: {i: "${ [$index, $item] }"}}
        """);
    assertThat(loop.each()).isEqualTo("item");
    assertThat(loop.at()).isEqualTo("index");
    assertThat(loop.whileTrue()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT5S", "P1DT2H3M4.5S", "{minutes: 1, seconds: 30}", "\"${ .pause }\""})
  void waitTakesADuration(String duration) {
    assertThat(task(WaitTask.class, "wait: " + duration).duration().json()).isNotNull();
  }

  @Test
  void anHttpCallHasAllItsParts() {
    CallHttp call = task(CallHttp.class, """
        call: http
        with:
          method: post
          endpoint: https://example.com/orders/{id}
          headers: {X-Trace: "${ .trace }"}
          query: ${ .query }
          body: {items: ["${ .item }"]}
          output: response
          redirect: true
        """);
    assertThat(call)
        .isEqualTo(new CallHttp(
            Frame.PLAIN,
            Template.of("POST"),
            Template.of("https://example.com/orders/{id}"),
            Optional.empty(),
            Optional.of(new Template(json("{'X-Trace':'${ .trace }'}"))),
            Optional.of(Template.of("${ .query }")),
            Optional.of(new Template(json("{'items':['${ .item }']}"))),
            HttpOutput.RESPONSE,
            true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080/",
        "\"${ .url }\"",
        "{uri: https://example.com/}",
        "{uri: \"${ .url }\"}"
      })
  void anEndpointIsAnAddressOrAnExpression(String endpoint) {
    CallHttp call =
        task(CallHttp.class, "call: http\nwith:\n  method: GET\n  endpoint: " + endpoint + "\n");
    assertThat(endpoint).contains(call.endpoint().toString());
    assertThat(call.output()).isEqualTo(HttpOutput.CONTENT);
    assertThat(call.redirect()).isFalse();
  }

  @Test
  void aFunctionIsCalledByItsName() {
    CallFunction call =
        task(CallFunction.class, "call: mail\nwith: {to: \"${ .to }\", text: Hello}");
    assertThat(call.function()).isEqualTo("mail");
    assertThat(call.arguments().json()).isEqualTo(json("{'to':'${ .to }','text':'Hello'}"));
    assertThat(task(CallFunction.class, "call: log").arguments().json()).isEqualTo(json("{}"));
    assertThat(task(CallFunction.class, "call: log\nwith: {level: , message: a}")
            .arguments()
            .json())
        .isEqualTo(json("{'level':null,'message':'a'}"));
  }

  @Test
  void anEarlierStepIsReadByItsName() {
    Definition definition = read(withTasks("""
        - first step:
            set: {a: 1}
        - second:
            do:
              - inner:
                  set:
                    a: ${ $steps["first step"].a + $steps.inner.a }
        """));
    assertThat(definition.tasks().tasks()).hasSize(2);
  }

  @Test
  void whatAnExpressionNamesItselfIsItsOwn() {
    task(SetTask.class, """
        set:
          a: '${ . as {$x, y: [$z]} | def twice(f; $n): f | f | . + $n; twice($x; $z) }'
          b: '${ reduce .[] as $i (0; . + $i) | label $out | ., break $out }'
          c: ${ @base64 "a\\(.x)" | @json }
          d: '${ 1 as $v | def f: $v; def g(h): h + f; [g(f), $v] | map({$v}) | . + [$v] }'
          e: '${ [foreach .[] as [$i, {$n: [$m]}] (0; . + $i; [., $n, $m])] | . as {("a" + "b"): $z} | $z }'
          f: '${ def f: def g: 2; if . > 0 then . - 1 | f else g end; f as $x | "\\(. as $y | $y + $x)" }'
          g: '${ . as $x | [.[] as $y | $y, $x] | (. as $y | $y), {a: $x | . as $x | $x} }'
        """);
  }

  @Test
  void jsonIsReadToo() {
    String yaml = withTop("");
    String json = "{\n\t\"document\": {\"dsl\": \"1.0.3\", \"namespace\": \"test\",\n\t\t"
        + "\"name\": \"tested\", \"version\": \"1.0.0\"},\n"
        + "\t\"do\": [{\"only\":{\"set\":{\"a\":1,\"b\":\"\\u0416\\/\\ttab\"}}}]\n}";
    assertThat(read(json).id()).isEqualTo(read(yaml).id());
    SetTask set = (SetTask) read(json).tasks().tasks().get(0).task();
    assertThat(set.value().json().get("b").textValue()).isEqualTo("Ж/\ttab");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\n", "\r"})
  void linesEndAsTheyLike(String end) {
    assertThat(read(withTop("").replace("\n", end)).id().value()).isEqualTo("tested");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheDefinition() {
    String source = "\uFEFF" + withTop("");
    assertThat(read(source).source()).isEqualTo(source);
  }

  @Test
  void numbersStayWhatTheyAre() {
    SetTask set = task(SetTask.class, """
        set:
          a: 9007199254740993
          b: 123456789012345678901234567890
          c: 0.1
          d: 0.12345678901234567890123
          e: 0x1F
          f: 1e3
          g: 2026-11-22
          h: 12:30
          i: "007"
        """);
    var value = set.value().json();
    assertThat(value.get("a").longValue()).isEqualTo(9007199254740993L);
    assertThat(value.get("b").bigIntegerValue()).hasToString("123456789012345678901234567890");
    assertThat(value.get("c").isDouble()).isTrue();
    assertThat(value.get("d").decimalValue().toPlainString())
        .isEqualTo("0.12345678901234567890123");
    assertThat(value.get("e").intValue()).isEqualTo(31);
    assertThat(value.get("f").doubleValue()).isEqualTo(1000);
    assertThat(value.get("g").textValue()).isEqualTo("2026-11-22");
    assertThat(value.get("h").textValue()).isEqualTo("12:30");
    assertThat(value.get("i").textValue()).isEqualTo("007");
  }

  @Test
  void noSpreadMayBeWrittenAsANumber() {
    Definition definition = read("""
        document:
          dsl: "1.0.3"
          namespace: shop
          name: orders
          version: "1.0.0"
          metadata:
            carillon:
              spread: 0
        do:
          - only:
              set: {a: 1}
        """);

    assertThat(definition.schedule().spread()).contains("0");
  }
}
