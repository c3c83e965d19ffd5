package dev.carillon.schedule;

import java.time.LocalDate;
import java.util.List;

/**
 * A day on which a blackout keeps due times from running.
 *
 * @param day by the schedule's clock
 * @param whole whether no minute of it is left
 * @param parts of the blackout that darken it, as they are written; at least one
 */
public record DarkDay(LocalDate day, boolean whole, List<String> parts) {}
