package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.run.Redrive;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.VisitState;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run that fails at any place of a workflow in which all kinds of tasks stand, and a new one that goes
 * on there: both together do what one run does that goes well, and nothing of it twice.
 */
class NewRunAtFailedStepTest extends InHouse {
  private static final Duration STEP = Duration.ofSeconds(61);
  private static final String ONCE = "  metadata: {carillon: {retries: 0}}\n";

  private static final String ALL = """
      - a: {call: act, with: {do: a}, export: {as: '${ {seen: "a"} }'}}
      - unless: {if: '${ $context.seen == "b" }', call: act, with: {do: never}}
      - nest:
          do:
            - b: {call: act, with: {do: b}, output: {as: '${ {b: 1} }'}}
            - c: {call: act, with: {do: c}}
      - each:
          for: {in: '${ [1, 2, 3] }'}
          do:
            - round: {call: act, with: {do: '${ "round\\($item)" }'}, output: {as: '${ {sum: ((.sum // 0) + $item)} }'}}
            - after: {call: act, with: {do: '${ "after\\($item)" }'}}
      - inc: {call: act, with: {do: '${ "inc\\(.n // 0)" }'}, output: {as: '${ {sum, n: ((.n // 0) + 1)} }'}}
      - back: {switch: [{more: {when: '${ .n < 3 }', then: inc}}, {enough: {then: shaky}}]}
      - shaky:
          try:
            - flaky: {call: act, with: {do: flaky}}
            - tried: {call: act, with: {do: tried}}
          catch: {retry: {delay: PT1M, limit: {attempt: {count: 2}}}}
      - caught:
          try:
            - boom: {raise: {error: {type: https://example.com/no, status: 400}}}
          catch:
            do:
              - handled: {call: act, with: {do: handled}}
      - both:
          fork:
            branches:
              - left:
                  do:
                    - l1: {call: act, with: {do: l1}}
                    - l2: {call: act, with: {do: l2}}
              - right: {call: act, with: {do: right}}
      - rest: {wait: PT1M}
      - ask: {run: {workflow: {namespace: test, name: kid, version: latest, input: {n: '${ .[0].n }'}}}}
      - last:
          call: act
          with: {do: last}
          output: {as: '${ [., $steps.c, $context] }'}
      """;

  private static final List<String> STEPS = List.of(
      ("a b c round1 after1 round2 after2 round3 after3 inc0 inc1 inc2 flaky tried handled l1 l2 right"
              + " kid last")
          .split(" "));

  private final List<String> succeeded = new CopyOnWriteArrayList<>();
  private final AtomicInteger flaky = new AtomicInteger();

  private WorkflowId saved() {
    STEPS.forEach(this::mend);
    told.works.put("flaky", any -> {
      if (flaky.incrementAndGet() == 1) {
        throw new IllegalStateException("not at once");
      }
      succeeded.add("flaky");
      return any.input();
    });
    house.save("kid", "1.0.0", "- kid: {call: act, with: {do: kid}}\n", ONCE);
    return house.save("all", "1.0.0", ALL, ONCE);
  }

  private void mend(String what) {
    told.works.put(what, any -> {
      succeeded.add(what);
      return any.input();
    });
  }

