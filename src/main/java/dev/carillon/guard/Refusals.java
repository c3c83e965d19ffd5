package dev.carillon.guard;

import dev.carillon.signature.RefusedDelivery;

/** Keeps what was refused, so that somebody can find out why. */
@FunctionalInterface
public interface Refusals {
  /**
   * Keeps one refusal. Called on the request's thread, by many threads at once, at most {@value
   * RefusalLog#MOST_A_MINUTE} times a minute for each cause: anybody can make refusals. What it
   * throws is logged, and changes nothing for the caller.
   */
  void record(RefusedDelivery refused);
}
