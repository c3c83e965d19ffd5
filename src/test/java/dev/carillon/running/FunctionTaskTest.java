package dev.carillon.running;

import static dev.carillon.running.House.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import dev.carillon.function.HopelessException;
import dev.carillon.function.Invocation;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.VisitState;
import dev.carillon.scheduling.Wishes;
import dev.carillon.workflow.WorkflowId;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a Java function is promised, and what becomes of what it does. */
@Timeout(120)
class FunctionTaskTest extends InHouse {
  private static final String ERRORS = "https://serverlessworkflow.io/spec/1.0.0/errors/";

  /** Hangs until it is interrupted, and tells when it has begun and that it was interrupted. */
  private static final class Sleeper implements Told.Work {
    final CountDownLatch begun = new CountDownLatch(1);
    final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();

    @Override
    public JsonNode on(Invocation invocation) throws Exception {
      begun.countDown();
      try {
        return new CompletableFuture<JsonNode>().get();
      } catch (InterruptedException heard) {
        interrupted.complete(invocation.cancel().isCancelled());
        throw heard;
      }
    }
  }

  private Sleeper sleeper() throws InterruptedException {
    Sleeper sleeper = new Sleeper();
    told.works.put("sleep", sleeper);
    return sleeper;
  }

  private static String acting(String what) {
    return "- act: {call: act, with: {do: " + what + "}}\n";
  }

  @Test
  void itIsToldAllAboutItsCall() {
    AtomicReference<Invocation> seen = new AtomicReference<>();
    told.works.put("look", call -> {
      seen.set(call);
      return call.input();
    });
    WorkflowId id = house.save("told", "1.0.0", """
        - first: {set: {n: 1}}
        - look:
            call: act
            with: {do: look, more: "${ .n + 1 }"}
            timeout: {after: PT10M}
        """, "timeout: {after: PT20M}\n");

    Run run = house.ended(id, "{\"n\":0}");

    assertThat(run.output()).contains(json("{\"n\":1}"));
    Invocation call = seen.get();
    assertThat(call.arguments()).isEqualTo(json("{\"do\":\"look\",\"more\":2}"));
    assertThat(call.input()).isEqualTo(json("{\"n\":1}"));
    assertThat(call.idempotencyKey()).isEqualTo(run.id() + "/do/1/look");
    assertThat(call.messageId()).isEmpty();
    assertThat(call.dueTime()).isEmpty();
    assertThat(call.schedule()).isEqualTo(json("""
        {"trigger":"manual","attempt":1,"backfill":false}"""));
    assertThat(call.deadline()).isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
    assertThat(call.cancel().isCancelled()).isFalse();
  }

  @Test
  void inARunOfAScheduleItIsToldTheDueTimeThatTheRunAnswersFor() throws Exception {
    AtomicReference<Invocation> seen = new AtomicReference<>();
    told.works.put("look", call -> {
      seen.set(call);
      return call.input();
    });
    WorkflowId id = house.save("due", acting("look"));
    house.scheduling.activate(id, new Wishes(Map.of("cron", Optional.of("*/5 * * * *"))));
    clock.moveTo(Instant.parse("2026-03-01T12:05:01Z"));

    house
        .runs
        .deliveries()
        .take(Arrivals.of(house, id).message("msg_due").build())
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);

