package dev.carillon.testing.qstash;

import java.time.Instant;

/**
 * A message that was given up, with the outcome of its last attempt.
 *
 * @param id {@code <unix ms>-<number>}
 * @param at when it was given up
 */
public record DeadLetter(String id, HeldMessage message, Attempt last, Instant at) {}
