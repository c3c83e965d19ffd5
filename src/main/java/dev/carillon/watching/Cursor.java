package dev.carillon.watching;

import dev.carillon.schedule.ScheduleId;
import java.time.Instant;
import java.util.Optional;

/**
 * How far the due times of one revision are accounted for. Immutable.
 *
 * @param settledUntil each due time up to here has its row
 * @param due the next one; empty until it was reckoned, or if there is none
 * @param watchAt when to look whether that one has its row
 */
public record Cursor(
    ScheduleId schedule,
    int revision,
    Instant settledUntil,
    Optional<Instant> due,
    Instant watchAt) {}
