package dev.carillon.function;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Something that a workflow can {@code call} by name. Found by {@link java.util.ServiceLoader}; one
 * instance serves all runs and threads.
 */
public interface Function {
  /** Returns the name by which it is called; letters, digits and hyphens. */
  String name();

  /**
   * Does its work. After a crash it may be called again with the same {@link
   * Invocation#idempotencyKey()}.
   *
   * @return becomes the task's output; never null
   * @throws Exception becomes a runtime error of the task
   */
  JsonNode call(Invocation invocation) throws Exception;
}
