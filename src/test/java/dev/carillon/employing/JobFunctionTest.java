package dev.carillon.employing;

import static dev.carillon.employing.TestJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.carillon.function.HopelessException;
import dev.carillon.function.Invocation;
import dev.carillon.job.JobContext;
import dev.carillon.running.Cancellation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class JobFunctionTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final List<String> log = new ArrayList<>();

  private JsonNode call(TestJob job) throws Exception {
    return function(job).call(invocation(job.id()));
  }

  private JobFunction function(TestJob job) {
    return new JobFunction(new JobBook(List.of(job.card())));
  }

  private static JsonNode with(String id) {
    return JsonNodeFactory.instance.objectNode().put("id", id);
  }

  private Invocation invocation(String id) {
    return new Invocation(
        with(id),
        TextNode.valueOf("in"),
        "run/do/0/work",
        Optional.of("msg_1"),
        Optional.of(NOON),
        JsonNodeFactory.instance.objectNode(),
        NOON.plusSeconds(300),
        Cancellation.never(),
        (level, line) -> log.add(level + " " + line));
  }

  @Test
  void aJobIsToldAllAboutItsCall() throws Exception {
    AtomicReference<JobContext> seen = new AtomicReference<>();
    AtomicReference<ClassLoader> loader = new AtomicReference<>();

    JsonNode output = call(aJob("a").working(context -> {
      seen.set(context);
      loader.set(Thread.currentThread().getContextClassLoader());
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
    assertThat(loader.get()).isEqualTo(TestJob.class.getClassLoader());
    assertThat(log).containsExactly("info half way", "warn oh");
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
  void aCallMayTakeAsLongAsItsJob() {
    TestJob job = aJob("a").timeLimit(Duration.ofMinutes(5));

    assertThat(function(job).timeLimit(with("a"))).isEqualTo(Duration.ofMinutes(5));
    assertThat(function(job).timeLimit(with("gone"))).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void aJobThatIsNotHereIsToldWithItsCure() {
    assertThatThrownBy(() -> function(aJob("a")).call(invocation("gone")))
        .hasMessage("there is no job \"gone\" here; put the jar that has it into WEB-INF/lib");
    assertThatThrownBy(() -> function(aJob("a")).call(invocation("")))
        .hasMessageContaining("\"with\" has no id of a job");
  }
}
