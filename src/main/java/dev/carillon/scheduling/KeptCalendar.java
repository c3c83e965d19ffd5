package dev.carillon.scheduling;

import dev.carillon.schedule.Calendar;
import java.time.Instant;

/**
 * A calendar as it stands.
 *
 * @param description for people; may be empty
 * @param version its number, from 1; each change makes the next
 * @param updatedAt when this version was made
 * @param updatedBy by whom
 */
public record KeptCalendar(
    Calendar calendar, String description, int version, Instant updatedAt, String updatedBy) {}
