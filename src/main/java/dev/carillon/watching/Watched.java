package dev.carillon.watching;

import dev.carillon.schedule.Revision;

/**
 * A revision whose due times are watched.
 *
 * @param revision what it says
 * @param cursor how far they are accounted for
 * @param kept whether the cursor's next due time has its row already
 */
public record Watched(Revision revision, Cursor cursor, boolean kept) {}
