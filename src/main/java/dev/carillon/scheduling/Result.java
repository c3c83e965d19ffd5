package dev.carillon.scheduling;

import dev.carillon.running.StoreUnavailableException;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of one line of a plan.
 *
 * @param item its id
 * @param detail why, where it was not done
 */
public record Result(String item, Outcome outcome, Optional<String> detail) {
  private static final Logger LOG = LoggerFactory.getLogger(Result.class);

  /** What became of it. */
  public enum Outcome {
    DONE,
    /** The engine did not answer; it is tried again. */
    PENDING,
    REFUSED,
    /** It is another line by now, or none. */
    STALE,
    NEEDS_CONFIRMATION,
    /** This database is a copy. */
    HELD
  }

  static Result of(String item, Outcome outcome, String detail) {
    return new Result(item, outcome, Optional.of(detail));
  }

  /** Does it, and tells what became of it. */
  static Result of(String item, Runnable work) {
    return told(item, () -> {
      work.run();
      return new Result(item, Outcome.DONE, Optional.empty());
    });
  }

  /** Returns what the work tells of itself, or what kept it from it. */
  static Result told(String item, Supplier<Result> work) {
    try {
      return work.get();
    } catch (EngineUnavailableException unknown) {
      return of(item, Outcome.PENDING, unknown.getMessage());
    } catch (EngineRefusedException refused) {
      return of(item, Outcome.REFUSED, refused.getMessage());
    } catch (ScheduleConflictException conflict) {
      return of(item, Outcome.REFUSED, conflict.getMessage());
    } catch (HeldBackException held) {
      return of(item, Outcome.HELD, held.getMessage());
    } catch (ScheduleChangedException changed) {
      return of(item, Outcome.STALE, changed.getMessage());
    } catch (StoreUnavailableException away) {
      throw away;
    } catch (RuntimeException broken) {
      // One line that breaks must not keep the others from being carried out.
      LOG.error("{} could not be carried out", item, broken);
      return of(item, Outcome.REFUSED, "this broke, see the log: " + broken.getMessage());
    }
  }
}
