package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.RunError;
import dev.carillon.workflow.Directive;
import java.time.Instant;
import java.util.Optional;

/** How a task, or a list of tasks, came out of one walk. */
sealed interface Outcome {
  /**
   * It is done.
   *
   * @param output what it gives to what follows
   * @param then where the flow goes; of a list: {@code continue}, {@code exit} if it was left early,
   *     or {@code end}
   */
  record Done(JsonNode output, Directive then) implements Outcome {}

  /** It failed; what stands around it may catch that. */
  record Failed(RunError error) implements Outcome {}

  /**
   * A time limit passed. Nothing in between catches it: it ends what it was set for.
   *
   * @param owner as {@link Deadline} says
   */
  record Expired(String owner) implements Outcome {}

  /** The whole run is over, whatever attempts are left: it went beyond what a run may. */
  record Broken(RunError error) implements Outcome {}

  /**
   * It waits; all of it is written.
   *
   * @param until when to come again at the latest; empty if only the end of another run tells
   * @param forAnother whether the end of another run may let it go on before
   */
  record Parked(Optional<Instant> until, boolean forAnother) implements Outcome {
    static Parked until(Instant due) {
      return new Parked(Optional.of(due), false);
    }
  }

  /** The walker was asked to stop; nothing is lost, and another may go on. */
  record Stopped() implements Outcome {}
}
