package dev.carillon.run;

import java.time.Instant;
import java.util.Optional;

/**
 * One attempt of a run: from the walker's start until the run ended or the attempt failed. Waits
 * belong to the attempt that they stand in.
 *
 * @param number from 1
 * @param startedAt when it began
 * @param endedAt when it ended or failed
 * @param error why it failed
 */
public record Attempt(
    int number, Instant startedAt, Optional<Instant> endedAt, Optional<RunError> error) {}
