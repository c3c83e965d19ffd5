package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.VisitState;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a run goes through its tasks. */
class WalkTest extends Walking {
  @Test
  void aRunIsWhatItsTasksMakeOfItsInput() {
    WorkflowId id = house.save("sum", """
        - add:
            set:
              total: ${ .a + .b }
        - double:
            set: '${ { total: (.total * 2), run: $workflow.id } }'
            output:
              as: '${ .total }'
        """);

    Run run = house.ended(id, "{\"a\": 1, \"b\": 2}");

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.output()).contains(IntNode.valueOf(6));
    assertThat(house.keys(run.id())).containsExactly("/do/0/add", "/do/1/double");
    assertThat(house.visits(run.id())).allMatch(it -> it.state() == VisitState.COMPLETED);
  }

  @Test
  void aSwitchChoosesTheWayAndAnEndEnds() {
    WorkflowId id = house.save("ways", """
        - choose:
            switch:
              - large:
                  when: ${ .n > 10 }
                  then: big
              - otherwise:
                  then: small
        - big:
            set: { size: big }
            then: end
        - small:
            set: { size: small }
        """);

    assertThat(house.ended(id, "{\"n\": 11}").output().get().get("size").asText())
        .isEqualTo("big");
    assertThat(house.ended(id, "{\"n\": 1}").output().get().get("size").asText())
        .isEqualTo("small");
  }

  @Test
  void aBackwardThenVisitsATaskAgainUnderAKeyOfItsOwn() {
    WorkflowId id = house.save("loop", """
        - up:
            set: '${ { n: (.n + 1) } }'
        - again:
            switch:
              - more:
                  when: ${ .n < 3 }
                  then: up
        """);

    Run run = house.ended(id, "{\"n\": 0}");

    assertThat(run.output().get().get("n").asInt()).isEqualTo(3);
    assertThat(house.keys(run.id()))
        .containsExactly(
            "/do/0/up",
            "/do/1/again",
            "/do/0/up#2",
            "/do/1/again#2",
            "/do/0/up#3",
            "/do/1/again#3");
  }

  @Test
  void aLoopHandsEachRoundWhatTheRoundBeforeGave() {
    WorkflowId id = house.save("each", """
        - all:
            for:
              each: word
              in: ${ .words }
              at: place
            do:
              - join:
                  set: '${ { text: ((.text // "") + $word + ($place | tostring)) } }'
        """);

    Run run = house.ended(id, "{\"words\": [\"a\", \"b\", \"c\"]}");

    assertThat(run.output().get().get("text").asText()).isEqualTo("a0b1c2");
    assertThat(house.keys(run.id()))
        .containsExactly(
            "/do/0/all",
            "/do/0/all/for[0]/0/join",
            "/do/0/all/for[1]/0/join",
            "/do/0/all/for[2]/0/join");
  }

  @Test
  void aLoopEndsWhenItsWhileDoesNotHold() {
    WorkflowId id = house.save("while", """
        - all:
            for:
              each: n
              in: ${ [range(10)] }
            while: ${ (.sum // 0) < 3 }
            do:
              - add:
                  set: '${ { sum: ((.sum // 0) + $n) } }'
        """);

    assertThat(house.ended(id, "").output().get().get("sum").asInt()).isEqualTo(3);
  }

  @Test
  void theWhileOfALoopSeesItsTaskAndTheInputOfItsTask() {
    WorkflowId id = house.save("while-input", """
        - all:
            input:
              from: '${ {most: 4, sum: 0} }'
            for:
              in: ${ [range(10)] }
            while: ${ .sum < $input.most and $task.name == "all" and $task.input.raw and $item < 9 }
            do:
              - add:
                  set: '${ { sum: (.sum + 2) } }'
        """);

    assertThat(house.ended(id, "{\"raw\": true}").output().get().get("sum").asInt())
        .isEqualTo(4);
  }

  @Test
  void whatATaskExportsIsTheContextOfTheNext() {
    WorkflowId id = house.save("context", """
        - first:
            set: { a: 1 }
            export:
              as: '${ { kept: .a } }'
        - second:
            set: { b: 2 }
        - third:
            set: '${ { kept: $context.kept, earlier: $steps.first.a, now: .b } }'
        """);

    assertThat(house.ended(id, "").output().get().toString())
        .isEqualTo("{\"kept\":1,\"earlier\":1,\"now\":2}");
  }

  @Test
  void anExpressionSeesItsTaskItsRunAndWhoseServerItIs() {
    WorkflowId id = house.save("facts", """
        - rest: {wait: PT1M}
        - look:
            input: {from: "${ .n }"}
            set: '${ {task: $task, workflow: ($workflow | del(.definition)), runtime: $runtime.name} }'
            output:
              as: '${ . + {yielded: ($task.output | keys)} }'
            metadata: {a: b}
        """);
    RunId run = house.start(id, "{\"n\":7}");
    house.await(run, RunState.WAITING);
    house.moveBy(Duration.ofMinutes(1));

    JsonNode seen = house.await(run, RunState.SUCCEEDED).output().orElseThrow();

    assertThat(seen.at("/task/definition/metadata")).isEqualTo(House.json("{\"a\":\"b\"}"));
    ((ObjectNode) seen.get("task")).remove("definition");
    assertThat(seen).isEqualTo(House.json("""
        {"task": {"name": "look", "reference": "/do/1/look", "input": {"n": 7}, "startedAt": {
            "iso8601": "2026-03-01T12:01:30Z",
            "epoch": {"seconds": 1772366490, "milliseconds": 1772366490000}}},
         "workflow": {"id": "%s", "input": {"n": 7}, "startedAt": {
            "iso8601": "2026-03-01T12:00:30Z",
            "epoch": {"seconds": 1772366430, "milliseconds": 1772366430000}}},
         "runtime": "carillon", "yielded": ["runtime", "task", "workflow"]}
        """.formatted(run)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'input: {schema: {document: {required: [a]}}}' | '' | the input of the workflow | /input",
        "'output: {schema: {document: {required: [a]}}}' | '' | the output of the workflow | /output",
        "'' | 'input: {schema: {document: {required: [a]}}}' | the input | /do/0/pass",
        "'' | 'output: {schema: {document: {required: [a]}}}' | the output | /do/0/pass",
        "'' | 'export: {as: \"${ . }\", schema: {document: {required: [a]}}}' | the exported context | /do/0/pass"
      })
  void whatDoesNotFitItsSchemaIsAnErrorOfTheValidationAndNotTriedAgain(
      String workflow, String task, String what, String instance) {
    WorkflowId id = house.save(
        "misfit", "1.0.0", "- pass:\n    set: '${ . }'\n    " + task + "\n", workflow + "\n");

    Run run = house.ended(id, "{\"b\": 1}");

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.attempts()).isEqualTo(1);
    assertThat(ErrorValue.of(run.error().orElseThrow()))
        .isEqualTo(House.json("""
        {"type": "https://serverlessworkflow.io/spec/1.0.0/errors/validation", "status": 400,
         "title": "Validation error", "instance": "%s", "detail":
         "%s does not fit its schema: the whole: required property 'a' not found"}
        """.formatted(instance, what)));
  }

  @Test
  void aConditionSeesTheContextThatAnEarlierTaskExported() {
    WorkflowId id = house.save("condition", """
        - first:
            set: { a: 1 }
            export:
              as: '${ { go: true } }'
        - second:
            if: ${ $context.go }
            call: count
        - rounds:
            for: { in: '${ [1, 2] }' }
            while: ${ $context.go }
            do:
              - each:
                  call: count
        """);

    house.ended(id, "");

    assertThat(counter.calls).hasValue(3);
  }

  @Test
  void aTaskWhoseConditionDoesNotHoldIsSkipped() {
    WorkflowId id = house.save("maybe", """
        - never:
            if: ${ .go == true }
            call: count
        - after:
            set: { done: true }
        """);

    Run run = house.ended(id, "{\"go\": false}");

    assertThat(counter.calls).hasValue(0);
    assertThat(house.visits(run.id()).get(0).state()).isEqualTo(VisitState.SKIPPED);
    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void anExitLeavesTheListAndInALoopTheLoop() {
    WorkflowId id = house.save("exits", """
        - inner:
            do:
              - first: {set: '${ ["inner"] }', then: exit}
              - skipped: {set: "${ [] }"}
        - loop:
            for: {in: "${ [range(5)] }"}
            do:
              - add: {set: "${ . + [$index] }"}
              - enough:
                  switch:
                    - two: {when: "${ $index == 1 }", then: exit}
              - more: {set: "${ . + [true] }"}
        - after: {set: "${ . + [100] }"}
        """);

    Run run = house.ended(id, "");

    assertThat(run.output()).contains(House.json("[\"inner\",0,true,1,100]"));
    assertThat(house.keys(run.id()))
        .doesNotContain("/do/0/inner/do/1/skipped")
        .contains("/do/1/loop/for[1]/1/enough", "/do/2/after")
        .doesNotContain("/do/1/loop/for[2]/0/add", "/do/1/loop/for[1]/2/more");
  }

  @Test
  void anEndEndsTheRunHoweverDeepItStands() {
    WorkflowId id = house.save("ends", """
        - loop:
            for: {in: "${ [range(5)] }"}
            do:
              - inner:
                  do:
                    - risky:
                        try:
                          - done: {set: {round: "${ $index }"}, then: end}
                        catch:
                          do:
                            - caught: {set: {caught: true}}
                    - beside: {set: {never: 1}}
        - after: {set: {never: 2}}
        """);

    Run run = house.ended(id, "");

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.output()).contains(House.json("{\"round\":0}"));
  }

  @Test
  void aRunKeepsTheDefinitionThatItBeganWith() {
    WorkflowId id = house.save("pinned", """
        - pause:
            wait: PT1H
        - say:
            set: { version: one }
        """);
    RunId run = house.start(id, "");
    house.await(run, RunState.WAITING);
    house.save("pinned", "2.0.0", """
        - say:
            set: { version: two }
        """, "");
    house.scheduling.remove(id, true);

    restarted();
    house.moveBy(Duration.ofHours(1));

    assertThat(
            house.await(run, RunState.SUCCEEDED).output().get().get("version").asText())
        .isEqualTo("one");
  }
}
