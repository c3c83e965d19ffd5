package dev.carillon.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * Work in Java that has a schedule and a route of its own. Found by {@link java.util.ServiceLoader}
 * in the WAR and in the jars of {@code WEB-INF/lib}, and stood up at start: it becomes a workflow of
 * its id that nobody can edit by hand, its schedule is switched on the first time it is found, a GET
 * of its path tells its health, and a POST, signed by QStash, runs it.
 *
 * <p>One instance serves all runs and threads. It needs a public constructor without parameters, and
 * is asked once, at start, for everything but health and work. A job that cannot be stood up refuses
 * the start, with the reason in the log.
 */
public interface Job {
  /** Returns the id of its workflow: 1 to 63 letters, digits and inner hyphens; its own for ever. */
  String id();

  /** Returns when it is due: five fields or a macro, as in a definition. */
  String cron();

  /** Returns the zone in which its cron is read, such as {@code Europe/Berlin}. */
  default String timezone() {
    return "UTC";
  }

  /**
   * Returns its path below the context path. It is one of its own: no route of Carillon's, and no
   * other job's.
   */
  default String path() {
    return "/api/jobs/" + id();
  }

  /** Returns how long a run may take, up to a day; then it is cancelled and has failed. */
  default Duration timeLimit() {
    return Duration.ofHours(1);
  }

  /**
   * Tells whether it could work now. Anybody may ask, so it is asked at most every five seconds, by
   * one thread; what takes longer than ten seconds, or throws, is failing. The reason goes to the
   * log only.
   */
  default Health health() {
    return Health.OK;
  }

  /**
   * Does its work, in a thread of its own, which is interrupted when the work is not wanted any more.
   * After a crash or a failure it is called again with the same {@link JobContext#idempotencyKey()}.
   *
   * @return becomes the run's output; null for none
   * @throws dev.carillon.function.HopelessException if no later attempt could succeed
   * @throws Exception becomes the run's error; the run is tried again as its schedule says
   */
  JsonNode run(JobContext context) throws Exception;
}
