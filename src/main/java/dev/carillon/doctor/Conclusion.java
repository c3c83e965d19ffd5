package dev.carillon.doctor;

import java.util.Map;

/** Draws from what the checks found, and looks at nothing by itself. */
public interface Conclusion {
  /** Returns what it is about. */
  Topic topic();

  /** Draws it from the findings of all checks. */
  Finding from(Map<Topic, Finding> found);
}
