package dev.carillon.watching;

import dev.carillon.schedule.Revision;
import java.time.Instant;
import java.util.Optional;

/**
 * A revision whose due times are watched.
 *
 * @param revision what it says
 * @param cursor how far they are accounted for
 * @param kept whether the cursor's next due time has its row already
 * @param given when QStash was given the schedule last; empty if it is not known to hold it
 */
public record Watched(Revision revision, Cursor cursor, boolean kept, Optional<Instant> given) {}
