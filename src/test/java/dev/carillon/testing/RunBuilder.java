package dev.carillon.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.carillon.run.Pauses;
import dev.carillon.run.Run;
import dev.carillon.run.Run.Ownership;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.workflow.DefinitionHash;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.Optional;

/** Runs that read aloud: {@code aRun().attempts(1, 4).build()}; where nothing is said, at work. */
public final class RunBuilder {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Ownership ownership = Ownership.OURS;
  private int attempts = 1;
  private int maxAttempts = 4;
  private Pauses pauses = Pauses.USUAL;
  private RunId id = RunId.of(NOON.toEpochMilli(), 0, 1);
  private RunState state = RunState.RUNNING;

  private RunBuilder() {}

  public static RunBuilder aRun() {
    return new RunBuilder();
  }

  public RunBuilder owned(Ownership by) {
    ownership = by;
    return this;
  }

  public RunBuilder named(RunId name) {
    id = name;
    return this;
  }

  public RunBuilder in(RunState stands) {
    state = stands;
    return this;
  }

  public RunBuilder attempts(int begun, int most) {
    attempts = begun;
    maxAttempts = most;
    return this;
  }

  public RunBuilder pausing(Pauses between) {
    pauses = between;
    return this;
  }

  public Run build() {
    return new Run(
        id,
        new WorkflowId("hello"),
        "1.0.0",
        DefinitionHash.of("hello"),
        Optional.empty(),
        0,
        Optional.empty(),
        false,
        Trigger.MANUAL,
        state,
        JsonNodeFactory.instance.objectNode(),
        Optional.empty(),
        Optional.empty(),
        attempts,
        maxAttempts,
        pauses,
        Optional.empty(),
        ownership,
        NOON,
        Optional.of(NOON),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