    assertThat(seen.get().dueTime()).contains(Instant.parse("2026-03-01T12:05:00Z"));
    assertThat(seen.get().messageId()).contains("msg_due");
    assertThat(seen.get().schedule()).isEqualTo(json("""
        {"id":"due","trigger":"cron","attempt":1,"backfill":false,
        "dueTime":"2026-03-01T12:05:00Z","previousDueTime":"2026-03-01T12:00:00Z",
        "nextDueTime":"2026-03-01T12:10:00Z"}"""));
  }

  @Test
  void theVersionThatItsRunSeesIsThatOfTheBuild() throws Exception {
    WorkflowId id = house.save("version", "- tell: {set: \"${ $runtime.version }\"}\n");
    String pom = Files.readString(Path.of("pom.xml"));

    String version = house.ended(id, "").output().get().textValue();

    assertThat(pom.substring(0, pom.indexOf("<dependencies>")))
        .contains("<artifactId>carillon</artifactId>\n  <version>" + version + "</version>");
  }

  @Test
  void withoutATimeLimitAroundItItHasAnHour() {
    AtomicReference<Instant> deadline = new AtomicReference<>();
    told.works.put("look", call -> {
      deadline.set(call.deadline());
      return call.input();
    });

    house.ended(house.save("hour", acting("look")), "");

    assertThat(deadline.get()).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
  }

  @Test
  void whenItsRunIsEndedItIsInterruptedAndItsThreadGoesFree() throws Exception {
    Sleeper sleeper = sleeper();
    RunId run = house.start(house.save("ended", acting("sleep")), "");
    assertThat(sleeper.begun.await(30, TimeUnit.SECONDS)).isTrue();

    house.runs.cancel(run, "enough");

    assertThat(sleeper.interrupted.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(house.store.get(run).state()).isEqualTo(RunState.CANCELED);
  }

  @Test
  void theBranchThatLostIsInterrupted() throws Exception {
    Sleeper sleeper = sleeper();
    told.works.put("win", call -> {
      assertThat(sleeper.begun.await(30, TimeUnit.SECONDS)).isTrue();
      return json("1");
    });
    WorkflowId id = house.save("race", """
        - f:
            fork:
              compete: true
              branches:
                - slow: {call: act, with: {do: sleep}}
                - fast: {call: act, with: {do: win}}
        """);

    assertThat(house.ended(id, "").output()).contains(json("1"));
    assertThat(sleeper.interrupted.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void theTimeLimitOfItsTaskInterruptsItAndIsAnErrorOfTheTask() throws Exception {
    Sleeper sleeper = sleeper();
    WorkflowId id = house.save("limit", """
        - t:
            try:
              - sleep:
                  call: act
                  with: {do: sleep}
                  timeout: {after: {milliseconds: 100}}
            catch:
              do:
                - tell: {set: "${ $error }"}
        """);

    JsonNode error = house.ended(id, "").output().get();

    // On a busy machine the time may be up before the thread has begun; then it does not begin.
    if (sleeper.begun.getCount() == 0) {
      assertThat(sleeper.interrupted.get(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(error.get("type").textValue()).isEqualTo(ERRORS + "timeout");
    assertThat(error.get("instance").textValue()).isEqualTo("/do/0/t/try/0/sleep");
  }

  @Test
  void itsOwnTimeLimitIsThatOfItsArgumentsAndInterruptsIt() throws Exception {
    Sleeper sleeper = sleeper();
    WorkflowId id = house.save("own-limit", """
        - t:
            try:
              - sleep: {call: act, with: {do: sleep, limit: 100}}
            catch:
              do:
                - tell: {set: "${ $error }"}
        """);

    JsonNode error = house.ended(id, "").output().get();

    // On a busy machine the time may be up before the thread has begun; then it does not begin.
    if (sleeper.begun.getCount() == 0) {
      assertThat(sleeper.interrupted.get(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(error.get("type").textValue()).isEqualTo(ERRORS + "timeout");
    assertThat(error.get("detail").textValue()).contains("it took longer than PT0.1S");
  }

  @Test
  void oneThatHeedsNothingHoldsNeitherItsRunNorAWalkerAndWhatItGivesIsDropped() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    told.works.put("heedless", call -> {
      begun.countDown();
      while (end.getCount() > 0) {
        try {
          end.await();
        } catch (InterruptedException notMe) {
          Thread.interrupted();
        }
      }
      call.log().accept("info", "too late");
      over.countDown();
      return json("\"too late\"");
    });
    told.works.put("win", call -> {
      assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
      return json("1");
    });
    WorkflowId id = house.save("heedless", """
        - f:
            fork:
              compete: true
              branches:
                - slow: {call: act, with: {do: heedless}}
                - fast: {call: act, with: {do: win}}
        """);

    Run run = house.ended(id, "");

    assertThat(run.output()).contains(json("1"));
    end.countDown();
    assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(visit(run.id(), "/do/0/f/fork/0/slow").state()).isEqualTo(VisitState.CANCELED);
    assertThat(visit(run.id(), "/do/0/f/fork/0/slow").log()).isEmpty();
    assertThat(visit(run.id(), "/do/0/f/fork/0/slow").output()).isEmpty();
  }

  @Test
  void whateverItThrowsIsAnErrorOfTheStandardAtItsTask() {
    Map<String, Told.Work> ways = Map.of(
        "exception",
            any -> {
              throw new IllegalStateException("no such shop");
            },
        "error",
            any -> {
              throw new AssertionError("no such shop");
            },
        "hopeless",
            any -> {
              throw new HopelessException("no such shop");
            },
        "late",
            any -> {
              throw new TimeoutException("no such shop");
            },
        "speechless",
            any -> {
              throw new IllegalStateException() {
                private static final long serialVersionUID = 1L;

                @Override
                public String getMessage() {
                  throw new IllegalStateException("nor a message");
                }
              };
            });
    told.works.putAll(ways);
    Map<String, String> types = Map.of("hopeless", "validation", "late", "timeout");
    for (String way : ways.keySet()) {
      WorkflowId id = house.save(way, """
          - t:
              try:
                - act: {call: act, with: {do: %s}}
              catch:
                do:
                  - tell: {set: "${ $error }"}
          """.formatted(way));

      JsonNode error = house.ended(id, "").output().get();

      assertThat(error.get("type").textValue())
          .as(way)
          .isEqualTo(ERRORS + types.getOrDefault(way, "runtime"));
      assertThat(error.get("instance").textValue()).isEqualTo("/do/0/t/try/0/act");
      assertThat(error.get("detail").textValue())
          .contains("the function \"act\" failed")
          .contains(way.equals("speechless") ? "" : "no such shop");
    }
  }

  @Test
  void whatItWroteBeforeItFailedIsKept() {
    told.works.put("half", call -> {
      call.log().accept("warn", "half way");
      throw new HopelessException("no more");
    });

    Run run = house.ended(house.save("half", acting("half")), "");

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(visit(run.id(), "/do/0/act").state()).isEqualTo(VisitState.FAULTED);
    assertThat(visit(run.id(), "/do/0/act").log()).hasSize(1).allSatisfy(line -> {
      assertThat(line.level()).isEqualTo("warn");
      assertThat(line.text()).isEqualTo("half way");
    });
  }

  @Test
  void whatIsNoJsonIsAClearError() {
    ArrayNode circle = JsonNodeFactory.instance.arrayNode();
    circle.add(circle);
    Map<String, JsonNode> outputs = Map.of(
        "object of the class java.lang.Thread",
        new POJONode(Thread.currentThread()),
        "number that is none",
        DoubleNode.valueOf(Double.NaN),
        "number that is out of reach",
        DecimalNode.valueOf(new BigDecimal("1e309")),
        "missing node",
        MissingNode.getInstance(),
        "nested deeper than the 200 levels",
        circle);
    outputs.forEach((said, output) -> {
      told.works.put("odd", any -> JsonNodeFactory.instance.objectNode().set("a", output));
      String name = said.replace(' ', '-').replace('.', '-');

      Run run = house.ended(house.save(name, acting("odd")), "");

      assertThat(run.state()).isEqualTo(RunState.FAILED);
      assertThat(run.attempts()).isEqualTo(1);
      assertThat(run.error().get().detail().get()).contains("what the task gave", said);
    });
  }

  @Test
  void whatItChangesAfterwardsOrInItsInputNobodySees() {
    ObjectNode kept = JsonNodeFactory.instance.objectNode().put("a", 1);
    told.works.put("give", call -> {
      ((ObjectNode) call.input()).put("changed", true);
      return kept;
    });
    told.works.put("change", call -> {
      kept.put("a", 2);
      return call.input();
    });

    Run run = house.ended(
        house.save("own", acting("give") + acting("change").replace("act:", "then:")), "");

    assertThat(run.output()).contains(json("{\"a\":1}"));
    assertThat(visit(run.id(), "/do/0/act").input()).isEqualTo(json("{}"));
  }
}
