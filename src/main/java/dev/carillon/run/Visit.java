package dev.carillon.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A row of the journal: one visit of one task, as it stands. Immutable; JSON values are never
 * changed after they were given here.
 *
 * @param key names it within its run
 * @param pointer JSON pointer of the task in its definition, such as {@code /do/0/greet}
 * @param name the task's name in its list
 * @param kind the task's kind, such as {@code set}
 * @param state where it stands
 * @param attempt of the run, from 1, that touched it last; 0 while it is as it was taken over from the run
 *     in whose place this one was made
 * @param raw what the task was handed, before {@code input.from}
 * @param input what the task worked on, after {@code input.from}
 * @param output after {@code output.as}; present once it is done
 * @param context the run's new context, if the task exported one
 * @param transition where the flow went, as {@link dev.carillon.workflow.Directive} spells it;
 *     present once it is done
 * @param error present when it is faulted
 * @param items what a loop goes over, fixed when it was begun
 * @param progress where a block is: a loop's round and what the round was handed, or a {@code try}'s
 *     attempt and what is to follow it
 * @param log lines that it wrote, the oldest first
 * @param startedAt when it was begun first
 * @param endedAt present once it is done or faulted
 * @param wakeAt present when it waits for a time: recorded once, and never moved; of a {@code try},
 *     the end of its newest pause
 * @param deadline when its time is over, if it has a time limit
 */
public record Visit(
    VisitKey key,
    String pointer,
    String name,
    String kind,
    VisitState state,
    int attempt,
    JsonNode raw,
    JsonNode input,
    Optional<JsonNode> output,
    Optional<JsonNode> context,
    Optional<String> transition,
    Optional<RunError> error,
    Optional<JsonNode> items,
    Optional<JsonNode> progress,
    List<LogLine> log,
    Instant startedAt,
    Optional<Instant> endedAt,
    Optional<Instant> wakeAt,
    Optional<Instant> deadline) {
  /** Copies the log. */
  public Visit {
    log = List.copyOf(log);
  }

  /** Tells whether another run did it, and this one only goes on from there. */
  public boolean isTakenOver() {
    return attempt == 0;
  }

  /**
   * One line that a task wrote for people.
   *
   * @param at when
   * @param level {@code debug}, {@code info}, {@code warn} or {@code error}
   * @param text any text
   */
  public record LogLine(Instant at, String level, String text) {}
}
