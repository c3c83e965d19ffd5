package dev.carillon.running;

import dev.carillon.run.RunId;

/**
 * The right to walk a run. Every write checks it; one that was overtaken writes nothing more.
 *
 * @param run what may be walked
 * @param owner the node that holds it
 * @param fence grows with each lease of the run, so that an old holder is told from the present one
 */
public record Lease(RunId run, String owner, long fence) {}
