package dev.carillon.running;

import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import java.util.Optional;

/**
 * A run that somebody wants done again, and what stands in the way. Immutable.
 *
 * @param run as it stands
 * @param stopping whether somebody walks it, or a run that it waited for, although that was canceled
 * @param heir the run that was made in its place, if one was
 * @param ran the run that its due time has now, if it is for one that ran
 * @param parent the run that waits, or waited, for it, if one did
 * @param journal how much it did
 */
public record Ended(
    Run run,
    boolean stopping,
    Optional<RunId> heir,
    Optional<RunId> ran,
    Optional<RunId> parent,
    Extent journal) {}
