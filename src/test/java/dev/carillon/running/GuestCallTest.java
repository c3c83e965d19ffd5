package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.carillon.function.CancelSignal;
import dev.carillon.testing.LoudLogs;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GuestCallTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private Workshop workshop = new Workshop();
  private final Cancellation wanted = new Cancellation();

  @AfterEach
  void close() {
    workshop.close();
  }

  private JsonNode call(GuestCall.Work work) throws Throwable {
    return call(work, LONG);
  }

  private JsonNode call(GuestCall.Work work, Duration most) throws Throwable {
    return new GuestCall(this, "it", workshop).of(work, most, wanted);
  }

  @Test
  void itWorksInAThreadOfItsOwnWithTheClassLoaderOfItsCode() throws Throwable {
    AtomicReference<Thread> thread = new AtomicReference<>();
    AtomicReference<ClassLoader> loader = new AtomicReference<>();

    JsonNode output = call(signal -> {
      thread.set(Thread.currentThread());
      loader.set(Thread.currentThread().getContextClassLoader());
      assertThat(signal.isCancelled()).isFalse();
      return IntNode.valueOf(7);
    });

    assertThat(output).isEqualTo(IntNode.valueOf(7));
    assertThat(thread.get()).isNotEqualTo(Thread.currentThread());
    assertThat(loader.get()).isEqualTo(GuestCallTest.class.getClassLoader());
  }

  @Test
  void whatItThrowsIsTheError() {
    for (Throwable thrown : List.of(new IOException("disk full"), new AssertionError("so not"))) {
      assertThatThrownBy(() -> call(signal -> {
            if (thrown instanceof Error error) {
              throw error;
            }
            throw (Exception) thrown;
          }))
          .isSameAs(thrown);
    }
  }

  @Test
  void anInterruptOfItsOwnDoesNotReachTheThreadThatWaits() {
    assertThatThrownBy(() -> call(signal -> {
          throw new InterruptedException("by itself");
        }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void whatTakesTooLongIsInterruptedAndHasFailed() {
    AtomicBoolean begun = new AtomicBoolean();
    AtomicBoolean interrupted = new AtomicBoolean();

    assertThatThrownBy(() -> call(
            signal -> {
              begun.set(true);
              try {
                return new CompletableFuture<JsonNode>().get();
              } catch (InterruptedException heard) {
                interrupted.set(signal.isCancelled());
                throw heard;
              }
            },
            Duration.ofMillis(50)))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("it took longer than PT0.05S, and was stopped");
    // On a busy machine the time may be up before the thread has begun; then it does not begin.
    assertThat(interrupted.get()).isEqualTo(begun.get());
  }

  @Test
  void workThatWasDoneAfterAllCounts() throws Exception {
    workshop = new Workshop(LONG);
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<JsonNode> end = new CompletableFuture<>();
    inThread(() -> {
      end.complete(call(signal -> {
        CountDownLatch late = new CountDownLatch(1);
        signal.onCancel(late::countDown);
        begun.countDown();
        awaitHeedless(late);
        return IntNode.valueOf(1);
      }));
    });
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    wanted.cancel();

    assertThat(end.get(30, TimeUnit.SECONDS)).isEqualTo(IntNode.valueOf(1));
  }

  private interface Attempt {
    void make() throws Throwable;
  }

  private static CompletableFuture<Throwable> inThread(Attempt attempt) {
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    new Thread(() -> {
          try {
            attempt.make();
            end.complete(null);
          } catch (Throwable thrown) {
            end.complete(thrown);
          }
        })
        .start();
    return end;
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
  void whatIsNotWantedAnyMoreIsToldAndInterruptedAtOnce() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch told = new CountDownLatch(1);
    GuestCall.Work work = signal -> {
      signal.onCancel(() -> {
        throw new IllegalStateException("somebody else's hook");
      });
      signal.onCancel(told::countDown);
      begun.countDown();
      return new CompletableFuture<JsonNode>().get();
    };

    CompletableFuture<Throwable> end = inThread(() -> call(work));
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    wanted.cancel();

    assertThat(end.get(30, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
    assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whatAHookSaysWhereItBreaksIsNotLogged() throws Throwable {
    try (LoudLogs logs = new LoudLogs()) {
      CountDownLatch begun = new CountDownLatch(1);
      CompletableFuture<Throwable> end = inThread(() -> call(signal -> {
        signal.onCancel(() -> {
          throw new IllegalStateException("love-lace", new IOException("also love-lace"));
        });
        begun.countDown();
        return new CompletableFuture<JsonNode>().get();
      }));
      assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
      wanted.cancel();
      assertThat(end.get(30, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
      Awaitility.await()
          .untilAsserted(() -> assertThat(logs.text()).contains("when it is cancelled broke"));

      assertThat(logs.text())
          .contains("java.lang.IllegalStateException", "GuestCallTest")
          .doesNotContain("love-lace");
    }
  }

  @Test
  void whatIsNotWantedIsNotBegun() {
    wanted.cancel();

    assertThatThrownBy(() -> call(signal -> {
          throw new IllegalStateException("begun");
        }))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void whatHeedsNothingIsLeftBehindAndOfManySuchNoMoreAreCalled() throws Throwable {
    workshop = new Workshop(Duration.ofMillis(20));
    CountDownLatch begun = new CountDownLatch(Workshop.MOST_LEFT);
    CountDownLatch end = new CountDownLatch(1);
    GuestCall.Work heedless = signal -> {
      begun.countDown();
      awaitHeedless(end);
      return IntNode.valueOf(1);
    };
    List<CompletableFuture<Throwable>> calls = new ArrayList<>();
    for (int i = 0; i < Workshop.MOST_LEFT; i++) {
      calls.add(inThread(() -> call(heedless)));
    }
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    wanted.cancel();
    for (CompletableFuture<Throwable> call : calls) {
      assertThat(call.get(30, TimeUnit.SECONDS))
          .isInstanceOf(CancellationException.class)
          .hasMessageContaining("its thread goes on");
    }

    assertThatThrownBy(() -> answer("it"))
        .isInstanceOf(TooManyLeftException.class)
        .hasMessageContaining("16 calls of it", "restart the server");
    assertThat(answer("another")).isEqualTo(IntNode.valueOf(2));

    end.countDown();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptionsInstanceOf(TooManyLeftException.class)
        .until(() -> answer("it").equals(IntNode.valueOf(2)));
  }

  private JsonNode answer(String name) {
    try {
      return new GuestCall(this, name, workshop)
          .of(signal -> IntNode.valueOf(2), LONG, Cancellation.never());
    } catch (RuntimeException refused) {
      throw refused;
    } catch (Throwable broken) {
      throw new AssertionError(broken);
    }
  }

  @Test
  void aLogHasAnEndAndTakesNoLineBehindIt() {
    List<String> lines = new ArrayList<>();
    GuestLog log = new GuestLog((level, line) -> lines.add(level + " " + line));
    for (int i = 0; i < GuestLog.MOST_LINES + 5; i++) {
      log.accept("info", "x".repeat(GuestLog.LONGEST + 1));
    }
    log.close();
    log.accept("info", "too late");

    assertThat(lines).hasSize(GuestLog.MOST_LINES + 1);
    assertThat(lines.get(0)).hasSize("info ".length() + GuestLog.LONGEST + 1);
    assertThat(lines).last().isEqualTo("warn 5 more lines were left out");
    assertThatThrownBy(() -> log.accept("loud", "!")).hasMessageContaining("level is one of");
  }

  @Test
  void aHookThatIsTakenBackIsNotRun() throws Throwable {
    CountDownLatch told = new CountDownLatch(1);
    CompletableFuture<CancelSignal> kept = new CompletableFuture<>();

    call(signal -> {
      signal.onCancel(told::countDown).close();
      kept.complete(signal);
      return IntNode.valueOf(1);
    });
    wanted.cancel();

    assertThat(told.getCount()).isEqualTo(1);
    assertThat(kept.get().isCancelled()).isFalse();
  }
}
