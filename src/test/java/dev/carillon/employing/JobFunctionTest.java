package dev.carillon.employing;

import static dev.carillon.employing.TestJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.carillon.function.HopelessException;
import dev.carillon.function.Invocation;
import dev.carillon.job.JobContext;
import dev.carillon.running.Cancellation;
import dev.carillon.testing.MovingClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JobFunctionTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final Workshop workshop = new Workshop();
  private final Cancellation wanted = new Cancellation();
  private final List<String> log = new ArrayList<>();

  @AfterEach
  void close() {
    workshop.close();
  }

  private JsonNode call(TestJob job) throws Exception {
    return function(job).call(invocation(job.id()));
  }

  private JobFunction function(TestJob job) {
    return new JobFunction(new JobBook(List.of(job.card())), workshop, new MovingClock(NOON));
  }

  private Invocation invocation(String id) {
    return new Invocation(
        JsonNodeFactory.instance.objectNode().put("id", id),
        TextNode.valueOf("in"),
        "run/do/0/work",
        Optional.of("msg_1"),
        Optional.of(NOON),
        wanted,
        (level, line) -> log.add(level + " " + line));
  }

  @Test
  void aJobIsToldAllAboutItsCall() throws Exception {
    AtomicReference<JobContext> seen = new AtomicReference<>();

    JsonNode output = call(aJob("a").timeLimit(Duration.ofMinutes(5)).working(context -> {
      seen.set(context);
      context.info("half way");
      context.warn("oh");
      return context.input();
    }));

    assertThat(output).isEqualTo(TextNode.valueOf("in"));
    assertThat(seen.get().idempotencyKey()).isEqualTo("run/do/0/work");
    assertThat(seen.get().messageId()).contains("msg_1");
    assertThat(seen.get().dueTime()).contains(NOON);
    assertThat(seen.get().deadline()).isEqualTo(NOON.plusSeconds(300));
    assertThat(seen.get().cancel().isCancelled()).isFalse();
    assertThat(log).containsExactly("info half way", "warn oh");
  }

  @Test
  void itWorksInAThreadOfItsOwnWithTheClassLoaderOfItsCode() throws Exception {
    AtomicReference<Thread> thread = new AtomicReference<>();
    AtomicReference<ClassLoader> loader = new AtomicReference<>();

    call(aJob("a").working(context -> {
      thread.set(Thread.currentThread());
      loader.set(Thread.currentThread().getContextClassLoader());
      return null;
    }));

    assertThat(thread.get()).isNotEqualTo(Thread.currentThread());
    assertThat(loader.get()).isEqualTo(TestJob.class.getClassLoader());
  }

  @Test
  void nothingIsAnOutputToo() throws Exception {
    assertThat(call(aJob("a").working(context -> null)).isNull()).isTrue();
  }

  @Test
  void whatTheJobThrowsIsTheError() {
    assertThatThrownBy(() -> call(aJob("a").working(context -> {
          throw new IOException("disk full");
        })))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");
    assertThatThrownBy(() -> call(aJob("a").working(context -> {
          throw new HopelessException("never");
        })))
        .isInstanceOf(HopelessException.class);
  }

  @Test
  void anErrorOrAnInterruptOfItsOwnDoesNotReachTheThreadThatWaits() {
    assertThatThrownBy(() -> call(aJob("a").working(context -> {
          throw new AssertionError("so not");
        })))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("so not");
    assertThatThrownBy(() -> call(aJob("a").working(context -> {
          throw new InterruptedException("by itself");
        })))
        .isInstanceOf(IllegalStateException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void aJobWhoseTimeIsUpIsInterruptedAndHasFailed() {
    CountDownLatch interrupted = new CountDownLatch(1);

    assertThatThrownBy(() -> call(aJob("a").timeLimit(Duration.ofMillis(50)).working(context -> {
          try {
            return new CompletableFuture<JsonNode>().get();
          } catch (InterruptedException heard) {
            assertThat(context.cancel().isCancelled()).isTrue();
            interrupted.countDown();
            throw heard;
          }
        })))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("it took longer than PT0.05S, and was stopped");
    assertThat(interrupted.getCount()).isZero();
  }

  @Test
  void workThatWasDoneAfterAllCounts() throws Exception {
    JsonNode output = call(aJob("a").timeLimit(Duration.ofMillis(20)).working(context -> {
      CountDownLatch late = new CountDownLatch(1);
      context.cancel().onCancel(late::countDown);
      Thread.interrupted();
      awaitHeedless(late);
      return IntNode.valueOf(1);
    }));

    assertThat(output).isEqualTo(IntNode.valueOf(1));
  }

  private static void awaitHeedless(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException notYet) {
        Thread.interrupted();
      }
    }
  }

  @Test
  void aRunThatIsEndedEndsItsJob() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch told = new CountDownLatch(1);
    TestJob job = aJob("a").working(context -> {
      context.cancel().onCancel(() -> {
        throw new IllegalStateException("somebody else's hook");
      });
      context.cancel().onCancel(told::countDown);
      begun.countDown();
      return new CompletableFuture<JsonNode>().get();
    });

    CompletableFuture<Throwable> end = CompletableFuture.supplyAsync(() -> failure(job));
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    wanted.cancel();

    assertThat(end.get(10, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
    assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private Throwable failure(TestJob job) {
    try {
      call(job);
      return null;
    } catch (Exception thrown) {
      return thrown;
    }
  }

  @Test
  void whatIsNotWantedIsNotBegun() {
    wanted.cancel();

    assertThatThrownBy(() -> call(aJob("a").working(context -> {
          throw new IllegalStateException("begun");
        })))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void aLogHasAnEnd() throws Exception {
    call(aJob("a").working(context -> {
      for (int i = 0; i < JobLog.MOST_LINES + 5; i++) {
        context.info("x".repeat(JobLog.LONGEST + 1));
      }
      return null;
    }));

    assertThat(log).hasSize(JobLog.MOST_LINES + 1);
    assertThat(log.get(0)).hasSize("info ".length() + JobLog.LONGEST + 1);
    assertThat(log).last().isEqualTo("warn 5 more lines were left out");
  }

  @Test
  void aJobThatIsNotHereIsToldWithItsCure() {
    assertThatThrownBy(() -> function(aJob("a")).call(invocation("gone")))
        .hasMessage("there is no job \"gone\" here; put the jar that has it into WEB-INF/lib");
    assertThatThrownBy(() -> function(aJob("a")).call(invocation("")))
        .hasMessageContaining("\"with\" has no id of a job");
  }
}
