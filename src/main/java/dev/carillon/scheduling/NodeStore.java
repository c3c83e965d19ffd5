package dev.carillon.scheduling;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Knows the processes that work on this database. May be shared by threads and nodes. */
public interface NodeStore {
  /**
   * A process that works on this database.
   *
   * @param instance its random id
   * @param engine which engine rings by its settings: {@code local} or {@code qstash}
   * @param startedAt when it began
   * @param beatAt when it told last that it lives
   * @param beats how often it did
   */
  record Node(String instance, String engine, Instant startedAt, Instant beatAt, long beats) {}

  /** Notes that a process lives. */
  void beat(Node node);

  /** Forgets a process that ends, or those that told nothing since an instant. */
  void forget(String instance, Instant silentSince);

  /** Returns how often a process told that it lives; empty if it never did so here. */
  OptionalLong beats(String instance);

  /** Returns the processes that told that they live since an instant. */
  List<Node> living(Instant since);

  /**
   * Gives a duty to a process for a time, unless another has it.
   *
   * @return whether it has it now
   */
  boolean takeDuty(String name, String instance, Instant now, Instant until);
}
