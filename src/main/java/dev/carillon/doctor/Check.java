package dev.carillon.doctor;

/**
 * Looks at one thing. May take its time, within {@link Doctor#PATIENCE}; what it throws is a finding
 * too, and never the end of the report.
 */
public interface Check {
  /** Returns what it looks at. */
  Topic topic();

  /** Looks. Called by one thread at a time. */
  Finding examine();
}
