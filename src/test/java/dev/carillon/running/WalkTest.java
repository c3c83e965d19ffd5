package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.VisitState;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

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