  private Run againAtFailedStep(RunId run) {
    return house
        .runs
        .redriving()
        .anewAtFailedStep(run, Optional.empty(), new Redrive.Wish("Zoë", "", clock.instant()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "c", "round3", "inc1", "tried", "handled", "l2", "right", "kid", "last"})
  void whereverItFailedBothTogetherDoWhatOneDoesThatGoesWell(String broken) {
    WorkflowId id = saved();
    told.works.put(broken, any -> {
      otherBranchIsDone(broken);
      throw new IllegalStateException("it is broken");
    });
    Run failed = ended(house.start(id, "{}"), STEP);
    assertThat(failed.state()).isEqualTo(RunState.FAILED);
    List<String> finished = List.copyOf(succeeded);
    succeeded.clear();
    mend(broken);

    Run done = ended(againAtFailedStep(failed.id()).id(), STEP);

    assertThat(done.state()).as("%s", done.error()).isEqualTo(RunState.SUCCEEDED);
    assertThat(done.output()).contains(House.json("[{\"n\": 3}, {\"b\": 1}, {\"seen\": \"a\"}]"));
    assertThat(succeeded).as("by the new run alone").noneMatch(finished::contains);
    assertThat(Stream.concat(finished.stream(), succeeded.stream()).distinct())
        .containsExactlyInAnyOrderElementsOf(STEPS);
    assertThat(succeeded).doesNotHaveDuplicates();
    assertThat(house.keys(done.id())).containsAll(house.keys(failed.id()));
    assertThat(house.visits(done.id()))
        .filteredOn(it -> it.state().isDone() && !it.isTakenOver())
        .allSatisfy(
            it -> assertThat(it.startedAt()).isAfterOrEqualTo(done.startedAt().get()));
  }

  /** What was in flight in another branch would be done again, and not be what is asked here. */
  private void otherBranchIsDone(String broken) {
    String other = broken.equals("right") ? "l2" : broken.equals("l2") ? "right" : "";
    if (!other.isEmpty()) {
      RunId run = house.store.list(RunFilter.ALL, Optional.empty(), 1).get(0).id();
      Awaitility.await()
          .until(() -> house.visits(run).stream()
              .anyMatch(it -> it.name().equals(other) && it.state() == VisitState.COMPLETED));
    }
  }

  @Test
  void ofAWaitThatWasBrokenOffTheRestIsWaited() {
    WorkflowId id = house.save("waits", "1.0.0", """
        - before: {call: act, with: {do: before}}
        - rest: {wait: PT1H}
        - then: {call: act, with: {do: then}}
        """, ONCE);
    RunId old = house.start(id, "{}");
    var wake = house.await(old, RunState.WAITING).wakeAt();
    clock.moveBy(Duration.ofMinutes(20));
    house.runs.cancel(old, "enough");

    RunId made = againAtFailedStep(old).id();

    assertThat(house.await(made, RunState.WAITING).wakeAt()).isEqualTo(wake);
    house.moveBy(Duration.ofMinutes(40));
    house.await(made, RunState.SUCCEEDED);
    assertThat(called("before")).isEqualTo(1);
    assertThat(called("then")).isEqualTo(1);
  }

  @Test
  void whatIsTimedHasItsWholeTimeAgainAndTheJournalIsCounted() {
    WorkflowId id = house.save("timed", "1.0.0", """
        - before: {call: act, with: {do: before}}
        - slow:
            timeout: {after: PT2H}
            do:
              - rest: {wait: PT3H}
              - then: {call: act, with: {do: then}}
        """, ONCE + "timeout: {after: PT3H}\n");
    Run failed = ended(house.start(id, "{}"), Duration.ofMinutes(121));
    assertThat(failed.error().get().type()).endsWith("/timeout");

    Run done = ended(againAtFailedStep(failed.id()).id(), Duration.ofMinutes(61));

    assertThat(done.state()).as("%s", done.error()).isEqualTo(RunState.SUCCEEDED);
    assertThat(done.deadline()).contains(done.startedAt().get().plus(Duration.ofHours(3)));
    assertThat(called("before")).isEqualTo(1);
    assertThat(house.journal.extent(done.id()).volume())
        .isGreaterThan(house.journal.extent(failed.id()).volume());
    assertThat(house.journal.extent(done.id()).steps())
        .isEqualTo(house.journal.page(done.id(), 0, 100).size());
  }

  @Test
  void aStepIsAskedForWithTheKeyOfTheNewRunAndNothingOfAnOldSecretIsTakenOver() {
    house.secrets.put("code", House.json("\"abracadabra\""));
    told.works.put("leak", any -> House.json("{\"said\": \"abracadabra\"}"));
    told.works.put("pay", any -> {
      throw new IllegalStateException("it is broken");
    });
    WorkflowId id = house.save("pays", "1.0.0", """
        - leak: {call: act, with: {do: leak}}
        - pay: {call: act, with: {do: pay, id: '${ $workflow.id }', attempt: '${ $runtime.metadata.schedule.attempt }'}}
        """, ONCE + "use: {secrets: [code]}\n");
    Run failed = house.ended(id, "{}");
    told.works.put("pay", any -> any.arguments());

    Run done = house.await(againAtFailedStep(failed.id()).id(), RunState.SUCCEEDED);

    assertThat(told.keys)
        .containsExactly(
            failed.id() + "/do/0/leak", failed.id() + "/do/1/pay", done.id() + "/do/1/pay");
    assertThat(done.output().get().path("id").asText()).isEqualTo(done.id().value());
    assertThat(done.output().get().path("attempt").asInt()).isEqualTo(1);
    assertThat(house.visits(done.id()).toString()).doesNotContain("abracadabra");
  }
}
